import { setTimeout as sleep } from 'node:timers/promises';
import { gatewayEnvironment } from './gateway-environment.ts';
import { startServer } from './server-process.ts';
import { median } from './statistics.ts';
import { createTemporaryDirectory } from './temporary-directory.ts';

/** How a server starts: medians of several starts. */
export interface StartCost {
  readonly name: string;
  /** Whether its code had been compiled by an earlier start. */
  readonly isWarm: boolean;
  readonly readyAfterMs: number;
  /** Of the process's memory what is resident, a moment after the start. */
  readonly residentMegabytes: number;
}

const contenders = [
  { name: 'gateway', script: 'src/main.ts' },
  { name: 'raw', script: 'bench/raw-proxy.ts' },
];
const restMs = 1_000;

/** Starts gateway and raw proxy again and again, without and with a warm compile cache. */
export async function measureStarts(upstreamUrl: string, starts: number): Promise<readonly StartCost[]> {
  const cache = createTemporaryDirectory('compile-cache');
  // One at a time, and each finds the database of the one before: an operator's restart does, too.
  const env = gatewayEnvironment(upstreamUrl);
  const plan = contenders.flatMap(contender => [
    { ...contender, isWarm: false, env, samples: new Array<Sample>() },
    { ...contender, isWarm: true, env: { ...env, NODE_COMPILE_CACHE: cache }, samples: new Array<Sample>() },
  ]);
  // The first start of each fills the compile cache and the system's cache of files.
  for (let start = -1; start < starts; start++) {
    for (const { script, env: environment, samples } of plan) {
      const sample = await startOnce(script, environment);
      if (start >= 0) samples.push(sample);
    }
  }
  return plan.map(({ name, isWarm, samples }) => ({
    name,
    isWarm,
    readyAfterMs: median(samples.map(sample => sample.readyAfterMs)),
    residentMegabytes: median(samples.map(sample => sample.residentBytes)) / 1e6,
  }));
}

interface Sample {
  readonly readyAfterMs: number;
  readonly residentBytes: number;
}

async function startOnce(script: string, env: Readonly<Record<string, string>>): Promise<Sample> {
  const server = await startServer({ script, env, core: null });
  await sleep(restMs);
  const residentBytes = server.residentBytes();
  // Only a process that ends by itself writes the compile cache.
  await server.stop();
  return { readyAfterMs: server.readyAfterMs, residentBytes };
}
