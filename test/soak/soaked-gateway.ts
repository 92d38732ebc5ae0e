import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { appendFileSync } from 'node:fs';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import { gatewayFlags } from '../../bench/gateway-environment.ts';
import type { Tally } from './tally.ts';

/** How much there is of everything in a gateway, right after garbage was collected. */
export interface Sample {
  readonly heapUsed: number;
  readonly rss: number;
  readonly external: number;
  readonly arrayBuffers: number;
  /** The 99th percentile of the event loop's delay since the sample before. */
  readonly lagMs: number;
  /** Open file descriptors; null where the system does not tell. */
  readonly files: number | null;
  /** What keeps the event loop alive, by type. */
  readonly resources: Readonly<Record<string, number>>;
}

/** A gateway in a process of its own, that can be looked into. */
export interface SoakedGateway {
  readonly url: string;
  readonly metricsUrl: string;
  readonly sample: () => Promise<Sample>;
  readonly reload: () => void;
  /** Gives its exit code. */
  readonly stop: () => Promise<number | null>;
}

/** Under what the errors of its log are tallied. */
export const logErrors = 'errors in the log';

const pathOf = (file: string): string => new URL(file, import.meta.url).pathname;
const sampleLimitMs = 60_000;

/** Starts one with nothing in its environment but `env`; errors in its log are counted as such. */
export async function startSoakedGateway(
  env: Readonly<Record<string, string>>,
  { tally, preloads = [] }: { readonly tally: Tally; readonly preloads?: readonly string[] },
): Promise<SoakedGateway> {
  const imports = ['probe.mjs', ...preloads].flatMap(file => ['--import', pathOf(file)]);
  const flags = ['--expose-gc', ...gatewayFlags(), ...imports];
  const child = spawn(process.execPath, [...flags, pathOf('../../src/main.ts')], {
    env: { PORT: '0', LOG_FORMAT: 'json', ...env },
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  });
  const closing = once(child, 'close');
  // However this process ends, it does not leave the other behind.
  const kill = (): void => void child.kill('SIGKILL');
  process.once('exit', kill);

  const addresses = Promise.withResolvers<readonly [string, string]>();
  addresses.promise.catch(() => {});
  let metricsPort = '';
  // Node's own warnings, such as that of a leak.
  linesOf(child.stderr, line => tally.wrong(`on stderr: ${line}`));
  const { SOAK_LOG } = process.env;
  linesOf(child.stdout, line => {
    if (SOAK_LOG) appendFileSync(SOAK_LOG, `${line}\n`);
    metricsPort ||= /"metricsPort":(\d+)/.exec(line)?.[1] ?? '';
    const [url] = /http:\/\/[\w.]+:\d+(?=\/graphql)/.exec(line) ?? [];
    if (url) addresses.resolve([url, `http://127.0.0.1:${metricsPort}/metrics`]);
    if (/"level":"(error|fatal)"/.test(line)) tally.note(logErrors, JSON.parse(line).msg);
  });
  let isStopping = false;
  child.once('close', (code, signal) => {
    addresses.reject(new Error(`The gateway ended with ${code ?? signal}.`));
    if (!isStopping) tally.wrong(`the gateway ended with ${code ?? signal}`);
  });
  const [url, metricsUrl] = await addresses.promise;
  let lastId = 0;
  return {
    url,
    metricsUrl,
    async sample() {
      const id = ++lastId;
      const signal = AbortSignal.timeout(sampleLimitMs);
      child.send(id);
      for (;;) {
        const [message] = await Promise.race([once(child, 'message', { signal }), closing.then(() => ended())]);
        if (message.id === id) return message.sample;
      }
    },
    reload: () => void child.kill('SIGHUP'),
    async stop() {
      isStopping = true;
      child.kill('SIGTERM');
      await closing;
      process.off('exit', kill);
      return child.exitCode;
    },
  };
}

function linesOf(stream: Readable | null, take: (line: string) => void): void {
  if (stream) createInterface({ input: stream }).on('line', take);
}

function ended(): never {
  throw new Error('The gateway has ended.');
}
