import { setTimeout as sleep } from 'node:timers/promises';
import type { Contender } from './contender.ts';
import { median } from './statistics.ts';
import { createTemporaryDirectory } from './temporary-directory.ts';

/** How a server starts: medians of several starts. */
export interface StartCost {
  readonly contender: Contender;
  /** Whether its code had been compiled by an earlier start. */
  readonly isWarm: boolean;
  readonly readyAfterMs: number;
  /** Of the process's memory what is resident, a moment after the start. */
  readonly residentMegabytes: number;
}

const restMs = 1_000;

/** Starts every contender again and again; what Node runs, without and with a warm compile cache. */
export async function measureStarts(
  contenders: readonly Contender[],
  upstreamUrl: string,
  starts: number,
): Promise<readonly StartCost[]> {
  // One at a time, and each gateway finds the database of the one before: an operator's restart does, too.
  const own = { DATA_DIR: createTemporaryDirectory('data') };
  const warm = { ...own, NODE_COMPILE_CACHE: createTemporaryDirectory('compile-cache') };
  const plan = contenders.flatMap(contender => [
    { contender, isWarm: false, env: own, samples: new Array<Sample>() },
    ...(contender.kind === 'other-peer' ? [] : [{ contender, isWarm: true, env: warm, samples: new Array<Sample>() }]),
  ]);
  // The first start of each fills the compile cache and the system's cache of files.
  for (let start = -1; start < starts; start++) {
    for (const { contender, env, samples } of plan) {
      const sample = await startOnce(contender, upstreamUrl, env);
      if (start >= 0) samples.push(sample);
    }
  }
  return plan.map(({ contender, isWarm, samples }) => ({
    contender,
    isWarm,
    readyAfterMs: median(samples.map(sample => sample.readyAfterMs)),
    residentMegabytes: median(samples.map(sample => sample.residentBytes)) / 1e6,
  }));
}

interface Sample {
  readonly readyAfterMs: number;
  readonly residentBytes: number;
}

async function startOnce(
  contender: Contender,
  upstreamUrl: string,
  env: Readonly<Record<string, string>>,
): Promise<Sample> {
  const server = await contender.start({ upstreamUrl, core: null, env });
  await sleep(restMs);
  const residentBytes = server.residentBytes();
  // Only a process that ends by itself writes the compile cache.
  await server.stop();
  return { readyAfterMs: server.readyAfterMs, residentBytes };
}
