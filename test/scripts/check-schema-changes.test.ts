import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { beforeEach, describe, expect, onTestFinished, test } from 'vitest';

const script = fileURLToPath(new URL('../../scripts/check-schema-changes.ts', import.meta.url));

const before = 'type Query { job(id: ID!): Job } type Job { id: ID! state: String! }';
const withoutState = 'type Query { job(id: ID!): Job } type Job { id: ID! }';
const withName = 'type Query { job(id: ID!): Job } type Job { id: ID! state: String! name: String }';

/** A hook's own repository must not become the test's, nor the user's configuration. */
const env = {
  ...Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith('GIT_'))),
  GIT_CONFIG_GLOBAL: '/dev/null',
  GIT_CONFIG_NOSYSTEM: '1',
};

const hasGit = spawnSync('git', ['--version']).status === 0;

let folder: string;

beforeEach(async () => {
  folder = await createFolder();
  git('init', '--quiet', '--initial-branch=main');
  await commit({ 'README.md': 'A repository.' });
});

async function createFolder(): Promise<string> {
  const path = await mkdtemp(join(tmpdir(), 'schema-changes-'));
  onTestFinished(() => rm(path, { recursive: true }));
  return path;
}

function git(...args: readonly string[]): void {
  const author = ['-c', 'user.name=A', '-c', 'user.email=a@example.com'];
  execFileSync('git', [...author, ...args], { cwd: folder, env, stdio: 'pipe' });
}

async function write(files: Readonly<Record<string, string>>): Promise<void> {
  for (const [name, text] of Object.entries(files)) await writeFile(join(folder, name), text);
}

async function commit(files: Readonly<Record<string, string>>): Promise<void> {
  await write(files);
  git('add', '--all');
  git('commit', '--quiet', '--message=x');
}

const changelog = (pending: string, rest = ''): string => `# Changelog\n\n## Pending\n\n${pending}\n${rest}`;
const schemaOf = (schema: string, pending = '', rest = ''): Record<string, string> => {
  return { 'schema.graphql': schema, 'CHANGELOG.md': changelog(pending, rest) };
};

function check(cwd = folder): { status: number | null; output: string } {
  const { status, stdout, stderr } = spawnSync(process.execPath, [script], { cwd, env, encoding: 'utf8' });
  return { status, output: stdout + stderr };
}

describe.skipIf(!hasGit)('before the first release', () => {
  test('passes where there is no earlier schema', async () => {
    await write(schemaOf(before));
    expect(check()).toMatchObject({ status: 0, output: expect.stringContaining('no earlier one') });
    await commit({});
    expect(check()).toMatchObject({ status: 0, output: expect.stringContaining('no earlier one') });
  });

  test('names a breaking change and fails, before it is committed and after', async () => {
    await commit(schemaOf(before));
    await write(schemaOf(withoutState));
    const refusal = { status: 1, output: expect.stringMatching(/^BREAKING Job\.state: .*by path: Job\.state$/ms) };
    expect(check()).toMatchObject(refusal);
    await commit({});
    expect(check()).toMatchObject(refusal);
    await commit({ 'README.md': 'Something else.' });
    expect(check()).toMatchObject(refusal);
  });

  test('passes a breaking change whose path the Pending section names, and only the whole path', async () => {
    await commit(schemaOf(before));
    await write(schemaOf(withoutState, '- `Job.state` is gone: read `Job.phase` instead.'));
    expect(check()).toMatchObject({ status: 0, output: expect.stringContaining('BREAKING Job.state') });
    await write(schemaOf(withoutState, '- `Job.stateText`, `Job` and `Query.Job.state` are news.'));
    expect(check()).toMatchObject({ status: 1 });
    await write(
      schemaOf(withoutState, '', '\n## 1.0.0\n\n- `Other.field` is gone.\n\n## 0.9.0\n\n- `Job.state` is new.'),
    );
    expect(check()).toMatchObject({ status: 1 });
  });

  test('passes what adds to the schema', async () => {
    await commit(schemaOf(before));
    await write(schemaOf(withName));
    expect(check()).toMatchObject({ status: 0, output: 'schema.graphql: changes: 1, breaking: 0.\n' });
  });

  test('passes in a clone too shallow to tell', async () => {
    await commit(schemaOf(before));
    await commit(schemaOf(withoutState));
    const clone = await createFolder();
    git('clone', '--quiet', '--depth=1', pathToFileURL(folder).href, clone);
    expect(check(clone)).toMatchObject({ status: 0, output: expect.stringContaining('no earlier one') });
  });

  test('passes outside of a repository', async () => {
    await rm(join(folder, '.git'), { recursive: true });
    await write(schemaOf(before));
    expect(check()).toMatchObject({ status: 0 });
  });
});

describe.skipIf(!hasGit)('after a release', () => {
  test('compares with the release, however many commits ago it was', async () => {
    await commit(schemaOf(before));
    git('tag', 'v1.0.0');
    await commit(schemaOf(withoutState));
    await commit(schemaOf(`${withoutState} type Log { id: ID! }`));
    expect(check()).toMatchObject({ status: 1, output: expect.stringContaining('by path: Job.state') });
  });

  test('finds what a release has told in the section that it has just written', async () => {
    await commit(schemaOf(before));
    git('tag', 'v1.0.0');
    await commit(schemaOf(withoutState, '', '\n## 2.0.0\n\n- `Job.state` is gone.\n'));
    expect(check()).toMatchObject({ status: 0 });
  });
});
