import { once } from 'node:events';
import type { ServerResponse } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, onTestFinished, test } from 'vitest';
import { createHttpServer, type Route } from '../../src/server/http-server.ts';
import { createServerCloser } from '../../src/server/server-closer.ts';
import { createLogger } from '../../src/telemetry/logger.ts';
import { openRawSocket } from '../support/raw-socket.ts';

type Patience = NonNullable<Parameters<typeof createHttpServer>[0]['patience']>;

/** More than the kernel keeps for a caller who does not read. */
const manyBytes = 64 * 1024 * 1024;
const ask = 'GET / HTTP/1.1\r\nHost: localhost\r\n\r\n';

/** A server with one route, until the test ends. */
async function serve(patience: Patience, route: Partial<Route> & Pick<Route, 'handle'>): Promise<string> {
  const logger = await createLogger({ level: 'silent', format: 'json', destination: { write() {} } });
  const server = createHttpServer({
    routeOf: () => ({ methods: ['GET', 'POST'], ...route }),
    isAllowedHost: () => true,
    maxWaitMs: 1000,
    isDraining: () => false,
    logger,
    patience,
  });
  const close = createServerCloser(server);
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(close);
  const address = server.address();
  return `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`;
}

/** A route that waits for the test to answer. */
function holdAnswer() {
  const asked = Promise.withResolvers<ServerResponse>();
  const handle: Route['handle'] = (_request, response) => asked.resolve(response);
  return { handle, asked: asked.promise };
}

test('a caller who says nothing, or never ends the head of his request, is cut off', async () => {
  const { handle } = holdAnswer();
  const url = await serve({ headersMs: 200 }, { handle });
  const silent = await openRawSocket(url);
  const slow = await openRawSocket(url);
  slow.socket.write('POST / HTTP/1.1\r\nHost: localhost\r\n');
  const trickle = setInterval(() => slow.socket.write('X-A: b\r\n'), 20);
  expect(await silent.closed()).toMatch(/^(HTTP\/1\.1 408 |$)/);
  expect(await slow.closed()).toMatch(/^HTTP\/1\.1 408 /);
  clearInterval(trickle);
});

test('a caller whose body trickles is cut off, where all of it is wanted first', async () => {
  const url = await serve({ bodyMs: 200 }, { handle: request => void request.resume() });
  const { socket, closed } = await openRawSocket(url);
  socket.write('POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1000000\r\n\r\n');
  const trickle = setInterval(() => socket.write('a'), 20);
  expect(await closed()).toMatch(/^HTTP\/1\.1 408 /);
  clearInterval(trickle);
});

test('an upload that trickles is not cut off: its handler knows when it stands still', async () => {
  const sent = 'a'.repeat(40);
  const url = await serve(
    { bodyMs: 50, stalledMs: 100 },
    {
      streamsBody: true,
      async handle(request, response) {
        let received = '';
        for await (const chunk of request) received += String(chunk);
        response.end(received);
      },
    },
  );
  const { socket, waitFor } = await openRawSocket(url);
  socket.write(`POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: ${sent.length}\r\n\r\n`);
  for (const sign of sent) {
    socket.write(sign);
    await sleep(10);
  }
  expect(await waitFor(sent)).toMatch(/^HTTP\/1\.1 200 /);
});

test.each([
  ['in one piece', (response: ServerResponse) => void response.end(Buffer.alloc(manyBytes))],
  [
    'as a stream',
    (response: ServerResponse) => {
      const write = (): void => {
        while (!response.destroyed && response.write('data: x\n\n'.repeat(1000)));
      };
      response.on('drain', write);
      write();
    },
  ],
])(
  'a caller who reads nothing of an answer is cut off, and what was kept for him is gone: %s',
  async (_how, answer) => {
    const { handle, asked } = holdAnswer();
    const url = await serve({ stalledMs: 200 }, { handle });
    const { socket } = await openRawSocket(url);
    socket.pause();
    socket.write(ask);
    const response = await asked;
    const gone = once(response, 'close');
    answer(response);
    await gone;
    expect([response.writableFinished, response.destroyed]).toEqual([false, true]);
  },
);

test('a caller who reads slowly gets all of an answer, however long it takes', async () => {
  const { handle, asked } = holdAnswer();
  const stalledMs = 1000;
  const stepBytes = 4 * 1024 * 1024;
  const url = await serve({ stalledMs }, { handle });
  const { socket } = await openRawSocket(url);
  socket.pause();
  socket.write(ask);
  const response = await asked;
  let bytes = 0;
  socket.removeAllListeners('data').on('data', (chunk: string) => {
    const hasStep = Math.floor(bytes / stepBytes) < Math.floor((bytes + chunk.length) / stepBytes);
    bytes += chunk.length;
    if (!hasStep) return;
    socket.pause();
    setTimeout(() => socket.resume(), stalledMs / 4);
  });
  socket.resume();
  const gone = once(response, 'close');
  response.end(Buffer.alloc(manyBytes));
  await gone;
  expect(response.writableFinished).toBe(true);
});

test('a caller who waits for his answer, or between two events, is not cut off', async () => {
  const { handle, asked } = holdAnswer();
  const url = await serve({ stalledMs: 50 }, { handle });
  const { socket, waitFor } = await openRawSocket(url);
  socket.write(ask);
  const response = await asked;
  await sleep(500);
  response.write('event: next\n\n');
  await waitFor('event: next');
  await sleep(500);
  response.end('event: complete\n\n');
  expect(await waitFor('event: complete')).toMatch(/^HTTP\/1\.1 200 /);
});

test('a connection that is kept alive stays for the next request although a caller may not stall for so long', async () => {
  const url = await serve({ stalledMs: 50 }, { handle: (request, response) => void response.end(request.url) });
  const { socket, waitFor } = await openRawSocket(url);
  socket.write(ask.replace('/', '/first'));
  await waitFor('/first');
  await sleep(500);
  socket.write(ask.replace('/', '/second'));
  expect(await waitFor('/second')).toMatch(/^HTTP\/1\.1 200 [\s\S]*HTTP\/1\.1 200 /);
});
