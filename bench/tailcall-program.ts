import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const modules = fileURLToPath(new URL('node_modules/', import.meta.url));
const binary = join(modules, '@tailcallhq/core-linux-x64-gnu/bin/tailcall');
const debian = join(modules, '.cache/debian-13');
const libraries = join(debian, 'root/usr/lib/x86_64-linux-gnu');
const keyring = '/usr/share/keyrings/debian-archive-keyring.gpg';

/** How Tailcall is called on this machine, or in words why it cannot be. */
export type TailcallProgram =
  | { readonly command: readonly string[]; readonly problem: null }
  | { readonly command: null; readonly problem: string };

/**
 * Finds out how to call Tailcall. Its program needs a newer C library than some systems have that are in use; there it is
 * started through the loader of Debian 13's, which is fetched with apt and kept out of the system.
 */
export function findTailcall(): TailcallProgram {
  if (!existsSync(binary)) return { command: null, problem: 'its npm package has no program for this platform' };
  if (works([binary])) return { command: [binary], problem: null };
  const command = [join(libraries, 'ld-linux-x86-64.so.2'), '--library-path', libraries, binary];
  if (works(command)) return { command, problem: null };
  fetchLibraries();
  if (works(command)) return { command, problem: null };
  return { command: null, problem: 'its program needs glibc 2.39, which this machine neither has nor can fetch' };
}

const works = ([program = '', ...args]: readonly string[]): boolean =>
  spawnSync(program, [...args, '--version'], { stdio: 'ignore' }).status === 0;

/** Where the system itself gets its packages. */
function findMirror(): string {
  const args = ['indextargets', '--format', '$(REPO_URI)', 'Created-By: Packages', 'Component: main'];
  const { stdout } = spawnSync('apt-get', args, { encoding: 'utf8' });
  return stdout?.split('\n').find(uri => !uri.includes('security')) ?? '';
}

// With lists and a cache of its own, so that nothing of the system's own packages is touched.
function fetchLibraries(): void {
  const folders = ['state/lists/partial', 'cache/archives/partial', 'packages'].map(path => join(debian, path));
  for (const folder of folders) mkdirSync(folder, { recursive: true });
  const mirror = findMirror();
  writeFileSync(join(debian, 'sources.list'), `deb [signed-by=${keyring}] ${mirror} trixie main\n`);
  const settings = {
    'Dir::Etc::sourcelist': join(debian, 'sources.list'),
    'Dir::Etc::sourceparts': '-',
    'Dir::State': join(debian, 'state'),
    'Dir::State::status': '/dev/null',
    'Dir::Cache': join(debian, 'cache'),
  };
  const flags = Object.entries(settings).flatMap(([name, value]) => ['-o', `${name}=${value}`]);
  const packages = join(debian, 'packages');
  const run = (program: string, args: readonly string[]) =>
    spawnSync(program, args, { cwd: packages, stdio: 'ignore' });
  run('apt-get', [...flags, 'update']);
  run('apt-get', [...flags, 'download', 'libc6', 'libgcc-s1']);
  for (const file of readdirSync(packages)) run('dpkg-deb', ['-x', file, join(debian, 'root')]);
  for (const folder of ['state', 'cache', 'packages']) rmSync(join(debian, folder), { recursive: true, force: true });
}
