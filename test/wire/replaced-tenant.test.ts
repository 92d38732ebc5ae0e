import { expect, test } from 'vitest';
import { SANDBOX_API_KEY } from '../../src/sandbox/sandbox-options.ts';
import { bearer, writeAccessFiles } from '../support/access-files.ts';
import { openRawSocket } from '../support/raw-socket.ts';
import { startGateway } from '../support/start-gateway.ts';

const create = 'mutation { createBulkImport(input: { format: CSV }) { ... on BulkImport { id uploadUrl } } }';
const stateOf = 'query ($id: ID!) { bulkImport(id: $id) { state } }';

async function openUpload() {
  const files = writeAccessFiles([{ name: 'ci', tenant: 'acme' }], { acme: { apiKey: SANDBOX_API_KEY } });
  const gateway = await startGateway({ env: files.env });
  const door = gateway.as(bearer('ci'));
  const { id, uploadUrl } = (await door.execute(create)).createBulkImport;
  const raw = await openRawSocket(gateway.url);
  const state = async () => (await door.execute(stateOf, { id })).bulkImport.state;
  raw.socket.write(
    `PUT ${uploadUrl} HTTP/1.1\r\nHost: localhost\r\n${Object.entries(bearer('ci'))[0]?.join(': ')}\r\nContent-Type: text/csv\r\nContent-Length: 17\r\n\r\nclick_id\n`,
  );
  await expect.poll(state, { timeout: 20_000 }).toBe('UPLOADING');
  files.writeTenants({ acme: { apiKey: SANDBOX_API_KEY, requestsPerSecond: 7 } });
  await gateway.gateway.reload();
  expect(
    (await door.execute('{ viewer { rateLimit { requestsPerSecond } } }')).viewer.rateLimit.requestsPerSecond,
  ).toBe(7);
  return { gateway, raw, state };
}

test('a file that is on its way in when its tenant is replaced comes in', async () => {
  const { raw, state } = await openUpload();
  raw.socket.write('click-1\n');
  await raw.waitFor('"accepted":1');
  expect(await state()).toBe('READY');
});

test('a file that is on its way in for a tenant that was replaced is given up at the end of a shutdown', async () => {
  const { gateway, raw } = await openUpload();
  const closing = gateway.gateway.close();
  await gateway.gateway.abandon();
  await closing;
  expect(await raw.closed()).toContain('SHUTTING_DOWN');
}, 30_000);
