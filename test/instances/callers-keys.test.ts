import { request } from 'undici';
import { expect, test } from 'vitest';
import { SANDBOX_API_KEY } from '../../src/sandbox/sandbox-options.ts';
import { createDatabase } from '../support/create-database.ts';
import { makeDataDir } from '../support/data-dir.ts';
import { secretKey } from '../support/ways-in.ts';
import { arrivalsInOrder, createWorld, onceEach, type Place, patience, until } from './instances-world.ts';

const own = { 'x-api-key': SANDBOX_API_KEY };
const rows = 12;
const report = 'query ($id: ID!) { bulkImport(id: $id) { state rows { imported uncertain } } }';
const create =
  'mutation { createBulkImport(input: { format: CSV, autoStart: true }) { ... on BulkImport { id uploadUrl } } }';

/** Gateways that know no key but those that callers bring. */
const createKeylessWorld = (place: Place) =>
  createWorld(place, {
    TRACKIER_API_KEY: '',
    TRACKIER_KEY_PASSTHROUGH: 'true',
    SECRET_KEY: secretKey,
    TRACKIER_TIMEOUT_MS: '1000',
    TRACKIER_REQUESTS_PER_SECOND: '10',
  });

async function ask(url: string, query: string, variables: object = {}): Promise<any> {
  const headers = { 'content-type': 'application/json', ...own };
  const { body } = await request(`${url}/graphql`, {
    method: 'POST',
    headers,
    body: JSON.stringify({ query, variables }),
  });
  const { data }: any = await body.json();
  return data;
}

async function sendOff(url: string): Promise<string> {
  const { createBulkImport } = await ask(url, create);
  const { body } = await request(url + createBulkImport.uploadUrl, {
    method: 'PUT',
    headers: { 'content-type': 'text/csv', ...own },
    body: `click_id\n${Array.from({ length: rows }, (_, row) => `click-${row}\n`).join('')}`,
  });
  await body.text();
  return createBulkImport.id;
}

test.each([
  ['SQLite', () => ({ DATA_DIR: makeDataDir() })],
  ['PostgreSQL', async () => ({ DATABASE_URL: await createDatabase() })],
])(
  'the import of a caller who is away goes on after a kill, and what was out is uncertain, on %s',
  patience,
  async (_, makePlace) => {
    const { sandbox, start } = await createKeylessWorld(await makePlace());
    sandbox.setFaults([{ match: { path: 'import', nth: 3 }, action: { kind: 'hold' } }]);
    const first = await start();
    const id = await sendOff(first.address);
    await until(() => arrivalsInOrder(sandbox, rows).filter(count => count > 0).length >= 6);
    first.signal('SIGKILL');
    await first.exitCode();
    const second = await start();
    await until(() => arrivalsInOrder(sandbox, rows).every(count => count > 0));
    await until(async () => (await ask(second.address, report, { id })).bulkImport.state !== 'RUNNING');
    const { state, rows: counts } = (await ask(second.address, report, { id })).bulkImport;
    expect([state, counts.imported + counts.uncertain]).toEqual(['NEEDS_ATTENTION', rows]);
    expect(counts.uncertain).toBeGreaterThanOrEqual(2);
    expect(arrivalsInOrder(sandbox, rows)).toEqual(onceEach(rows));
  },
);

test('an instance that has never seen a caller helps with its import', patience, async () => {
  const { sandbox, start } = await createKeylessWorld({ DATABASE_URL: await createDatabase() });
  const slowly = { TRACKIER_REQUESTS_PER_SECOND: '2' };
  const [first, second] = [await start(slowly), await start(slowly)];
  const id = await sendOff(first.address);
  await second.waitFor(/"type":"settled"/);
  await until(async () => (await ask(second.address, report, { id })).bulkImport.state === 'COMPLETED');
  expect(arrivalsInOrder(sandbox, rows)).toEqual(onceEach(rows));
  expect(first.output() + second.output()).not.toContain(SANDBOX_API_KEY);
});
