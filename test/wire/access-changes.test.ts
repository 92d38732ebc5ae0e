import { describe, expect, test } from 'vitest';
import { bearer, writeAccessFiles } from '../support/access-files.ts';
import type { EventStream, StreamEvent } from '../support/event-stream.ts';
import { type GatewayUnderTest, startGateway } from '../support/start-gateway.ts';
import { startProcess } from '../support/start-process.ts';

const keys = ['first-key-of-acme', 'second-key-of-acme', 'key-of-globex'] as const;
const [firstKey, secondKey, globexKey] = keys;
const tokens = ['acme', 'globex'].map(name => ({ name, tenant: name }));
const tenants = { acme: { apiKey: firstKey }, globex: { apiKey: globexKey } };

const importOne = 'mutation { importConversions(input: { conversions: [{ clickId: "a" }] }) { __typename } }';
const createImport = `mutation { createBulkImport(input: { format: CSV }) { ... on BulkImport { id uploadUrl } } }`;
const watchImport = 'subscription ($id: ID!) { bulkImport(id: $id) { state } }';
const patience = { timeout: 30_000 };

async function open(): Promise<{ gateway: GatewayUnderTest; files: ReturnType<typeof writeAccessFiles> }> {
  const files = writeAccessFiles(tokens, tenants);
  return { gateway: await startGateway({ sandbox: { apiKey: keys }, env: files.env }), files };
}

const statusOf = async (gateway: GatewayUnderTest, name: string): Promise<number> =>
  (await gateway.as(bearer(name)).post({ query: '{ viewer { tenant } }' })).status;

const keysSent = ({ sandbox }: GatewayUnderTest) => sandbox.requests.map(({ headers }) => headers['x-api-key']);

/** A stream that has begun and waits for news. */
async function watch(gateway: GatewayUnderTest, name: string): Promise<EventStream> {
  const door = gateway.as(bearer(name));
  const { createBulkImport } = await door.execute(createImport);
  const stream = await door.subscribe(watchImport, { id: createBulkImport.id });
  expect(await stream.next()).toMatchObject({ data: { data: { bulkImport: { state: 'AWAITING_UPLOAD' } } } });
  return stream;
}

async function rest(stream: EventStream): Promise<readonly StreamEvent[]> {
  const events: StreamEvent[] = [];
  for await (const event of stream) events.push(event);
  return events;
}

describe('the file of tokens', () => {
  test('a token that is no longer in it is refused without anybody asking for it to be read, and a new one works', async () => {
    const { gateway, files } = await open();
    expect([await statusOf(gateway, 'acme'), await statusOf(gateway, 'acme-2')]).toEqual([200, 401]);
    files.writeTokens([{ name: 'acme-2', tenant: 'acme' }]);
    await expect.poll(() => statusOf(gateway, 'acme'), patience).toBe(401);
    expect(await statusOf(gateway, 'acme-2')).toBe(200);
    expect(JSON.stringify(gateway.log)).toContain('Who may call has changed');
  });

  test('the subscription of a token that is taken back ends with the reason, and others go on', async () => {
    const { gateway, files } = await open();
    const revoked = await watch(gateway, 'acme');
    const other = await watch(gateway, 'globex');
    files.writeTokens(tokens.filter(({ name }) => name !== 'acme'));
    await gateway.gateway.reload();
    const events = await rest(revoked);
    expect(events.map(({ event }) => event)).toEqual(['next', 'complete']);
    expect(events[0]?.data.errors[0].extensions).toEqual({
      code: 'UNAUTHENTICATED',
      retryable: false,
      requestId: expect.any(String),
    });
    const { bulkImports } = await gateway.as(bearer('globex')).execute('{ bulkImports { edges { node { id } } } }');
    const cancel = 'mutation ($id: ID!) { cancelBulkImport(id: $id) { __typename } }';
    await gateway.as(bearer('globex')).execute(cancel, bulkImports.edges[0].node);
    expect(await other.next()).toMatchObject({ data: { data: { bulkImport: { state: 'CANCELLED' } } } });
  });

  test('a scope that is taken away is missing from then on', async () => {
    const { gateway, files } = await open();
    files.writeTokens([{ name: 'acme', tenant: 'acme', scopes: ['IMPORT_READ'] }]);
    await gateway.gateway.reload();
    const { text } = await gateway.as(bearer('acme')).post({ query: importOne });
    expect(text).toContain('FORBIDDEN');
    expect(gateway.sandbox.requests).toEqual([]);
  });

  test.each(['', '[', '{}', '[{"name":"acme"}]', '[{"name":"x","sha256":"secret","tenant":"acme","scopes":["ALL"]}]'])(
    'a new version that cannot be used leaves the old one in use, and the log says all that is wrong: %s',
    async text => {
      const { gateway, files } = await open();
      files.write('tokens', text);
      await gateway.gateway.reload();
      expect(await statusOf(gateway, 'acme')).toBe(200);
      const line = gateway.log.find(({ msg }) => String(msg).startsWith('Who may call is as before'));
      expect(line).toMatchObject({ level: 'error', what: 'AUTH_TOKENS_FILE' });
      expect(JSON.stringify(gateway.log)).not.toContain('"secret"');
    },
  );
});

describe('the file of tenants', () => {
  test('a key that is changed in it is the one that the next import goes with', async () => {
    const { gateway, files } = await open();
    await gateway.as(bearer('acme')).execute(importOne);
    files.writeTenants({ ...tenants, acme: { apiKey: secondKey } });
    const importAgain = async () => {
      await gateway.as(bearer('acme')).execute(importOne);
      return keysSent(gateway).at(-1);
    };
    await expect.poll(importAgain, patience).toBe(secondKey);
    expect(keysSent(gateway)[0]).toBe(firstKey);
    expect(JSON.stringify(gateway.log)).not.toMatch(/-key-of-acme|key-of-globex/);
  });

  test('a bulk import that is at work goes on with the new key', async () => {
    const { gateway, files } = await open();
    gateway.sandbox.setFaults([{ match: { path: 'import' }, times: 'always', action: { kind: 'error', code: 40 } }]);
    const door = gateway.as(bearer('acme'));
    const { createBulkImport } = await door.execute(createImport.replace('CSV', 'CSV, autoStart: true'));
    await door.send(createBulkImport.uploadUrl, {
      method: 'PUT',
      headers: { 'content-type': 'text/csv' },
      body: 'click_id\na\n',
    });
    await gateway.sandbox.waitForRequests(1);
    files.writeTenants({ ...tenants, acme: { apiKey: secondKey } });
    await gateway.gateway.reload();
    gateway.sandbox.setFaults([]);
    const state = async () =>
      (await door.execute('query ($id: ID!) { bulkImport(id: $id) { state } }', createBulkImport)).bulkImport.state;
    await expect.poll(state, patience).toBe('COMPLETED');
    expect(keysSent(gateway).at(-1)).toBe(secondKey);
  }, 90_000);

  test('a tenant that is no longer in it is forbidden, and its subscriptions end', async () => {
    const { gateway, files } = await open();
    const stream = await watch(gateway, 'acme');
    files.writeTenants({ globex: tenants.globex });
    await expect.poll(() => statusOf(gateway, 'acme'), patience).toBe(403);
    await rest(stream);
    expect(await statusOf(gateway, 'globex')).toBe(200);
    files.writeTenants(tenants);
    await gateway.gateway.reload();
    expect(await statusOf(gateway, 'acme')).toBe(200);
  });

  test.each([
    '',
    '[]',
    '{"acme":{}}',
    `{"acme":{"apiKey":"${secondKey}"},"globex":{"apiKey":"${secondKey}"}}`,
    `{"acme":{"apiKey":"${secondKey}","requestsPerSecond":0}}`,
    `{"a b":{"apiKey":"${secondKey}"}}`,
  ])('a new version that cannot be used leaves the tenants as they are, and the log says why: %s', async text => {
    const { gateway, files } = await open();
    files.write('tenants', text);
    await gateway.gateway.reload();
    await gateway.as(bearer('acme')).execute(importOne);
    expect(keysSent(gateway)).toEqual([firstKey]);
    const line = gateway.log.find(({ msg }) => String(msg).startsWith('The tenants are as they were'));
    expect(line).toMatchObject({ level: 'error', problems: [expect.stringContaining('TRACKIER_TENANTS_FILE')] });
    expect(JSON.stringify(gateway.log)).not.toMatch(/-key-of-acme/);
  });
});

test('SIGHUP makes a gateway read its files at once, and does not end it', async () => {
  const files = writeAccessFiles([{ name: 'ci', tenant: 'sandbox' }]);
  const gateway = startProcess({ ...files.env, LOG_LEVEL: 'info' });
  const url = await gateway.url();
  expect((await fetch(`${url}/health`)).status).toBe(200);
  files.writeTokens([{ name: 'other', tenant: 'sandbox' }]);
  gateway.signal('SIGHUP');
  await gateway.waitFor(/Who may call has changed/);
  const { status } = await fetch(`${url}/graphql?query={viewer{tenant}}`, { headers: bearer('other') });
  expect(status).toBe(200);
});

test('SIGHUP does not end a gateway that has not begun to serve', async () => {
  const gateway = startProcess({ DATABASE_URL: 'postgres://user@127.0.0.1:1/gateway' });
  await gateway.waitFor(/tried again every two seconds/);
  gateway.signal('SIGHUP');
  gateway.signal('SIGTERM');
  expect(await gateway.exitCode()).toBe(0);
});
