import { once } from 'node:events';
import { createServer, get, type IncomingMessage } from 'node:http';
import { text } from 'node:stream/consumers';
import { expect, onTestFinished, test } from 'vitest';
import { GatewayResponse } from '../../src/server/gateway-response.ts';

const own = ['x-own', 'one', 'cache-control', 'no-store'];

/** What a client gets, in the order in which it is written, when an answer is written so. */
async function ask(write: (response: GatewayResponse) => void) {
  const server = createServer({ ServerResponse: GatewayResponse }, (_request, response) => write(response));
  server.listen(0, '127.0.0.1');
  onTestFinished(() => void server.close());
  await once(server, 'listening');
  const address = server.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  const [response]: IncomingMessage[] = await once(get({ port, host: '127.0.0.1', agent: false }), 'response');
  if (!response) throw new Error('There is no answer.');
  const headers = response.rawHeaders.slice(0, response.rawHeaders.indexOf('Date'));
  return { status: response.statusCode, headers, body: await text(response) };
}

test.each<[string, (response: GatewayResponse) => void]>([
  ['in one go', response => response.send(201, ['x-other', 'two', 'content-length', '2'], 'ok')],
  ['with a header that was set before', response => response.setHeader('x-other', 'two').writeHead(201).end('ok')],
  ['with a head', response => response.writeHead(201, { 'x-other': 'two' }).end('ok')],
  ['with a header that was added', response => response.appendHeader('x-other', 'two').writeHead(201).end('ok')],
  [
    'in one go, after a header was set',
    response => response.setHeader('x-other', 'two').send(201, ['content-length', '2'], 'ok'),
  ],
])('its own headers come first when it is written %s', async (_how, write) => {
  const { status, headers, body } = await ask(response => {
    response.begin(own);
    write(response);
  });
  expect({ status, body }).toEqual({ status: 201, body: 'ok' });
  expect(headers.slice(0, 6)).toEqual([...own, 'x-other', 'two']);
});

test('who writes the answer has the last word of each header', async () => {
  const { headers } = await ask(response => {
    response.begin(own);
    response.writeHead(200, { 'cache-control': 'max-age=60' }).end();
  });
  expect(headers).toEqual(['x-own', 'one', 'cache-control', 'max-age=60']);
});

test('an answer that is only ended has them too', async () => {
  const { headers } = await ask(response => {
    response.begin(own);
    response.end('ok');
  });
  expect(headers).toEqual(own);
});
