import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { expect, onTestFinished, test } from 'vitest';
import { createSandbox, type Sandbox } from '../../src/sandbox/sandbox.ts';
import { makeDataDir } from '../support/data-dir.ts';
import { type GatewayUnderTest, startGateway } from '../support/start-gateway.ts';

const callersKey = 'own-key-of-the-caller';
const rowCount = 7;
const headers = { 'x-api-key': callersKey };
const secretOf = (byte: number): string => Buffer.alloc(32, byte).toString('base64');
const patience = { timeout: 60_000 };

const createMutation = `mutation { createBulkImport(input: { format: CSV, autoStart: true }) {
  __typename ... on BulkImport { id uploadUrl } ... on InvalidInputError { issues { path message } } } }`;
const stateQuery = 'query ($id: ID!) { bulkImport(id: $id) { state rows { imported queued } } }';

/** A Trackier that outlives the gateways, and where those keep what they know. */
async function openWorld() {
  const sandbox = createSandbox({
    apiKey: callersKey,
    requestsPerSecond: Number.POSITIVE_INFINITY,
    timings: { pendingMs: 0, progressMs: 0, rowsPerSecond: 1e9 },
  });
  onTestFinished(() => sandbox.close());
  await sandbox.listen();
  const dataDir = makeDataDir();
  const start = (secretKey: string | null): Promise<GatewayUnderTest> =>
    startGateway({
      env: {
        TRACKIER_BASE_URL: sandbox.url,
        DATA_DIR: dataDir,
        TRACKIER_API_KEY: '',
        TRACKIER_KEY_PASSTHROUGH: 'true',
        TRACKIER_REQUESTS_PER_SECOND: '4',
        BULK_BATCH_SIZE: '1',
        ...(secretKey && { SECRET_KEY: secretKey }),
      },
    });
  return { sandbox, dataDir, start };
}

const posts = ({ requests }: Sandbox) => requests.filter(({ method }) => method === 'POST');

const isInFiles = (directory: string, text: string): boolean =>
  readdirSync(directory).some(name => readFileSync(join(directory, name)).includes(text));

function sealedKeys(dataDir: string): readonly unknown[] {
  const database = new DatabaseSync(join(dataDir, 'gateway.db'), { readOnly: true });
  try {
    return database
      .prepare('select sealed_key from bulk_imports')
      .all()
      .map(({ sealed_key }) => sealed_key);
  } finally {
    database.close();
  }
}

/** A caller has an import begun, and goes away for good with the first gateway, when a part of it is sent. */
async function beginAndLeave(first: GatewayUnderTest, sandbox: Sandbox): Promise<string> {
  const door = first.as(headers);
  const { id, uploadUrl } = (await door.execute(createMutation)).createBulkImport;
  const rows = Array.from({ length: rowCount }, (_, index) => `click-${index}\n`);
  const body = `click_id\n${rows.join('')}`;
  const uploaded = await door.send(new URL(uploadUrl, first.url).pathname, {
    method: 'PUT',
    headers: { 'content-type': 'text/csv' },
    body,
  });
  expect(uploaded.status).toBe(200);
  await expect.poll(() => posts(sandbox).length, patience).toBeGreaterThan(1);
  await first.close();
  expect(posts(sandbox).length).toBeLessThan(rowCount);
  return id;
}

const stateOf = async (gateway: GatewayUnderTest, id: string) =>
  (await gateway.as(headers).execute(stateQuery, { id })).bulkImport;

test('an import goes on after a restart although its caller does not come back, and its key is gone when it ends', async () => {
  const { sandbox, dataDir, start } = await openWorld();
  const id = await beginAndLeave(await start(secretOf(7)), sandbox);
  expect(sealedKeys(dataDir)).toEqual([expect.stringMatching(/^v1\./)]);
  const second = await start(secretOf(7));
  await expect.poll(() => posts(sandbox).length, patience).toBe(rowCount);
  await expect.poll(() => sealedKeys(dataDir), patience).toEqual([null]);
  expect(await stateOf(second, id)).toEqual({ state: 'COMPLETED', rows: { imported: rowCount, queued: 0 } });
  expect(new Set(posts(sandbox).map(request => request.headers['x-api-key']))).toEqual(new Set([callersKey]));
  expect(isInFiles(dataDir, callersKey)).toBe(false);
  expect(JSON.stringify(second.log)).not.toContain(callersKey);
}, 120_000);

test('after a change of SECRET_KEY an import waits for its caller, and goes on with the key that is sealed anew', async () => {
  const { sandbox, dataDir, start } = await openWorld();
  const id = await beginAndLeave(await start(secretOf(7)), sandbox);
  const [before] = sealedKeys(dataDir);
  const sentBefore = posts(sandbox).length;
  const second = await start(secretOf(8));
  const waits = () => second.log.filter(({ msg }) => String(msg).includes('SECRET_KEY'));
  await expect.poll(() => waits().length, patience).toBe(1);
  expect([posts(sandbox).length, sealedKeys(dataDir)]).toEqual([sentBefore, [before]]);
  expect((await stateOf(second, id)).state).toBe('RUNNING');
  await expect.poll(() => posts(sandbox).length, patience).toBeGreaterThan(sentBefore);
  expect(sealedKeys(dataDir)).not.toEqual([before]);
  await expect.poll(async () => (await stateOf(second, id)).state, patience).toBe('COMPLETED');
  expect(posts(sandbox).length).toBe(rowCount);
  expect(waits()).toHaveLength(1);
}, 120_000);

test('without SECRET_KEY no import can be created, and the caller is told why', async () => {
  const { sandbox, start } = await openWorld();
  const { createBulkImport } = await (await start(null)).as(headers).execute(createMutation);
  expect(createBulkImport).toMatchObject({ __typename: 'InvalidInputError', issues: [{ path: [] }] });
  expect(createBulkImport.issues[0].message).toContain('SECRET_KEY');
  expect(posts(sandbox)).toEqual([]);
});
