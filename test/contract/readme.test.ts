import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { documentLimits } from '../../src/server/document-limits.ts';
import { makeDataDir } from '../support/data-dir.ts';
import { startGateway } from '../support/start-gateway.ts';

const readme = readFileSync(new URL('../../README.md', import.meta.url), 'utf8');

const count = (limit: number): string => limit.toLocaleString('en');

test('the limits of documents in README.md are those that hold', () => {
  const { characters, tokens, depth, aliases, reads, values } = documentLimits;
  expect(readme).toContain(
    `${characters / 1024} Ki characters, ${count(tokens)} tokens, ${depth} levels, ${aliases} aliases, ${reads} reads, ${count(values)} values`,
  );
});

test('the commands in README.md make a token that is let in', async () => {
  const [, commands = ''] =
    /```sh\n(token=.*?\n)AUTH_MODE=token AUTH_TOKENS_FILE=(?:\S+) npm start/s.exec(readme) ?? [];
  const cwd = makeDataDir();
  mkdirSync(join(cwd, 'deploy/secrets'), { recursive: true });
  const token = execFileSync('sh', ['-c', `${commands}printf %s "$token"`], { cwd, encoding: 'utf8' });
  const { as, post } = await startGateway({
    env: { AUTH_MODE: 'token', AUTH_TOKENS_FILE: join(cwd, 'deploy/secrets/tokens.json') },
  });
  const { viewer } = await as({ authorization: `Bearer ${token}` }).execute('{ viewer { tenant scopes } }');
  expect(viewer).toEqual({ tenant: 'default', scopes: ['IMPORT_READ', 'IMPORT_WRITE'] });
  expect((await post({ query: '{ viewer { tenant } }' })).status).toBe(401);
});
