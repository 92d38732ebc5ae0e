import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { Scope } from '../../src/graphql/context.ts';
import { audience, createIssuerKey, issuer } from '../server/access/token-issuer.ts';
import { bearer, writeAccessFiles } from '../support/access-files.ts';
import { makeDataDir } from '../support/data-dir.ts';
import { openRawSocket } from '../support/raw-socket.ts';
import { type GatewayUnderTest, type Reply, startGateway } from '../support/start-gateway.ts';
import { waysIn } from '../support/ways-in.ts';

type Door = ReturnType<GatewayUnderTest['as']>;

const importOne = 'mutation { importConversions(input: { conversions: [{ clickId: "a" }] }) { __typename } }';
const createImport = `mutation { createBulkImport(input: { format: CSV, autoStart: false }) {
  ... on BulkImport { id uploadUrl } ... on Error { message } } }`;
const bulk = '/bulk-imports/00000000-0000-4000-8000-000000000000';
const upload = { method: 'PUT', headers: { 'content-type': 'text/csv' }, body: 'click_id\na\n' } as const;

/** What needs a scope, by it. */
const reading: Readonly<Record<string, string>> = {
  importJob: '{ importJob(id: "1") { id } }',
  importJobs: '{ importJobs { id } }',
  bulkImport: '{ bulkImport(id: "1") { id } }',
  bulkImports: '{ bulkImports { totalCount } }',
  'the subscription importJob': 'subscription { importJob(id: "1") { id } }',
  'the subscription bulkImport': 'subscription { bulkImport(id: "1") { id } }',
};
const writing: Readonly<Record<string, string>> = {
  importConversions: importOne,
  createBulkImport: createImport,
  startBulkImport: 'mutation { startBulkImport(id: "1") { __typename } }',
  cancelBulkImport: 'mutation { cancelBulkImport(id: "1") { __typename } }',
  retryBulkImport: 'mutation { retryBulkImport(id: "1", only: [FAILED]) { __typename } }',
  resolveBulkImportBatch: 'mutation { resolveBulkImportBatch(id: "1", index: 0) { __typename } }',
};

const ask = (door: Door, query: string): Promise<Reply> =>
  query.startsWith('subscription') ? door.post({ query }, { accept: 'text/event-stream' }) : door.post({ query });

async function checkForbidden(door: Door, queries: readonly string[], scope: Scope): Promise<void> {
  for (const query of queries) {
    const { status, text } = await ask(door, query);
    expect([200, 403]).toContain(status);
    expect(text).toContain('"FORBIDDEN"');
    expect(text).toContain(scope);
    expect(text).toContain('"retryable":false');
    expect(text).toMatch(/"requestId":"[^"]+"/);
  }
}

const guarded = Object.entries(waysIn).filter(([way]) => way !== "callers' own keys");

describe.each(guarded)('with %s', (_way, open) => {
  test('a caller of a tenant that is not there may do nothing, and is told why', async () => {
    const { gateway, ofStranger } = await open();
    const door = gateway.as(ofStranger ?? {});
    for (const query of ['{ __typename }', '{ viewer { tenant } }', importOne, ...Object.values(reading)]) {
      const { status, json, headers } = await ask(door, query);
      expect(status).toBe(403);
      expect(headers['www-authenticate']).toBeUndefined();
      expect(json.errors).toEqual([
        {
          message: 'Your token is for a tenant that this gateway does not have.',
          extensions: { code: 'FORBIDDEN', retryable: false, requestId: headers['x-request-id'] },
        },
      ]);
    }
    for (const [path, options] of [
      [`${bulk}/rows`, upload],
      [`${bulk}/rejected.csv`],
      [`${bulk}/unsent.csv`],
    ] as const) {
      expect((await door.send(path, options)).json).toMatchObject({ status: 403, code: 'FORBIDDEN' });
    }
    expect(gateway.sandbox.requests).toEqual([]);
  });

  test('who may only read cannot write: no mutation, and no upload, of which not a byte is asked for', async () => {
    const { gateway, good, withScopes } = await open();
    const reader = (await withScopes?.(['IMPORT_READ'])) ?? {};
    const door = gateway.as(reader);
    const { createBulkImport } = await gateway.as(good).execute(createImport);
    await checkForbidden(door, Object.values(writing), 'IMPORT_WRITE');
    const refused = await door.send(createBulkImport.uploadUrl, upload);
    expect(refused.json).toMatchObject({
      status: 403,
      code: 'FORBIDDEN',
      detail: expect.stringContaining('IMPORT_WRITE'),
    });
    const { socket, closed } = await openRawSocket(gateway.url);
    socket.write(
      `PUT ${createBulkImport.uploadUrl} HTTP/1.1\r\nHost: localhost\r\nAuthorization: ${reader['authorization']}\r\nContent-Type: text/csv\r\nContent-Length: 11\r\nExpect: 100-continue\r\n\r\n`,
    );
    expect(await closed()).toMatch(/^HTTP\/1\.1 403 /);
    expect((await door.send(`/bulk-imports/${createBulkImport.id}/rejected.csv`)).json.code).not.toBe('FORBIDDEN');
    expect(gateway.sandbox.requests).toEqual([]);
    expect((await gateway.as(good).send(createBulkImport.uploadUrl, upload)).status).toBe(200);
  });

  test('who may only write cannot read: no query, no subscription, no download', async () => {
    const { gateway, good, withScopes } = await open();
    const door = gateway.as((await withScopes?.(['IMPORT_WRITE'])) ?? {});
    await checkForbidden(door, Object.values(reading), 'IMPORT_READ');
    const { createBulkImport } = await door.execute(createImport);
    expect((await door.send(createBulkImport.uploadUrl, upload)).status).toBe(200);
    for (const file of ['rejected.csv', 'unsent.csv']) {
      const path = `/bulk-imports/${createBulkImport.id}/${file}`;
      const problem = { status: 403, code: 'FORBIDDEN', detail: expect.stringContaining('IMPORT_READ') };
      expect((await door.send(path)).json).toMatchObject(problem);
      expect((await gateway.as(good).send(path)).json).toMatchObject({ code: 'NO_SUCH_ROWS' });
    }
    expect((await door.execute(importOne)).importConversions.__typename).toBe('ImportConversionsPayload');
  });

  test('the viewer tells every caller what they may do', async () => {
    const { gateway, withScopes } = await open();
    for (const scope of ['IMPORT_READ', 'IMPORT_WRITE'] as const) {
      const door = gateway.as((await withScopes?.([scope])) ?? {});
      expect(await door.execute('{ viewer { tenant scopes } }')).toEqual({
        viewer: { tenant: 'default', scopes: [scope] },
      });
    }
  });
});

test('a mutation of several fields whose scope is missing is refused before any of them begins', async () => {
  const files = writeAccessFiles([{ name: 'reader', tenant: 'default', scopes: ['IMPORT_READ'] }]);
  const gateway = await startGateway({ env: files.env });
  const query = `mutation { a: ${importOne.slice('mutation {'.length, -1)} b: ${importOne.slice('mutation {'.length, -1)} }`;
  expect((await gateway.as(bearer('reader')).post({ query })).text).toContain('FORBIDDEN');
  expect(gateway.sandbox.requests).toEqual([]);
});

async function openForJwts() {
  const key = await createIssuerKey('one');
  const path = join(makeDataDir(), 'jwks.json');
  writeFileSync(path, JSON.stringify({ keys: [key.jwk] }));
  const env = { AUTH_MODE: 'jwt', AUTH_JWKS_FILE: path, AUTH_ISSUER: issuer, AUTH_AUDIENCE: audience };
  return { gateway: await startGateway({ env }), key };
}

test('no name that a token can have for its tenant finds one that is not there', async () => {
  const names = [
    '__proto__',
    'constructor',
    'toString',
    'DEFAULT',
    'default ',
    'default\0',
    'key-a',
    '*',
    '../default',
  ];
  const { gateway, key } = await openForJwts();
  const iat = Math.floor(Date.now() / 1000);
  for (const tenant of names) {
    const token = await key.sign({ iat, exp: iat + 600, tenant });
    const { status } = await gateway.as({ authorization: `Bearer ${token}` }).post({ query: '{ viewer { tenant } }' });
    expect([tenant, status]).toEqual([tenant, 403]);
  }
});

test('a subscription ends with its JWT, which says why', async () => {
  const { gateway, key } = await openForJwts();
  const seconds = Math.floor(Date.now() / 1000);
  // Clocks may differ by 30 seconds, so it is good for a few more.
  const token = await key.sign({ iat: seconds - 600, exp: seconds - 26, tenant: 'default' });
  const door = gateway.as({ authorization: `Bearer ${token}` });
  const { createBulkImport } = await door.execute(createImport);
  const stream = await door.subscribe('subscription ($id: ID!) { bulkImport(id: $id) { state } }', createBulkImport);
  const events = [];
  for await (const { event, data } of stream) events.push([event, data?.errors?.[0].extensions.code]);
  expect(events).toEqual([
    ['next', undefined],
    ['next', 'UNAUTHENTICATED'],
    ['complete', undefined],
  ]);
});
