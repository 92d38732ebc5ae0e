import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, openSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { pinned } from './cores.ts';

/** How a server of the benchmark is started. */
export interface ServerOptions {
  /** Relative to the project's folder; Node runs it. */
  readonly script: string;
  /** Node's own. */
  readonly flags?: readonly string[];
  readonly args?: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  /** null: wherever the system likes. */
  readonly core: number | null;
}

/** How a server that Node does not run is started. */
export interface ProgramOptions extends Omit<ServerOptions, 'script' | 'flags' | 'args'> {
  readonly command: (port: number) => readonly string[];
}

/** A server in a process of its own. */
export interface ServerProcess {
  readonly url: string;
  readonly pid: number;
  /** From the moment before the process was started to the first 200 of `/ready`. */
  readonly readyAfterMs: number;
  /** CPU time of all its threads so far. */
  readonly cpuMicros: () => number;
  readonly residentBytes: () => number;
  /** The most that was resident since the start, or since it was forgotten. */
  readonly peakResidentBytes: () => number;
  readonly forgetPeak: () => void;
  readonly stop: () => Promise<void>;
}

const running = new Set<ChildProcess>();
process.once('exit', () => {
  for (const child of running) child.kill('SIGKILL');
});

const projectFolder = fileURLToPath(new URL('..', import.meta.url));

/** Starts a server and resolves when it is ready. Its output goes to a file, as that of a server does. */
export const startServer = ({ script, flags = [], args = [], ...options }: ServerOptions): Promise<ServerProcess> =>
  startProgram({ ...options, command: () => [process.execPath, ...flags, script, ...args] });

/** Starts a server of any kind; it has to listen on `PORT`, and to answer `/ready` with 200. */
export async function startProgram({ command: commandFor, env, core }: ProgramOptions): Promise<ServerProcess> {
  const port = await findFreePort();
  const words = commandFor(port);
  const [command, ...args] = pinned(core, words);
  const logFile = join(tmpdir(), `bench-${port}.log`);
  const log = openSync(logFile, 'w');
  const startedAtMs = performance.now();
  const child = spawn(command ?? '', args, {
    cwd: projectFolder,
    env: { PATH: process.env['PATH'], NODE_ENV: 'production', ...env, PORT: String(port) },
    stdio: ['ignore', log, log],
  });
  closeSync(log);
  running.add(child);
  child.once('exit', () => running.delete(child));
  const url = `http://127.0.0.1:${port}`;
  await waitUntilReady(url, child, words.join(' '));
  const readyAfterMs = performance.now() - startedAtMs;
  const { pid = 0 } = child;
  return {
    url,
    pid,
    readyAfterMs,
    cpuMicros: () => readCpuMicros(pid),
    residentBytes: () => readBytes(pid, 'VmRSS'),
    peakResidentBytes: () => readBytes(pid, 'VmHWM'),
    forgetPeak: () => writeFileSync(`/proc/${pid}/clear_refs`, '5'),
    stop: async () => {
      await stop(child);
      rmSync(logFile);
    },
  };
}

async function findFreePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  return typeof address === 'object' && address ? address.port : 0;
}

async function waitUntilReady(url: string, child: ChildProcess, words: string): Promise<void> {
  for (;;) {
    if (child.exitCode !== null)
      throw new Error(`${words} ended with code ${child.exitCode}; see ${tmpdir()}/bench-*.log`);
    const response = await fetch(`${url}/ready`, { headers: { connection: 'close' } }).catch(() => null);
    if (response?.ok) return;
    await sleep(2);
  }
}

// In nanoseconds; /proc/<pid>/stat counts in hundredths of a second.
function readCpuMicros(pid: number): number {
  const threads = readdirSync(`/proc/${pid}/task`);
  return threads.reduce(
    (sum, thread) => sum + Number.parseInt(readFileSync(`/proc/${pid}/task/${thread}/schedstat`, 'utf8'), 10) / 1000,
    0,
  );
}

function readBytes(pid: number, name: 'VmRSS' | 'VmHWM'): number {
  const line = readFileSync(`/proc/${pid}/status`, 'utf8')
    .split('\n')
    .find(candidate => candidate.startsWith(`${name}:`));
  return Number.parseInt(line?.slice(name.length + 1) ?? '', 10) * 1024;
}

async function stop(child: ChildProcess): Promise<void> {
  const exited = once(child, 'exit');
  child.kill('SIGTERM');
  await exited;
}
