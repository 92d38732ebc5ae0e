import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { describe, expect, onTestFinished, test } from 'vitest';
import { clientsUnderTest, type Job } from './clients-under-test.ts';
import { createApolloClient } from './snippets/apollo.ts';
import { ViewerDocument } from './snippets/generated/graphql.ts';
import { followWithFetch } from './snippets/plain-fetch.ts';

type Handler = (response: ServerResponse, request: IncomingMessage) => void;

/** A server whose nth request is for the nth handler; the last handler takes all later ones too. */
async function startScript(handlers: readonly Handler[]): Promise<{ url: string; requestCount: () => number }> {
  let requestCount = 0;
  const server = createServer((request, response) => {
    const handler = handlers[Math.min(requestCount, handlers.length - 1)];
    requestCount += 1;
    request.resume().on('end', () => handler?.(response, request));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(async () => {
    server.close();
    server.closeAllConnections();
    await once(server, 'close');
  });
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The server does not listen.');
  return { url: `http://127.0.0.1:${address.port}/graphql`, requestCount: () => requestCount };
}

const cut: Handler = response => response.destroy();

const tell =
  (states: readonly Job['state'][], end: (response: ServerResponse) => void): Handler =>
  response => {
    response.writeHead(200, { 'content-type': 'text/event-stream' });
    for (const state of states) {
      const data = { data: { importJob: { __typename: 'ImportJob', id: 'a', state, summary: null } } };
      response.write(`event: next\ndata: ${JSON.stringify(data)}\n\n`);
    }
    end(response);
  };

const complete = (response: ServerResponse): unknown => response.end('event: complete\ndata:\n\n');

describe.each(clientsUnderTest)('%s', (_name, createClient) => {
  test('sends an import once when the connection breaks before the answer', async () => {
    const { url, requestCount } = await startScript([cut]);
    await expect(createClient(url).importNow({ conversions: [{ clickId: 'a' }] })).rejects.toBeInstanceOf(Error);
    expect(requestCount()).toBe(1);
  });

  test('goes on following a job where the gateway completes the stream before the job has ended', async () => {
    const { url, requestCount } = await startScript([
      tell(['PENDING'], complete),
      tell(['PROGRESS', 'COMPLETED'], complete),
    ]);
    const states: string[] = [];
    await createClient(url).follow('a', job => states.push(job.state));
    expect(states).toEqual(['PENDING', 'PROGRESS', 'COMPLETED']);
    expect(requestCount()).toBe(2);
  });
});

test("Apollo Client's retry link sends a query again, and only a query", async () => {
  const viewer = { tenant: 'default', scopes: [], mode: 'SANDBOX', jobTracking: 'UNKNOWN', rateLimit: null };
  const { url, requestCount } = await startScript([
    cut,
    response => {
      response.setHeader('content-type', 'application/json');
      response.end(JSON.stringify({ data: { viewer: { ...viewer, limits: { maxConversions: 1, maxBodyBytes: 1 } } } }));
    },
  ]);
  const client = createApolloClient(url);
  onTestFinished(() => client.stop());
  const { data } = await client.query({ query: ViewerDocument });
  expect(data?.viewer.limits.maxConversions).toBe(1);
  expect(requestCount()).toBe(2);
});

test('connects again where a stream breaks off', async () => {
  const { url } = await startScript([
    tell(['PENDING'], response => setTimeout(() => response.destroy(), 50)),
    tell(['COMPLETED'], complete),
  ]);
  const states: string[] = [];
  for await (const job of followWithFetch(url, 'a')) states.push(job.state);
  expect(states).toEqual(['PENDING', 'COMPLETED']);
});
