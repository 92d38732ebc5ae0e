import { once } from 'node:events';
import { Readable } from 'node:stream';
import { gzipSync } from 'node:zlib';
import { request } from 'undici';
import { expect, test } from 'vitest';
import { openRawSocket } from '../support/raw-socket.ts';
import { type GatewayUnderTest, startGateway } from '../support/start-gateway.ts';

const create =
  'mutation ($input: CreateBulkImportInput!) { createBulkImport(input: $input) { ... on BulkImport { id uploadUrl } } }';
const read = 'query ($id: ID!) { bulkImport(id: $id) { state uploadUrl rows { total accepted rejected duplicate } } }';

/** A new import: its id, and the path for its file. */
async function createImport(gateway: GatewayUnderTest, input: object = {}): Promise<{ id: string; uploadUrl: string }> {
  return (await gateway.execute(create, { input: { format: 'CSV', onInvalid: 'SKIP_INVALID', ...input } }))
    .createBulkImport;
}

const readImport = async (gateway: GatewayUnderTest, id: string) => (await gateway.execute(read, { id })).bulkImport;

const put = (gateway: GatewayUnderTest, path: string, body: string | Buffer, headers: Record<string, string> = {}) =>
  gateway.send(path, { method: 'PUT', headers: { 'content-type': 'text/csv', ...headers }, body });

/** The head of an upload that a test goes on with by hand. */
const headOf = (path: string, ...headers: readonly string[]): string =>
  `PUT ${path} HTTP/1.1\r\nHost: localhost\r\nContent-Type: text/csv\r\n${headers.map(header => `${header}\r\n`).join('')}\r\n`;

const secret = 'click-secret';
const rows = (count: number): string => Array.from({ length: count }, (_, index) => `${secret}-${index}\n`).join('');

test('an upload answers with the counts, and its log line has them and nothing of the rows', async () => {
  const gateway = await startGateway();
  const { id, uploadUrl } = await createImport(gateway);
  const answer = await put(gateway, uploadUrl, `click_id\n${rows(3)}${secret}-0\n\t\n`);
  expect(answer.status).toBe(200);
  expect(answer.json).toEqual({
    id,
    state: 'READY',
    rows: { total: 5, accepted: 3, rejected: 1, duplicate: 1 },
    rejectedRowsUrl: `/bulk-imports/${id}/rejected.csv`,
  });
  expect(await readImport(gateway, id)).toEqual({ state: 'READY', uploadUrl: null, rows: answer.json.rows });
  await expect
    .poll(() => gateway.log.find(line => line['method'] === 'PUT'))
    .toMatchObject({
      path: uploadUrl,
      status: 200,
      upload: { importId: id, outcome: 'READY', rows: 5, accepted: 3, rejected: 1, duplicate: 1 },
    });
  expect(JSON.stringify(gateway.log)).not.toContain(secret);
});

test('a file without a bad row has no URL for rejected ones', async () => {
  const gateway = await startGateway();
  const { uploadUrl } = await createImport(gateway, { format: 'NDJSON' });
  const answer = await put(gateway, uploadUrl, '{"clickId":"a"}', { 'content-type': 'application/x-ndjson' });
  expect(answer.json).toMatchObject({ state: 'READY', rejectedRowsUrl: null });
});

const refusals: readonly [string, string | Buffer, Record<string, string>, object][] = [
  [
    'says that it is JSON',
    'click_id\n',
    { 'content-type': 'application/json' },
    { status: 415, code: 'UNSUPPORTED_MEDIA_TYPE' },
  ],
  [
    'is compressed',
    gzipSync('click_id\na\n'),
    { 'content-encoding': 'gzip' },
    { status: 415, code: 'UNSUPPORTED_MEDIA_TYPE' },
  ],
  ['is a part', 'click_id\n', { 'content-range': 'bytes 0-8/9' }, { status: 400, code: 'PARTIAL_UPLOAD' }],
  ['has nothing in it', '', {}, { status: 422, code: 'NO_HEADER' }],
  [
    'has unknown columns',
    `click_id,Foo,Bar\n${secret},1,2\n`,
    {},
    {
      status: 422,
      code: 'UNUSABLE_HEADER',
      columns: ['Foo', 'Bar'],
      columnFaults: [{ code: 'UNKNOWN_COLUMNS', columns: ['Foo', 'Bar'] }],
    },
  ],
  ['is Latin-1', Buffer.from('click_id\na\nä\n', 'latin1'), {}, { status: 422, code: 'NOT_UTF8', line: 3 }],
  ['never closes a quote', `click_id\n"${secret}\n`, {}, { status: 422, code: 'UNCLOSED_QUOTE', line: 2 }],
];
test.each(refusals)(
  'a file that %s is refused with a problem, and another is taken',
  async (_what, body, headers, expected) => {
    const gateway = await startGateway();
    const { id, uploadUrl } = await createImport(gateway);
    const answer = await put(gateway, uploadUrl, body, headers);
    const problem = JSON.parse(answer.text);
    expect(answer.headers['content-type']).toBe('application/problem+json');
    expect(problem).toMatchObject(expected);
    expect(problem).toMatchObject({
      type: `urn:trackier-graphql-gateway:problem:${problem.code.toLowerCase().replaceAll('_', '-')}`,
      title: expect.stringMatching(/\w/),
      detail: expect.stringMatching(/\.$/),
      status: answer.status,
      requestId: answer.headers['x-request-id'],
    });
    expect(await readImport(gateway, id)).toMatchObject({ state: 'AWAITING_UPLOAD', uploadUrl, rows: { total: 0 } });
    expect((await put(gateway, uploadUrl, 'click_id\na\n')).status).toBe(200);
    expect(answer.text + JSON.stringify(gateway.log)).not.toContain(secret);
  },
);

test('an upload to an import that is unknown, or that has its file, is refused', async () => {
  const gateway = await startGateway();
  const { uploadUrl } = await createImport(gateway);
  await put(gateway, uploadUrl, 'click_id\na\n');
  const again = await put(gateway, uploadUrl, 'click_id\nb\n');
  expect([again.status, JSON.parse(again.text)]).toMatchObject([409, { code: 'UPLOAD_NOT_EXPECTED', state: 'READY' }]);
  const unknown = await put(gateway, '/bulk-imports/none/rows', 'click_id\na\n');
  expect([unknown.status, JSON.parse(unknown.text).code]).toEqual([404, 'NOT_FOUND']);
  expect((await gateway.send(uploadUrl)).status).toBe(405);
});

test('of two uploads at once the second is refused and the first goes on', async () => {
  const gateway = await startGateway();
  const { id, uploadUrl } = await createImport(gateway);
  const first = await openRawSocket(gateway.url);
  first.socket.write(`${headOf(uploadUrl, 'Content-Length: 11')}click_id\n`);
  await expect.poll(async () => (await readImport(gateway, id)).state).toBe('UPLOADING');
  const second = await put(gateway, uploadUrl, 'click_id\nz\n');
  expect([second.status, JSON.parse(second.text).code]).toEqual([409, 'UPLOAD_UNDER_WAY']);
  first.socket.write('a\n');
  expect(await first.waitFor('"accepted":1')).toMatch(/^HTTP\/1\.1 200 /);
});

test.each([0, 5, 9, 12, 70_000, 150_000])(
  'an upload whose caller goes away after %i bytes leaves nothing',
  async bytes => {
    const gateway = await startGateway();
    const { id, uploadUrl } = await createImport(gateway);
    const body = `click_id\n${rows(20_000)}`;
    const { socket } = await openRawSocket(gateway.url);
    socket.write(headOf(uploadUrl, `Content-Length: ${body.length}`) + body.slice(0, bytes));
    await expect.poll(async () => (await readImport(gateway, id)).state).toBe('UPLOADING');
    socket.destroy();
    await expect.poll(async () => (await readImport(gateway, id)).state).toBe('AWAITING_UPLOAD');
    await expect
      .poll(() => gateway.log.find(line => line['method'] === 'PUT'))
      .toMatchObject({
        status: 'caller went away',
        upload: { importId: id },
      });
    expect((await put(gateway, uploadUrl, body)).json.rows).toMatchObject({ total: 20_000, accepted: 20_000 });
  },
);

test('a caller who writes all of a file that is refused at its header gets to read the refusal', async () => {
  const gateway = await startGateway();
  const { uploadUrl } = await createImport(gateway);
  const { socket, waitFor } = await openRawSocket(gateway.url);
  const megabytes = 16;
  socket.pause();
  socket.write(headOf(uploadUrl, `Content-Length: ${megabytes * 1024 * 1024}`));
  for (let written = 0; written < megabytes; written += 1) {
    if (!socket.write(`Foo\n${'a'.repeat(1024 * 1024 - 5)}\n`)) await once(socket, 'drain');
  }
  socket.write('GET /health HTTP/1.1\r\nHost: localhost\r\n\r\n');
  socket.resume();
  expect(await waitFor('ok\n')).toMatch(/^HTTP\/1\.1 422 [\s\S]*UNUSABLE_HEADER[\s\S]*HTTP\/1\.1 200 OK/);
});

test('a caller who asks before he sends is told to go on', async () => {
  const gateway = await startGateway();
  const { uploadUrl } = await createImport(gateway);
  const { socket, waitFor } = await openRawSocket(gateway.url);
  socket.write(headOf(uploadUrl, 'Content-Length: 11', 'Expect: 100-continue'));
  expect(await waitFor('\r\n\r\n')).toBe('HTTP/1.1 100 Continue\r\n\r\n');
  socket.write('click_id\na\n');
  await waitFor('"accepted":1');
});

test('a caller who asks before he sends, and would be refused, need not send', async () => {
  const gateway = await startGateway();
  const { socket, closed } = await openRawSocket(gateway.url);
  socket.write(headOf('/bulk-imports/none/rows', 'Content-Length: 11', 'Expect: 100-continue'));
  const answer = await closed();
  expect(answer).toMatch(/^HTTP\/1\.1 404 [\s\S]*NOT_FOUND/);
  expect(answer).not.toContain('100 Continue');
});

test('a caller of GraphQL who asks before he sends is told to go on, too', async () => {
  const { url } = await startGateway();
  const { socket, waitFor } = await openRawSocket(url);
  const body = '{"query":"{ __typename }"}';
  socket.write(
    `POST /graphql HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: ${body.length}\r\nExpect: 100-continue\r\n\r\n`,
  );
  expect(await waitFor('\r\n\r\n')).toBe('HTTP/1.1 100 Continue\r\n\r\n');
  socket.write(body);
  await waitFor('{"data":{"__typename":"Query"}}');
});

async function* bytewise() {
  for (const byte of Buffer.from('\ufeffClick ID;sub1\r\n"ä\r\n";x\r\nb;€\r\n')) yield Buffer.of(byte);
}

test('an upload in chunks of a few bytes is the same file', async () => {
  const gateway = await startGateway();
  const { id, uploadUrl } = await createImport(gateway);
  const answer = await request(gateway.url + uploadUrl, {
    method: 'PUT',
    headers: { 'content-type': 'text/csv' },
    body: Readable.from(bytewise()),
    reset: true,
  });
  expect(await answer.body.json()).toMatchObject({ rows: { accepted: 1, rejected: 1 } });
  expect(await readImport(gateway, id)).toMatchObject({ state: 'READY' });
});

test('an upload that is under way when the gateway closes is finished', async () => {
  const gateway = await startGateway();
  const { id, uploadUrl } = await createImport(gateway);
  const { socket, closed } = await openRawSocket(gateway.url);
  socket.write(`${headOf(uploadUrl, 'Content-Length: 11')}click_id\n`);
  await expect.poll(async () => (await readImport(gateway, id)).state).toBe('UPLOADING');
  const closing = gateway.close();
  socket.write('a\n');
  expect(await closed()).toMatch(/^HTTP\/1\.1 200 [\s\S]*"accepted":1/);
  await closing;
});

test('an upload that is still under way when the gateway gives up is answered, and begins anew elsewhere', async () => {
  const gateway = await startGateway();
  const { id, uploadUrl } = await createImport(gateway);
  const { socket, closed } = await openRawSocket(gateway.url);
  socket.write(`${headOf(uploadUrl, 'Content-Length: 11')}click_id\n`);
  await expect.poll(async () => (await readImport(gateway, id)).state).toBe('UPLOADING');
  const closing = gateway.close();
  await gateway.gateway.abandon();
  expect(await closed()).toMatch(/^HTTP\/1\.1 503 [\s\S]*retry-after: 5[\s\S]*SHUTTING_DOWN/i);
  await closing;
});
