import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { onTestFinished } from 'vitest';
import { createSandbox, type Sandbox } from '../../src/sandbox/sandbox.ts';
import { SANDBOX_API_KEY } from '../../src/sandbox/sandbox-options.ts';
import { compileCache } from './compile-cache.ts';
import { makeDataDir } from './data-dir.ts';

/** The gateway as an operator starts it: a process of its own. */
export interface GatewayProcess {
  /** What it has written so far, both streams in the order in which it came. */
  readonly output: () => string;
  /** The log lines so far; `LOG_FORMAT` is json unless told otherwise. */
  readonly lines: () => readonly Record<string, unknown>[];
  /** Resolves with the first match in the output; rejects when the process ends without one. */
  readonly waitFor: (pattern: RegExp) => Promise<RegExpExecArray>;
  /** Resolves with its address when it serves. */
  readonly url: () => Promise<string>;
  readonly signal: (name: NodeJS.Signals) => void;
  /** Resolves with the exit code when it has ended; null if a signal ended it. */
  readonly exitCode: () => Promise<number | null>;
}

const main = new URL('../../src/main.ts', import.meta.url).pathname;

/** Starts it on a free port unless told, with `env` and what `npm start` sets in its environment; it is gone when the test ends. */
export function startProcess(env: Readonly<Record<string, string>> = {}): GatewayProcess {
  const child = spawn(process.execPath, [main], {
    env: { PORT: '0', LOG_FORMAT: 'json', DATA_DIR: env['DATA_DIR'] ?? makeDataDir(), ...compileCache, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  let more = Promise.withResolvers<void>();
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (chunk: string) => {
      output += chunk;
      more.resolve();
      more = Promise.withResolvers();
    });
  }
  const closing = once(child, 'close');
  onTestFinished(async () => {
    child.kill('SIGKILL');
    await closing;
  });

  const hasEnded = (): boolean => child.exitCode !== null || child.signalCode !== null;
  const waitFor: GatewayProcess['waitFor'] = async pattern => {
    for (let match = pattern.exec(output); ; match = pattern.exec(output)) {
      if (match) return match;
      if (hasEnded()) throw new Error(`The process ended without ${pattern}:\n${output}`);
      await Promise.race([more.promise, closing]);
    }
  };
  return {
    output: () => output,
    lines: () =>
      output
        .split('\n')
        .filter(line => line.startsWith('{'))
        .map(line => JSON.parse(line)),
    waitFor,
    url: async () => (await waitFor(/http:\/\/[\w.[\]:]+:\d+(?=\/graphql)/))[0],
    signal: name => void child.kill(name),
    async exitCode() {
      await closing;
      return child.exitCode;
    },
  };
}

/** A sandbox in the test's own hand, and the variables that make a process take it for Trackier. */
export async function startUpstream(): Promise<{ sandbox: Sandbox; env: Record<string, string> }> {
  const sandbox = createSandbox({ requestsPerSecond: Number.POSITIVE_INFINITY });
  const { url } = await sandbox.listen();
  onTestFinished(async () => {
    sandbox.release();
    await sandbox.close();
  });
  return {
    sandbox,
    env: {
      TRACKIER_BASE_URL: url,
      TRACKIER_API_KEY: SANDBOX_API_KEY,
      TRACKIER_REQUESTS_PER_SECOND: '1000',
      CALLER_REQUESTS_PER_MINUTE: '0',
    },
  };
}
