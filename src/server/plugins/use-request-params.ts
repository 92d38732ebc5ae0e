import type { GraphQLParams, Plugin } from 'graphql-yoga';
import { isJsonObject } from '../access/parse-json-text.ts';
import { BodyCutShortError, BodyNotUtf8Error, BodyTooLargeError, readBody } from '../read-body.ts';
import type { ServerContext } from '../server-context.ts';
import { refuseRequest } from './refuse-request.ts';

const jsonType = /^application\/(?:graphql\+)?json\s*(?:;\s*charset="?utf-8"?\s*)?$/i;

/** Whether that is the type of a body that is read. */
export const isJsonType = (contentType: string | null | undefined): boolean => jsonType.test(contentType ?? '');

/**
 * Reads GraphQL's parameters: of a POST from its body, which is JSON and nothing else, so that a browser asks for leave
 * (CORS preflight) before it sends a mutation from a foreign page; of a GET from its URL. The limit is ours because
 * Yoga's own pipes every body through a TransformStream.
 */
export function useRequestParams(maxBytes: number): Plugin<object, ServerContext> {
  return {
    onRequestParse({ request, url, serverContext, setRequestParser }) {
      if (request.method === 'GET') return setRequestParser(() => paramsFromUrl(url.searchParams));
      if (request.method !== 'POST') return;
      if (!isJsonType(request.headers.get('content-type')) || request.headers.has('content-encoding')) {
        throw refuseRequest(
          415,
          'UNSUPPORTED_MEDIA_TYPE',
          'Send the POST with the header "Content-Type: application/json", in UTF-8 and without Content-Encoding.',
        );
      }
      setRequestParser(() => paramsFromBody(serverContext, maxBytes));
    },
  };
}

function paramsFromUrl(query: URLSearchParams): GraphQLParams {
  const text = (name: string) => query.get(name) || undefined;
  return pickParams({
    query: text('query'),
    operationName: text('operationName'),
    variables: jsonFrom(text('variables'), 'The URL parameter "variables"'),
    extensions: jsonFrom(text('extensions'), 'The URL parameter "extensions"'),
    documentId: text('documentId'),
  });
}

async function paramsFromBody({ req, body }: ServerContext, maxBytes: number): Promise<GraphQLParams> {
  const text = await (body ?? readBody(req, maxBytes)).catch(refuseBody(maxBytes));
  const params = jsonFrom(text, 'The body');
  if (Array.isArray(params)) {
    throw refuseRequest(400, 'BAD_REQUEST', 'The body must be one JSON object: batches of operations are not taken.');
  }
  if (typeof params !== 'object' || params === null) {
    throw refuseRequest(400, 'BAD_REQUEST', 'The body must be a JSON object.');
  }
  return pickParams(params);
}

const paramNames = ['query', 'operationName', 'variables', 'extensions', 'documentId'];

/** GraphQL over HTTP demands that everything else be ignored. */
function pickParams(params: object): GraphQLParams {
  const known = Object.entries(params).filter(([name, value]) => paramNames.includes(name) && value !== undefined);
  const picked: GraphQLParams = Object.fromEntries(known);
  // In the place of a document its id, which `useTrustedDocuments` looks up.
  const isById = 'documentId' in picked || isJsonObject(picked.extensions?.['persistedQuery']);
  if (typeof picked.query === 'string' || (picked.query === undefined && isById)) return picked;
  throw refuseRequest(400, 'BAD_REQUEST', 'The parameter "query" must be given: the text of a GraphQL document.');
}

// A message of JSON.parse would quote the text.
function jsonFrom(text: string | undefined, what: string) {
  try {
    return text === undefined ? undefined : JSON.parse(text);
  } catch {
    throw refuseRequest(400, 'BAD_REQUEST', `${what} is not JSON.`);
  }
}

function refuseBody(maxBytes: number) {
  return (error: unknown): never => {
    if (error instanceof BodyTooLargeError) {
      const message = `The request is larger than ${maxBytes} bytes. Send the conversions in several requests.`;
      throw refuseRequest(413, 'PAYLOAD_TOO_LARGE', message);
    }
    if (error instanceof BodyNotUtf8Error) throw refuseRequest(400, 'BAD_REQUEST', 'The body is not UTF-8.');
    if (error instanceof BodyCutShortError) throw refuseRequest(400, 'BAD_REQUEST', 'The body was cut short.');
    throw error;
  };
}
