import { setTimeout as sleep } from 'node:timers/promises';
import { createRandom } from '../crash/create-random.ts';
import { bulk } from './load/bulk.ts';
import { importNow } from './load/import-now.ts';
import { mischief } from './load/mischief.ts';
import { operator } from './load/operator.ts';
import { watch } from './load/watch.ts';
import { countSubscribers } from './rest.ts';
import { type Deeds, pick } from './scene.ts';
import type { SoakWorld } from './soak-world.ts';
import type { Sample } from './soaked-gateway.ts';

/** A sample under load. */
export interface TimedSample extends Sample {
  readonly atMs: number;
  readonly subscribers: number;
}

const deeds: Deeds = { ...importNow, ...bulk, ...watch, ...mischief, ...operator };
const lots = Object.entries(deeds).flatMap(([kind, [weight, deed]]) =>
  Array.from({ length: weight }, () => ({ kind, deed })),
);

const callerCount = 10;
const longestPauseMs = 80;
const sampleEveryMs = 1_000;
const weatherEveryMs = 1_500;

/** Has many callers do everything that callers do, for so long; what they do depends on the seed alone. */
export async function putUnderLoad(
  world: SoakWorld,
  durationMs: number,
  seed: number,
): Promise<readonly TimedSample[]> {
  const signal = AbortSignal.timeout(durationMs);
  const samples: TimedSample[] = [];
  const weather = createRandom(seed);
  await Promise.all([
    ...Array.from({ length: callerCount }, (_, place) => call(world, createRandom(seed + place + 1), signal)),
    repeat(weatherEveryMs, signal, async () => {
      // After bad weather some good: a breaker that stays open shows little.
      world.upstream.change(weather() < 0.6 ? weather : undefined);
      world.upstream.account();
    }),
    repeat(sampleEveryMs, signal, async () => {
      const [sample, subscribers] = await Promise.all([world.gateway.sample(), countSubscribers(world)]);
      samples.push({ ...sample, subscribers, atMs: performance.now() });
    }),
  ]);
  return samples;
}

async function call(world: SoakWorld, random: () => number, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    const { kind, deed } = pick(random, lots) ?? {};
    if (!kind || !deed) continue;
    try {
      world.tally.note(kind, await deed({ ...world, random }));
    } catch (error) {
      world.tally.wrong(`${kind}: ${String(error)}`);
    }
    await sleep(random() * longestPauseMs);
  }
}

async function repeat(everyMs: number, signal: AbortSignal, task: () => Promise<void>): Promise<void> {
  while (!signal.aborted) {
    await task();
    await sleep(everyMs, undefined, { signal }).catch(() => {});
  }
}
