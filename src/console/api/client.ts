import { Client, cacheExchange, fetchExchange, makeOperation, mapExchange, type Operation } from 'urql';

/** urql as this gateway needs it: POST only, subscriptions as server-sent events, each document with its id. */
export function createApiClient(authorizedFetch: typeof fetch): Client {
  return new Client({
    url: '/graphql',
    // A GET could be sent by any page, so the gateway wants more of one than urql gives it.
    preferGetMethod: false,
    fetchSubscriptions: true,
    fetch: authorizedFetch,
    requestPolicy: 'cache-and-network',
    exchanges: [cacheExchange, mapExchange({ onOperation: nameDocument }), fetchExchange],
  });
}

/**
 * Sends the id that codegen gave a document beside the document: a gateway that takes trusted documents only knows the id,
 * any other one reads the document. `miss` is what urql calls sending both.
 */
function nameDocument(operation: Operation): Operation {
  const hash = hashOf(operation.query);
  if (hash === null) return operation;
  const persistedQuery = { version: 1, sha256Hash: hash, miss: true } as const;
  return makeOperation(operation.kind, { ...operation, extensions: { ...operation.extensions, persistedQuery } });
}

function hashOf(document: object): string | null {
  const meta = '__meta__' in document ? document.__meta__ : null;
  const hash = typeof meta === 'object' && meta !== null && 'hash' in meta ? meta.hash : null;
  return typeof hash === 'string' ? hash : null;
}
