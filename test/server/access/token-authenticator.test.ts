import { execFileSync, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { createAuthenticator, type Identity } from '../../../src/server/access/authenticator.ts';
import { UnauthenticatedError } from '../../../src/server/access/unauthenticated-error.ts';
import { makeDataDir } from '../../support/data-dir.ts';
import { createManualRepeat } from './manual-repeat.ts';
import { authOptions, recordReports } from './recorded-reports.ts';

const hashOf = (token: string) => createHash('sha256').update(token).digest('hex');
const entry = (name: string, changes: object = {}) => ({
  name,
  sha256: hashOf(`${name}-token`),
  tenant: 'default',
  scopes: ['IMPORT_READ'],
  ...changes,
});

async function start(entries: readonly object[] | string) {
  const path = join(makeDataDir(), 'tokens.json');
  const write = (next: readonly object[] | string) =>
    writeFileSync(path, typeof next === 'string' ? next : JSON.stringify(next));
  write(entries);
  const { lines, reports } = recordReports();
  const { repeat, tick } = createManualRepeat();
  const authenticator = await createAuthenticator(authOptions({ mode: 'token', tokensFile: path }), reports, {
    repeat,
  });
  if (authenticator === null) throw new Error('There must be an authenticator in token mode.');
  onTestFinished(authenticator.close);
  const identify = (token: string): Identity => {
    const identity = authenticator.identify(`Bearer ${token}`);
    if (identity instanceof Promise) throw new Error('A token of the file must be known at once.');
    return identity;
  };
  return { authenticator, identify, lines, tick, write };
}

test('without a mode there is no authenticator', async () => {
  expect(await createAuthenticator(authOptions({}), recordReports().reports)).toBeNull();
});

test('a token of the file speaks for its tenant, at once', async () => {
  const { identify } = await start([
    entry('other', { tenant: 'other' }),
    entry('ci', { tenant: 'acme', scopes: ['IMPORT_WRITE', 'IMPORT_READ'], sha256: hashOf('ci-token').toUpperCase() }),
  ]);
  const identity = identify('ci-token');
  expect(identity).toMatchObject({ id: 'token:ci', tenantId: 'acme', expiresAtMs: null });
  expect([...identity.scopes].toSorted()).toEqual(['IMPORT_READ', 'IMPORT_WRITE']);
  expect(identity.revoked?.aborted).toBe(false);
  expect(identify('ci-token')).toBe(identity);
});

const plain = 'Bearer realm="trackier-graphql-gateway"';
const invalid = (description: string) => `${plain}, error="invalid_token", error_description="${description}"`;

test.each<[string | undefined, string]>([
  [undefined, plain],
  ['', plain],
  ['Basic Y2k6dG9rZW4=', plain],
  ['Bearerci-token', plain],
  ['Bearer', plain],
  ['Bearer   ', plain],
  ['ci-token', plain],
  ['Bearer wrong', invalid('The token is not known here.')],
  [`Bearer ${hashOf('ci-token')}`, invalid('The token is not known here.')],
  ['Bearer ci-token ci-token', invalid('The token has characters that no token has.')],
  ['Bearer ci-tokén', invalid('The token has characters that no token has.')],
  ['Bearer ci-token, Bearer x', invalid('The token has characters that no token has.')],
  ['Bearer "ci-token"', invalid('The token has characters that no token has.')],
  [`Bearer ${'x'.repeat(8_193)}`, invalid('The token is too long.')],
  [`Bearer ${'x'.repeat(8_192)}`, invalid('The token is not known here.')],
])('the Authorization %j is answered with its challenge', async (authorization, challenge) => {
  const { authenticator } = await start([entry('ci')]);
  const attempt = () => authenticator.identify(authorization);
  expect(attempt).toThrow(UnauthenticatedError);
  expect(attempt).toThrow(expect.objectContaining({ code: 'UNAUTHENTICATED', challenge }));
});

test.each(['bearer', 'BEARER', 'Bearer '])('the scheme %j is Bearer as well', async scheme => {
  const { authenticator } = await start([entry('ci')]);
  expect(authenticator.identify(`${scheme} ci-token`)).toMatchObject({ id: 'token:ci' });
});

test('tokens that leave the file, or may do something else, are taken back; the others go on', async () => {
  const { identify, lines, tick, write } = await start(['gone', 'moved', 'widened', 'kept'].map(name => entry(name)));
  const before = Object.fromEntries(
    ['gone', 'moved', 'widened', 'kept'].map(name => [name, identify(`${name}-token`)]),
  );
  write([
    { scopes: ['IMPORT_READ'], tenant: 'default', sha256: hashOf('kept-token').toUpperCase(), name: 'kept' },
    entry('new'),
    entry('moved', { tenant: 'acme' }),
    entry('widened', { scopes: ['IMPORT_READ', 'IMPORT_WRITE'] }),
  ]);
  await tick();
  expect(lines).toEqual(['AUTH_TOKENS_FILE reloaded']);
  const aborted = Object.fromEntries(Object.entries(before).map(([name, { revoked }]) => [name, revoked?.aborted]));
  expect(aborted).toEqual({ gone: true, moved: true, widened: true, kept: false });
  expect(identify('kept-token')).toBe(before['kept']);
  expect(identify('moved-token')).toMatchObject({ tenantId: 'acme', revoked: { aborted: false } });
  expect(identify('new-token')).toMatchObject({ id: 'token:new' });
  expect(() => identify('gone-token')).toThrow(UnauthenticatedError);
});

test('a token is not known any more when those who use it hear that it was taken back', async () => {
  const { authenticator, identify, write } = await start([entry('ci')]);
  let answer: unknown = null;
  identify('ci-token').revoked?.addEventListener('abort', () => {
    try {
      answer = identify('ci-token');
    } catch (error) {
      answer = error;
    }
  });
  write([entry('other')]);
  await authenticator.reload();
  expect(answer).toBeInstanceOf(UnauthenticatedError);
});

test('a tokens file that breaks keeps everybody who is in', async () => {
  const { authenticator, identify, lines, write } = await start([entry('ci')]);
  const { revoked } = identify('ci-token');
  write('[{"name": "ci", "sha256": "my-secret-token"');
  await authenticator.reload();
  expect(lines.join()).toMatch(/^AUTH_TOKENS_FILE is not valid JSON/);
  expect(lines.join()).not.toContain('my-secret');
  expect(identify('ci-token')).toMatchObject({ id: 'token:ci' });
  expect(revoked?.aborted).toBe(false);
});

test('an empty tokens file lets nobody in, and says so', async () => {
  const { authenticator, identify, lines, write } = await start([]);
  expect(lines).toEqual(['AUTH_TOKENS_FILE is an empty list: nobody can log in.']);
  expect(() => identify('ci-token')).toThrow(UnauthenticatedError);
  write([entry('ci')]);
  await authenticator.reload();
  expect(identify('ci-token')).toMatchObject({ id: 'token:ci' });
});

test('all that is wrong with a tokens file is told at once, and no value of it', async () => {
  const secret = 'my-secret-token';
  const attempt = start([
    entry('ci', { [secret]: true }),
    entry('ci', { sha256: secret }),
    entry('a', { sha256: hashOf('ci-token') }),
    entry('b', { tenant: '', scopes: [] }),
    entry('c', { tenant: ` ${secret}`, scopes: ['IMPORT_READ', secret] }),
    entry('', { scopes: ['IMPORT_READ', 'IMPORT_READ'], sha256: hashOf('') }),
    entry('d\u0000', { scopes: 'IMPORT_READ', sha256: hashOf('\n') }),
    [],
  ]);
  const error = await attempt.catch((thrown: unknown) => thrown);
  expect(error).toHaveProperty('name', 'AccessFileError');
  expect(error).toHaveProperty('problems', [
    'AUTH_TOKENS_FILE has a problem in entry 1: it may have only name, sha256, tenant, scopes.',
    'AUTH_TOKENS_FILE has a problem in entry 2: "sha256" must be the SHA-256 of the token, as 64 hexadecimal digits.',
    'AUTH_TOKENS_FILE has a problem in entry 4: "tenant" must be a text of 1 to 100 characters, without white space around it.',
    'AUTH_TOKENS_FILE has a problem in entry 4: "scopes" must be a list of one or more of IMPORT_READ, IMPORT_WRITE, each once.',
    'AUTH_TOKENS_FILE has a problem in entry 5: "tenant" must be a text of 1 to 100 characters, without white space around it.',
    'AUTH_TOKENS_FILE has a problem in entry 5: "scopes" must be a list of one or more of IMPORT_READ, IMPORT_WRITE, each once.',
    'AUTH_TOKENS_FILE has a problem in entry 6: "name" must be a text of 1 to 100 characters, without white space around it.',
    'AUTH_TOKENS_FILE has a problem in entry 6: "sha256" is the hash of an empty text.',
    'AUTH_TOKENS_FILE has a problem in entry 6: "scopes" must be a list of one or more of IMPORT_READ, IMPORT_WRITE, each once.',
    'AUTH_TOKENS_FILE has a problem in entry 7: "name" must be a text of 1 to 100 characters, without white space around it.',
    'AUTH_TOKENS_FILE has a problem in entry 7: "sha256" is the hash of an empty text.',
    'AUTH_TOKENS_FILE has a problem in entry 7: "scopes" must be a list of one or more of IMPORT_READ, IMPORT_WRITE, each once.',
    'AUTH_TOKENS_FILE has a problem in entry 8: it must be an object.',
    'AUTH_TOKENS_FILE has the same "name" in entry 1 and entry 2.',
    'AUTH_TOKENS_FILE has the same "sha256" in entry 1 and entry 3.',
  ]);
  expect(String(error)).not.toContain(secret);
});

test('a tokens file that is no list is refused', async () => {
  const attempt = start('{"name": "ci"}');
  await expect(attempt).rejects.toThrow('AUTH_TOKENS_FILE must be a list: [{"name": …, "sha256": …}].');
});

const tools = ['node', 'openssl'].filter(tool => spawnSync(tool, ['version']).error === undefined);

test.each(tools)('the command with %s in docs/authentication.md makes a token that is let in', async tool => {
  const docs = readFileSync('docs/authentication.md', 'utf8');
  const command = [...docs.matchAll(/```sh\n([\s\S]*?)```/g)]
    .map(([, text]) => text)
    .find(text => text?.includes(tool));
  const output = execFileSync('sh', ['-c', command ?? 'false'], { encoding: 'utf8' });
  const [, token, sha256] = /^token: +(\S+)\nsha256: +([\da-f]{64})\n$/.exec(output) ?? [];
  const { identify } = await start([entry('ci', { sha256 })]);
  expect(token).toMatch(/^[\w-]{43,}$/);
  expect(identify(token ?? '')).toMatchObject({ id: 'token:ci' });
});
