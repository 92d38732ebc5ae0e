import { once } from 'node:events';
import { Readable } from 'node:stream';
import { gzipSync } from 'node:zlib';
import { request } from 'undici';
import { expect, test } from 'vitest';
import { openRawSocket } from '../support/raw-socket.ts';
import { type Reply, startGateway } from '../support/start-gateway.ts';

const json = { 'content-type': 'application/json' };
const importOne = JSON.stringify({
  query: 'mutation { importConversions(input: { conversions: [{ clickId: "a" }] }) { __typename } }',
});

const codeOf = ({ json: body }: Reply): string => body.errors[0].extensions.code;
const messageOf = ({ json: body }: Reply): string => body.errors[0].message;

const limit = 2048;
const env = { MAX_BODY_BYTES: String(limit) };
const bodyOf = (bytes: number): string => importOne + ' '.repeat(bytes - importOne.length);

test('bodies of exactly MAX_BODY_BYTES are taken', async () => {
  const { post } = await startGateway({ env });
  expect((await post(bodyOf(limit - 1))).json.data.importConversions).toBeTruthy();
  expect((await post(bodyOf(limit))).json.data.importConversions).toBeTruthy();
});

const headOf = (length: number): string =>
  `POST /graphql HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: ${length}\r\n\r\n`;

test('bodies that say they are larger are refused at once, before they come', async () => {
  const { url, sandbox } = await startGateway({ env });
  const { socket, waitFor } = await openRawSocket(url);
  socket.write(headOf(limit + 1));
  const answer = await waitFor(`The request is larger than ${limit} bytes`);
  expect(answer).toMatch(/^HTTP\/1\.1 413 /);
  expect(answer).toContain('"code":"PAYLOAD_TOO_LARGE"');
  expect(sandbox.requests).toHaveLength(0);
});

test('a caller who writes all of a body that is far too large before it reads gets to read the refusal', async () => {
  const { url } = await startGateway({ env });
  const { socket, waitFor } = await openRawSocket(url);
  const megabytes = 32;
  socket.pause();
  socket.write(headOf(megabytes * 1024 * 1024));
  for (let written = 0; written < megabytes; written += 1) {
    if (!socket.write(Buffer.alloc(1024 * 1024, ' '))) await once(socket, 'drain');
  }
  socket.write('GET /health HTTP/1.1\r\nHost: localhost\r\n\r\n');
  socket.resume();
  const answers = await waitFor('ok\n');
  expect(answers).toMatch(/^HTTP\/1\.1 413 [\s\S]*PAYLOAD_TOO_LARGE[\s\S]*HTTP\/1\.1 200 OK/);
});

test('bodies that come in chunks are refused when they have become larger', async () => {
  const { url, sandbox } = await startGateway({ env });
  const body = Readable.from(Array.from({ length: 9 }, () => ' '.repeat(limit / 8)));
  const answer = await request(`${url}/graphql`, { method: 'POST', headers: json, body, reset: true });
  expect([answer.statusCode, await answer.body.json()]).toMatchObject([413, { errors: [{}] }]);
  expect(sandbox.requests).toHaveLength(0);
});

const notTaken: readonly [string, string | Buffer, string][] = [
  ['nothing', '', 'The body is not JSON.'],
  ['no JSON', '{"query"', 'The body is not JSON.'],
  ['JSON with a BOM', `\uFEFF${importOne}`, 'The body is not JSON.'],
  ['Latin-1', Buffer.from(importOne.replace('"a', '"ä'), 'latin1'), 'The body is not UTF-8.'],
  ['UTF-16', Buffer.from(importOne, 'utf16le'), 'The body is not JSON.'],
  ['a surrogate in UTF-8', Buffer.from([0x22, 0xed, 0xa0, 0x80, 0x22]), 'The body is not UTF-8.'],
  ['null', 'null', 'The body must be a JSON object.'],
  ['text', '"{ __typename }"', 'The body must be a JSON object.'],
  ['a number', '1', 'The body must be a JSON object.'],
  ['a batch', `[${importOne},${importOne}]`, 'The body must be one JSON object: batches of operations are not taken.'],
  ['an empty batch', '[]', 'The body must be one JSON object: batches of operations are not taken.'],
  ['an object without a query', '{}', 'The parameter "query" must be given: the text of a GraphQL document.'],
];
test.each(notTaken)('bodies that are %s are 400 with a clear message', async (_what, body, message) => {
  const { send, sandbox } = await startGateway();
  const answer = await send('/graphql', { method: 'POST', headers: json, body });
  expect([answer.status, codeOf(answer), messageOf(answer)]).toEqual([400, 'BAD_REQUEST', message]);
  expect(sandbox.requests).toHaveLength(0);
});

test.each(['gzip', 'br', 'identity'])('bodies that are encoded are 415: %s', async encoding => {
  const { send, sandbox } = await startGateway();
  const headers = { ...json, 'content-encoding': encoding };
  const answer = await send('/graphql', { method: 'POST', headers, body: gzipSync(importOne) });
  expect([answer.status, codeOf(answer)]).toEqual([415, 'UNSUPPORTED_MEDIA_TYPE']);
  expect(sandbox.requests).toHaveLength(0);
});

test('bodies may hold what GraphQL over HTTP does not know: it is ignored', async () => {
  const { post } = await startGateway();
  const { json: answer } = await post({
    query: '{ __typename }',
    id: 1,
    __proto: {},
    doc_id: 'x',
    operationName: null,
  });
  expect(answer).toEqual({ data: { __typename: 'Query' } });
});

test.each(['variables', 'extensions'])('the URL of a GET has %s that are JSON, else it says so', async name => {
  const { send, log } = await startGateway();
  const answer = await send(`/graphql?query={__typename}&${name}=secret`, {
    headers: { 'graphql-require-preflight': '1' },
  });
  expect([answer.status, messageOf(answer)]).toEqual([400, `The URL parameter "${name}" is not JSON.`]);
  expect(JSON.stringify(log)).not.toContain('secret');
});
