import { setImmediate as nextTurn } from 'node:timers/promises';
import { parse } from 'csv-parse/sync';
import { expect, onTestFinished, test } from 'vitest';
import { openRawSocket } from '../support/raw-socket.ts';
import { type GatewayUnderTest, startGateway } from '../support/start-gateway.ts';

const create =
  'mutation ($input: CreateBulkImportInput!) { createBulkImport(input: $input) { ... on BulkImport { id uploadUrl } } }';
const urls = 'query ($id: ID!) { bulkImport(id: $id) { rejectedRowsUrl unsentRowsUrl } }';

/** An import with a file, and where its rows can be fetched. */
async function importFile(gateway: GatewayUnderTest, body: string, input: object = {}) {
  const settings = { format: 'CSV', onInvalid: 'SKIP_INVALID', ...input };
  const { id, uploadUrl } = (await gateway.execute(create, { input: settings })).createBulkImport;
  await gateway.send(uploadUrl, { method: 'PUT', headers: { 'content-type': 'text/csv' }, body });
  const { rejectedRowsUrl, unsentRowsUrl } = (await gateway.execute(urls, { id })).bulkImport;
  return { id, rejectedRowsUrl, unsentRowsUrl };
}

test('Node finds nothing about a download to warn of', async () => {
  const gateway = await startGateway();
  const { rejectedRowsUrl } = await importFile(gateway, 'click_id\na\n\t\n');
  const warnings: Error[] = [];
  const note = (warning: Error): void => void warnings.push(warning);
  process.on('warning', note);
  onTestFinished(() => void process.off('warning', note));
  await gateway.send(rejectedRowsUrl);
  await nextTurn();
  expect(warnings).toEqual([]);
});

test('rejected rows are downloaded as a file that is kept by nobody in between', async () => {
  const gateway = await startGateway();
  const { id, rejectedRowsUrl, unsentRowsUrl } = await importFile(gateway, 'Click ID\na\n\t\n', {
    fileName: 'Juni "ä".csv',
  });
  expect([rejectedRowsUrl, unsentRowsUrl]).toEqual([`/bulk-imports/${id}/rejected.csv`, null]);
  const answer = await gateway.send(rejectedRowsUrl);
  expect([answer.status, answer.headers]).toMatchObject([
    200,
    {
      'content-type': 'text/csv; charset=utf-8; header=present',
      'content-disposition': `attachment; filename="Juni ___-rejected.csv"; filename*=UTF-8''Juni%20_%C3%A4_-rejected.csv`,
      'cache-control': 'no-store',
      'x-content-type-options': 'nosniff',
    },
  ]);
  expect(parse(answer.text)).toMatchObject([
    ['Click ID', 'line', 'error_code', 'error_message'],
    ["'\t", '3', 'REQUIRED', expect.stringContaining('clickId')],
  ]);
  expect(gateway.log.find(line => line['path'] === rejectedRowsUrl)).toMatchObject({ importId: id, status: 200 });
});

test('unsent rows of a refused file are downloaded as they can be uploaded again', async () => {
  const gateway = await startGateway();
  const text = 'click_id,sub1\r\na,=1+1\r\nb,"x, y"\r\n';
  const { unsentRowsUrl } = await importFile(gateway, `${text}b,\r\n`, { onInvalid: 'REJECT_ALL' });
  const { text: unsent } = await gateway.send(unsentRowsUrl);
  expect(unsent).toBe('click_id,sub1\r\na,\'=1+1\r\nb,"x, y"\r\n');
  expect((await gateway.send(unsentRowsUrl, { method: 'HEAD' })).text).toBe('');
  const again = await importFile(gateway, unsent, { onInvalid: 'REJECT_ALL' });
  expect(again).toMatchObject({ rejectedRowsUrl: null, unsentRowsUrl: null });
});

test('where there is nothing to download, a problem says so', async () => {
  const gateway = await startGateway();
  const { id } = await importFile(gateway, 'click_id\na\n');
  for (const path of [
    `/bulk-imports/${id}/rejected.csv`,
    `/bulk-imports/${id}/unsent.csv`,
    '/bulk-imports/x/unsent.csv',
  ]) {
    const answer = await gateway.send(path);
    expect([answer.status, answer.headers['content-type']]).toEqual([404, 'application/problem+json']);
    expect(JSON.parse(answer.text)).toMatchObject({ status: 404, code: 'NO_SUCH_ROWS' });
  }
});

test('whoever stops reading a large download does it no harm', async () => {
  const gateway = await startGateway();
  const { rejectedRowsUrl } = await importFile(gateway, `click_id,sub1\n${`\t,${'x'.repeat(8000)}\n`.repeat(3000)}`);
  const { socket, waitFor } = await openRawSocket(gateway.url);
  socket.write(`GET ${rejectedRowsUrl} HTTP/1.1\r\nHost: localhost\r\n\r\n`);
  await waitFor('error_message');
  socket.destroy();
  await expect
    .poll(() => gateway.log.find(line => line['path'] === rejectedRowsUrl))
    .toMatchObject({
      status: 'caller went away',
    });
  expect(parse((await gateway.send(rejectedRowsUrl)).text)).toHaveLength(3001);
  expect(gateway.log.filter(({ level }) => level === 'error')).toEqual([]);
});
