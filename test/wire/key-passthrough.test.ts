import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { request } from 'undici';
import { expect, onTestFinished, test } from 'vitest';
import { createSandbox, type Sandbox } from '../../src/sandbox/sandbox.ts';
import { bearer, writeAccessFiles } from '../support/access-files.ts';
import { makeDataDir } from '../support/data-dir.ts';
import { startGateway } from '../support/start-gateway.ts';
import { startProcess } from '../support/start-process.ts';
import { ownKey, passthroughEnv, secretKey } from '../support/ways-in.ts';

const own = { 'x-api-key': ownKey };
const importOne = `mutation { importConversions(input: { conversions: [{ clickId: "a" }] }) {
  __typename ... on Error { code message } } }`;
const createImport = `mutation { createBulkImport(input: { format: CSV, autoStart: true }) {
  __typename ... on BulkImport { id uploadUrl } ... on Error { code message } } }`;
const stateOf = 'query ($id: ID!) { bulkImport(id: $id) { state rows { imported submitted unsent } } }';

const bytesIn = (directory: string): string =>
  readdirSync(directory)
    .map(name => readFileSync(join(directory, name), 'latin1'))
    .join('\n');

/** What is kept of a key: sealed, and in no form that tells it. */
const sealed = /v1\.[\w-]{16}\.[\w-]{22}\.[\w-]+/;
const forms = [ownKey, Buffer.from(ownKey).toString('base64url').slice(0, -2), Buffer.from(ownKey).toString('hex')];

/** A file of so many rows. */
const csvOf = (rows: number): string =>
  `click_id\n${Array.from({ length: rows }, (_, row) => `click-${row}\n`).join('')}`;

test('without a key nothing reaches Trackier: no key of the server stands in', async () => {
  const gateway = await startGateway({ env: passthroughEnv });
  expect((await gateway.post({ query: importOne })).status).toBe(401);
  expect((await gateway.as({ authorization: 'Bearer sandbox-key' }).post({ query: importOne })).status).toBe(401);
  expect(gateway.sandbox.requests).toEqual([]);
});

test("a caller's key is the one that is sent, and a wrong one is rejected by Trackier", async () => {
  const gateway = await startGateway({ env: passthroughEnv, sandbox: { apiKey: ownKey } });
  const wrong = await gateway.as({ 'x-api-key': 'some-other-key' }).execute(importOne);
  expect(wrong.importConversions).toMatchObject({ __typename: 'TrackierRejectedError', code: 'INVALID_API_KEY' });
  const right = await gateway.as(own).execute(importOne);
  expect(right.importConversions.__typename).toBe('ImportConversionsPayload');
  expect(gateway.sandbox.requests.map(({ headers }) => headers['x-api-key'])).toEqual(['some-other-key', ownKey]);
  expect(JSON.stringify([wrong, right, gateway.log])).not.toMatch(/some-other-key|own-key-of-caller/);
});

test('where tokens are asked for too, both are needed, and each is asked for by its name', async () => {
  const files = writeAccessFiles([{ name: 'ci', tenant: 'of no meaning here' }]);
  const gateway = await startGateway({ env: { ...files.env, ...passthroughEnv }, sandbox: { apiKey: ownKey } });
  const challengeTo = async (headers: Record<string, string>) =>
    (await gateway.as(headers).post({ query: importOne })).headers['www-authenticate'];
  expect(await challengeTo({})).toMatch(/^Bearer /);
  expect(await challengeTo(own)).toMatch(/^Bearer /);
  expect(await challengeTo(bearer('ci'))).toMatch(/^ApiKey /);
  expect(gateway.sandbox.requests).toEqual([]);
  const { viewer } = await gateway.as({ ...own, ...bearer('ci') }).execute('{ viewer { tenant } }');
  expect(viewer.tenant).toMatch(/^key-/);
});

test('without SECRET_KEY there are no bulk imports, and conversions are imported all the same', async () => {
  const gateway = await startGateway({ env: passthroughEnv, sandbox: { apiKey: ownKey } });
  const { createBulkImport } = await gateway.as(own).execute(createImport);
  expect(createBulkImport).toMatchObject({ __typename: 'InvalidInputError' });
  expect(createBulkImport.message).toContain('SECRET_KEY');
  expect((await gateway.as(own).execute(importOne)).importConversions.__typename).toBe('ImportConversionsPayload');
});

test('the key of a bulk import is in no log, no answer and no file while it runs, nor after it', async () => {
  const directory = makeDataDir();
  const gateway = await startGateway({
    env: { ...passthroughEnv, SECRET_KEY: secretKey, DATA_DIR: directory, BULK_BATCH_SIZE: '1' },
    sandbox: { apiKey: ownKey },
  });
  gateway.sandbox.setFaults([{ match: { path: 'import', nth: 2 }, action: { kind: 'hold' } }]);
  const door = gateway.as(own);
  const { createBulkImport } = await door.execute(createImport);
  const receipt = await door.send(createBulkImport.uploadUrl, {
    method: 'PUT',
    headers: { 'content-type': 'text/csv' },
    body: csvOf(3),
  });
  await gateway.sandbox.waitForRequests(2);
  const during = bytesIn(directory);
  expect(during).toMatch(sealed);
  gateway.sandbox.setFaults([]);
  gateway.sandbox.release();
  const report = async () => (await door.execute(stateOf, createBulkImport)).bulkImport;
  await expect.poll(report, { timeout: 30_000 }).toMatchObject({ state: 'COMPLETED', rows: { imported: 3 } });
  await expect.poll(() => sealed.test(bytesIn(directory)), { timeout: 10_000 }).toBe(false);
  const after = bytesIn(directory);
  const told = JSON.stringify([createBulkImport, receipt, await report(), gateway.log]);
  for (const form of forms) {
    for (const place of [during, after, told]) expect(place).not.toContain(form);
  }
});

interface Host {
  readonly sandbox: Sandbox;
  readonly env: Readonly<Record<string, string>>;
}

async function startHost(): Promise<Host> {
  const sandbox = createSandbox({
    apiKey: ownKey,
    requestsPerSecond: Number.POSITIVE_INFINITY,
    timings: { pendingMs: 0, progressMs: 0, rowsPerSecond: 1e9 },
  });
  const { url } = await sandbox.listen();
  onTestFinished(() => sandbox.close());
  const place = { TRACKIER_BASE_URL: url, DATA_DIR: makeDataDir(), TRACKIER_TIMEOUT_MS: '1000' };
  const pace = { BULK_BATCH_SIZE: '1', TRACKIER_REQUESTS_PER_SECOND: '10' };
  return { sandbox, env: { TRACKIER_KEY_PASSTHROUGH: 'true', SECRET_KEY: secretKey, ...place, ...pace } };
}

async function ask(url: string, query: string, variables: object = {}): Promise<any> {
  const answer = await request(`${url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...own },
    body: JSON.stringify({ query, variables }),
  });
  const { data }: any = await answer.body.json();
  return data;
}

/** Sends a file off; resolves when the first of its rows have reached Trackier. */
async function sendOff(url: string, { sandbox }: Host): Promise<{ readonly id: string }> {
  const { createBulkImport } = await ask(url, createImport);
  await request(url + createBulkImport.uploadUrl, {
    method: 'PUT',
    headers: { 'content-type': 'text/csv', ...own },
    body: csvOf(20),
  }).then(({ body }) => body.text());
  await sandbox.waitForRequests(3);
  return createBulkImport;
}

const sentRows = ({ sandbox }: Host) =>
  new Set(sandbox.requests.filter(({ method }) => method === 'POST').map(({ body }) => body));

test('a bulk import goes on with the key of who started it after a restart, though nobody calls', async () => {
  const host = await startHost();
  const first = startProcess(host.env);
  const { id } = await sendOff(await first.url(), host);
  first.signal('SIGTERM');
  expect(await first.exitCode()).toBe(0);
  expect(sentRows(host).size).toBeLessThan(20);

  const second = startProcess(host.env);
  const url = await second.url();
  await expect.poll(() => sentRows(host).size, { timeout: 40_000 }).toBe(20);
  expect(new Set(host.sandbox.requests.map(({ headers }) => headers['x-api-key']))).toEqual(new Set([ownKey]));
  const report = async () => (await ask(url, stateOf, { id })).bulkImport;
  await expect.poll(report, { timeout: 30_000 }).toMatchObject({ state: 'COMPLETED', rows: { imported: 20 } });
  expect(first.output() + second.output()).not.toContain(ownKey);
});

test('after a restart with another SECRET_KEY a bulk import rests until its caller comes, and says so', async () => {
  const host = await startHost();
  const first = startProcess(host.env);
  const { id } = await sendOff(await first.url(), host);
  first.signal('SIGTERM');
  await first.exitCode();
  const sent = sentRows(host).size;

  const second = startProcess({ ...host.env, SECRET_KEY: Buffer.alloc(32, 8).toString('base64') });
  const url = await second.url();
  await second.waitFor(/another SECRET_KEY/);
  expect(sentRows(host).size).toBe(sent);
  const report = async () => (await ask(url, stateOf, { id })).bulkImport;
  await expect.poll(report, { timeout: 30_000 }).toMatchObject({ state: 'COMPLETED', rows: { imported: 20 } });
  expect(first.output() + second.output()).not.toContain(ownKey);
});
