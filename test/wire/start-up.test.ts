import { once } from 'node:events';
import { createServer } from 'node:net';
import { expect, onTestFinished, test } from 'vitest';
import type { Fault } from '../../src/sandbox/fault.ts';
import { startProcess, startUpstream } from '../support/start-process.ts';

const headers = { 'graphql-require-preflight': '1' };

test('the gateway prints the port that it picked, and serves there', async () => {
  const gateway = startProcess();
  const url = await gateway.url();
  expect(new URL(url).port).not.toBe('0');
  const answer = await fetch(`${url}/graphql?query={viewer{mode}}`, { headers });
  expect(await answer.json()).toEqual({ data: { viewer: { mode: 'SANDBOX' } } });
  expect(gateway.lines()[0]).toMatchObject({ level: 'info', url, mode: 'SANDBOX' });
});

test('in sandbox mode a banner says where it is, that nothing is real, and how to make it so', async () => {
  const gateway = startProcess({ LOG_FORMAT: 'pretty' });
  const url = await gateway.url();
  await gateway.waitFor(/start again\.\n/);
  expect(gateway.output()).toBe(`
  The import console is at ${url}
  GraphiQL is at ${url}/graphql
  No Trackier key is configured: the built-in sandbox stands in for Trackier, and nothing leaves this machine.
  To import for real, set TRACKIER_API_KEY and start again.

`);
});

test('in sandbox mode a key that is set is not used, and it says so', async () => {
  const gateway = startProcess({ TRACKIER_MODE: 'sandbox', TRACKIER_API_KEY: 'a-real-key' });
  const url = await gateway.url();
  expect(gateway.lines()[0]).toMatchObject({ level: 'warn', msg: expect.stringContaining('is not used') });
  const answer = await fetch(`${url}/graphql?query={importJobs{id}}`, { headers });
  expect(await answer.json()).toEqual({ data: { importJobs: [] } });
  expect(gateway.output()).not.toContain('a-real-key');
});

test('a sandbox that was asked for is not laid to a missing key', async () => {
  const gateway = startProcess({ LOG_FORMAT: 'pretty', TRACKIER_MODE: 'sandbox' });
  await gateway.waitFor(/start again\.\n/);
  expect(gateway.output()).toContain('TRACKIER_MODE is sandbox: the built-in sandbox stands in for Trackier');
  expect(gateway.output()).not.toContain('No Trackier key');
});

test('without GraphiQL and the console the address is printed all the same', async () => {
  const gateway = startProcess({ LOG_FORMAT: 'pretty', GRAPHIQL: 'false', CONSOLE: 'false' });
  const url = await gateway.url();
  expect(gateway.output().startsWith(`\n  GraphQL is at ${url}/graphql\n`)).toBe(true);
});

const error = (code: 5 | 12 | 13 | 41 | 42): Fault['action'] => ({ kind: 'error', code });
const findings: readonly { when: string; action: Fault['action'] | null; level: string; finding: RegExp }[] = [
  { when: 'the key works', action: null, level: 'info', finding: /accepts the API key/ },
  { when: 'the key is refused', action: error(13), level: 'warn', finding: /does not accept the API key/ },
  { when: 'the address is not white-listed', action: error(41), level: 'warn', finding: /IP address: .*white-list/ },
  { when: 'the account is locked', action: error(42), level: 'warn', finding: /account at Trackier is locked/ },
  { when: 'the key may not read jobs', action: error(5), level: 'warn', finding: /may not read jobs/ },
  {
    when: 'Trackier is away',
    action: { kind: 'close', when: 'before-body' },
    level: 'warn',
    finding: /not be reached/,
  },
];

test.each(findings)('in live mode one line tells that $when', async ({ action, level, finding }) => {
  const { sandbox, env } = await startUpstream();
  if (action) sandbox.setFaults([{ match: { path: 'jobs' }, times: 'always', action }]);
  const gateway = startProcess(env);
  await gateway.waitFor(finding);
  const told = gateway.lines().filter(({ msg }) => finding.test(String(msg)));
  expect(told).toEqual([expect.objectContaining({ level })]);
  expect(gateway.lines()[0]?.['msg']).toContain('Imports are for real');
  expect(gateway.output()).not.toContain(env['TRACKIER_API_KEY']);
});

test('in live mode the gateway serves while it still waits to hear of the key', async () => {
  const { sandbox, env } = await startUpstream();
  sandbox.setFaults([{ match: { path: 'jobs' }, times: 'always', action: { kind: 'hang' } }]);
  const gateway = startProcess(env);
  const url = await gateway.url();
  await sandbox.waitForRequests(1);
  expect((await fetch(`${url}/ready`)).status).toBe(200);
});

test('everything that is wrong with the configuration is told at once, with exit code 78 and without secrets', async () => {
  const gateway = startProcess({
    PORT: 'eighty',
    LOG_LEVEL: 'loud',
    TRACKIER_API_KEY: 'a secret key',
    TRACKIER_BASE_URL: 'https://user:secret@trackier.example',
    TRACKIER_TIMEOUT_MS: '-1',
    TRACKIER_TENANTS_FILE: 'tenants.json',
    TRACKIER_API_KEI: 'x',
  });
  expect(await gateway.exitCode()).toBe(78);
  const lines = gateway.output().split('\n');
  expect(lines[0]).toBe('The configuration has 6 problems:');
  for (const name of ['PORT', 'LOG_LEVEL', 'TRACKIER_API_KEY', 'TRACKIER_BASE_URL', 'TRACKIER_TIMEOUT_MS']) {
    expect(lines.filter(line => line.startsWith(`  - ${name} `))).toHaveLength(1);
  }
  expect(gateway.output()).toContain('TRACKIER_TENANTS_FILE needs AUTH_MODE');
  expect(gateway.output()).toContain('TRACKIER_API_KEI is not a known variable: did you mean TRACKIER_API_KEY?');
  expect(gateway.output()).not.toContain('secret');
});

test('in production neither a key nor an explicit sandbox is a problem of the configuration', async () => {
  const gateway = startProcess({ NODE_ENV: 'production' });
  expect(await gateway.exitCode()).toBe(78);
  expect(gateway.output()).toMatch(
    /^The configuration has a problem:\n {2}- NODE_ENV is production and there is no key/,
  );
});

const liveAtNobody = { TRACKIER_API_KEY: 'some-key', TRACKIER_BASE_URL: 'http://127.0.0.1:9' };

test.each([
  ['PORT', {}],
  ['PORT', liveAtNobody],
  ['METRICS_PORT', liveAtNobody],
])('a %s that is taken is one line, with exit code 1: %j', async (variable, env) => {
  const server = createServer();
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(async () => {
    server.close();
    await once(server, 'close');
  });
  const address = server.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  const gateway = startProcess({ LOG_LEVEL: 'error', ...env, [variable]: String(port) });
  expect(await gateway.exitCode()).toBe(1);
  expect(gateway.output()).toBe(
    `Port ${port} on 127.0.0.1 is taken. Set ${variable} to another one, or to 0 for any that is free.\n`,
  );
});

test('an address that this machine does not have is one line too', async () => {
  const gateway = startProcess({ HOST: '192.0.2.1' });
  expect(await gateway.exitCode()).toBe(1);
  expect(gateway.output()).toBe('This machine has no address 192.0.2.1. Set HOST to one that it has.\n');
});

test('a database that is away at the start is waited for, and the wait ends when the gateway is told to stop', async () => {
  const gateway = startProcess({ DATABASE_URL: 'postgres://user:s3cret@127.0.0.1:1/gateway' });
  await gateway.waitFor(/tried again every two seconds/);
  gateway.signal('SIGTERM');
  expect(await gateway.exitCode()).toBe(0);
  expect(gateway.output()).not.toMatch(/s3cret|ReferenceError/);
});

test('a DATA_DIR that cannot be used is one line and exit code 78', async () => {
  const gateway = startProcess({ DATA_DIR: import.meta.filename });
  expect(await gateway.exitCode()).toBe(78);
  expect(gateway.output()).toBe(
    `DATA_DIR is ${import.meta.filename}, which cannot be used: it is a file. Set it to a directory that this user may write in.\n`,
  );
});
