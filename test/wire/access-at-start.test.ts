import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { startKeyServer } from '../server/access/key-server.ts';
import { audience, createIssuerKey, issuer } from '../server/access/token-issuer.ts';
import { makeDataDir } from '../support/data-dir.ts';
import { startGateway } from '../support/start-gateway.ts';
import { startProcess } from '../support/start-process.ts';

const live = { TRACKIER_API_KEY: 'a-key-worth-money', TRACKIER_BASE_URL: 'http://127.0.0.1:9' };

function fileWith(name: string, content: unknown): string {
  const path = join(makeDataDir(), name);
  writeFileSync(path, typeof content === 'string' ? content : JSON.stringify(content));
  return path;
}

test('live and open to every address, the gateway refuses to start', async () => {
  const gateway = startProcess({ ...live, HOST: '0.0.0.0' });
  expect(await gateway.exitCode()).toBe(78);
  expect(gateway.output()).toContain('Set AUTH_MODE=token or jwt, or HOST=127.0.0.1, or ALLOW_UNAUTHENTICATED=true');
  expect(gateway.output()).not.toContain('a-key-worth-money');
});

test.each([
  ['it is told that something else keeps strangers out', { ...live, ALLOW_UNAUTHENTICATED: 'true' }],
  ['callers bring their keys', { TRACKIER_KEY_PASSTHROUGH: 'true', TRACKIER_BASE_URL: 'http://127.0.0.1:9' }],
  ['there is nothing but the sandbox', {}],
])('open to every address, it starts when %s', async (_why, env) => {
  const gateway = startProcess({ ...env, HOST: '0.0.0.0' });
  expect((await fetch(`${await gateway.url()}/health`)).status).toBe(200);
});

test('tokens that cannot be used end the start with all that is wrong with them, and without a secret', async () => {
  const tokens = fileWith('tokens.json', [
    { name: 'ci', sha256: 'the-token-itself', tenant: 'default', scopes: ['IMPORT_READ'] },
    { name: 'ci', sha256: 'a'.repeat(64), tenant: 'default', scopes: ['EVERYTHING'] },
    { name: 'other', sha256: 'a'.repeat(64), tenant: 'default' },
  ]);
  const gateway = startProcess({ ...live, AUTH_MODE: 'token', AUTH_TOKENS_FILE: tokens });
  expect(await gateway.exitCode()).toBe(78);
  const output = gateway.output();
  expect(output).toMatch(/^The configuration has \d problems:\n/);
  for (const entry of [1, 2, 3]) expect(output).toMatch(new RegExp(`- AUTH_TOKENS_FILE .*entry ${entry}`));
  expect(output).not.toMatch(/the-token-itself|a-key-worth-money|aaaaaaaa|\n {4}at /);
});

test('tenants that cannot be used end the start with all that is wrong with them, and without a key', async () => {
  const hash = 'a'.repeat(64);
  const env = {
    TRACKIER_BASE_URL: live.TRACKIER_BASE_URL,
    TRACKIER_TENANTS_FILE: fileWith('tenants.json', {
      'a b': { apiKey: 'key-worth-money' },
      acme: { apiKey: 'another key' },
      globex: { apiKey: 'key-worth-money', requestsPerSecond: -1, colour: 'red' },
    }),
    AUTH_MODE: 'token',
    AUTH_TOKENS_FILE: fileWith('tokens.json', [{ name: 'ci', sha256: hash, tenant: 'acme', scopes: ['IMPORT_READ'] }]),
  };
  const gateway = startProcess(env);
  expect(await gateway.exitCode()).toBe(78);
  const output = gateway.output();
  for (const problem of [
    '"a b": a name is',
    '"acme": "apiKey" must be',
    '"requestsPerSecond" must',
    '"colour"',
    'the same key',
  ]) {
    expect(output).toContain(problem);
  }
  expect(output).not.toMatch(/worth-money|another key|\n {4}at /);
});

test.each([
  ['AUTH_TOKENS_FILE', { ...live, AUTH_MODE: 'token' }],
  ['AUTH_JWKS_FILE', { ...live, AUTH_MODE: 'jwt', AUTH_ISSUER: issuer, AUTH_AUDIENCE: audience }],
])('%s that is not there ends the start', async (name, env) => {
  const gateway = startProcess({ ...env, [name]: join(makeDataDir(), 'none.json') });
  expect(await gateway.exitCode()).toBe(78);
  expect(gateway.output()).toMatch(
    new RegExp(`- ${name} is .*none\\.json, which cannot be read: there is no such file`),
  );
});

test('an identity provider that is down does not keep the gateway from starting; its callers are told to come again', async () => {
  const key = await createIssuerKey('one');
  const server = await startKeyServer([key.jwk]);
  server.trouble = (_request, response) => response.writeHead(500).end();
  const env = { AUTH_MODE: 'jwt', AUTH_JWKS_URL: server.url, AUTH_ISSUER: issuer, AUTH_AUDIENCE: audience };
  const gateway = await startGateway({ env });
  const iat = Math.floor(Date.now() / 1000);
  const token = await key.sign({ iat, exp: iat + 600, tenant: 'default' });
  const door = gateway.as({ authorization: `Bearer ${token}` });
  expect((await gateway.send('/ready')).status).toBe(200);

  const refused = await door.post({ query: '{ viewer { tenant } }' });
  expect(refused.status).toBe(503);
  expect(Number(refused.headers['retry-after'])).toBeGreaterThan(0);
  expect(refused.headers['www-authenticate']).toBeUndefined();
  expect(refused.json.errors[0].extensions).toEqual({
    code: 'AUTH_UNAVAILABLE',
    retryAfterSeconds: 10,
    retryable: true,
    requestId: refused.headers['x-request-id'],
  });
  for (const [path, method] of [
    ['rows', 'PUT'],
    ['rejected.csv', 'GET'],
  ] as const) {
    const problem = await door.send(`/bulk-imports/some-id/${path}`, {
      method,
      headers: { 'content-type': 'text/csv' },
    });
    expect(problem.json).toMatchObject({ status: 503, code: 'AUTH_UNAVAILABLE' });
    expect(Number(problem.headers['retry-after'])).toBeGreaterThan(0);
  }
  // Who shows nothing is told so at once: no key is needed for that.
  expect((await gateway.post({ query: '{ __typename }' })).status).toBe(401);

  server.trouble = null;
  await expect
    .poll(async () => (await door.post({ query: '{ viewer { tenant } }' })).json, { timeout: 30_000, interval: 500 })
    .toEqual({ data: { viewer: { tenant: 'default' } } });
  expect(gateway.log.filter(({ msg }) => msg === 'The keys that verify tokens cannot be fetched')).toHaveLength(1);
  expect(JSON.stringify(gateway.log)).not.toContain(server.url);
});

test('what is wrong with several files is told at once, and so is a file of tenants that has none', async () => {
  const env = {
    TRACKIER_BASE_URL: live.TRACKIER_BASE_URL,
    TRACKIER_TENANTS_FILE: fileWith('tenants.json', '['),
    AUTH_MODE: 'token',
    AUTH_TOKENS_FILE: fileWith('tokens.json', '{}'),
    TRUSTED_DOCUMENTS_FILE: fileWith('documents.json', '7'),
  };
  const broken = startProcess(env);
  expect(await broken.exitCode()).toBe(78);
  for (const name of ['TRACKIER_TENANTS_FILE', 'AUTH_TOKENS_FILE', 'TRUSTED_DOCUMENTS_FILE']) {
    expect(broken.output()).toContain(`- ${name} `);
  }
  const hash = 'a'.repeat(64);
  const empty = startProcess({
    TRACKIER_BASE_URL: live.TRACKIER_BASE_URL,
    TRACKIER_TENANTS_FILE: fileWith('tenants.json', {}),
    AUTH_MODE: 'token',
    AUTH_TOKENS_FILE: fileWith('tokens.json', [{ name: 'ci', sha256: hash, tenant: 'acme', scopes: ['IMPORT_READ'] }]),
    LOG_LEVEL: 'warn',
  });
  await empty.waitFor(/TRACKIER_TENANTS_FILE has no tenant/);
});
