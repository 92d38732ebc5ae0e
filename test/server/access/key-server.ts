import { once } from 'node:events';
import { createServer, type RequestListener } from 'node:http';
import type { JWK } from 'jose';
import { onTestFinished } from 'vitest';

/** An identity provider's key endpoint. */
export interface KeyServer {
  readonly url: string;
  readonly requestCount: () => number;
  keys: readonly JWK[];
  /** Answers in the place of the keys. */
  trouble: RequestListener | null;
}

/** Serves keys until the test ends. */
export async function startKeyServer(keys: readonly JWK[]): Promise<KeyServer> {
  let requestCount = 0;
  const server = createServer((request, response) => {
    requestCount += 1;
    response.setHeader('connection', 'close');
    if (state.trouble) return state.trouble(request, response);
    return response.setHeader('content-type', 'application/json').end(JSON.stringify({ keys: state.keys }));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => {
    server.close();
    server.closeAllConnections();
  });
  const address = server.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  const state: KeyServer = {
    url: `http://127.0.0.1:${port}/jwks`,
    requestCount: () => requestCount,
    keys,
    trouble: null,
  };
  return state;
}
