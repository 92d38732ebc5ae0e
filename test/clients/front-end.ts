import { spawnSync } from 'node:child_process';
import { cp, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { onTestFinished } from 'vitest';

const root = new URL('../../', import.meta.url);

/** As a bundler's template has it: for browsers, without Node's types. */
const tsconfig = {
  compilerOptions: {
    target: 'es2023',
    lib: ['es2023', 'dom', 'dom.iterable', 'dom.asynciterable'],
    types: [],
    module: 'esnext',
    moduleResolution: 'bundler',
    allowImportingTsExtensions: true,
    noEmit: true,
    strict: true,
    skipLibCheck: true,
    verbatimModuleSyntax: true,
    erasableSyntaxOnly: true,
  },
  include: ['src'],
};

/** A front end's project as docs/clients.md describes it, in a folder that is gone when the test ends. */
export async function createFrontEnd(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'front-end-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  const copy = (from: string, to: string): Promise<void> =>
    cp(new URL(from, root), join(folder, to), { recursive: true, filter: isNotGenerated });
  await copy('schema.graphql', 'schema.graphql');
  await copy('src/operations', 'src');
  await copy('test/clients/snippets', 'src');
  await cp(join(folder, 'src/codegen.ts'), join(folder, 'codegen.ts'));
  await rm(join(folder, 'src/codegen.ts'));
  await symlink(new URL('node_modules', root), join(folder, 'node_modules'));
  await writeFile(join(folder, 'tsconfig.json'), JSON.stringify(tsconfig));
  await writeFile(join(folder, 'package.json'), JSON.stringify({ type: 'module' }));
  return folder;
}

const isNotGenerated = (path: string): boolean => !path.includes('/generated');

/** Runs a command of node_modules and gives what it wrote, whether it succeeds or fails. */
export function runCommand(command: string, args: readonly string[], cwd: string): string {
  const file = fileURLToPath(new URL(`node_modules/.bin/${command}`, root));
  const { stdout, stderr } = spawnSync(file, args, { cwd, encoding: 'utf8' });
  return stdout + stderr;
}
