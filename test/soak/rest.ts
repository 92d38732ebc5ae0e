import { setTimeout as sleep } from 'node:timers/promises';
import { request } from 'undici';
import { countWorking } from './settle-imports.ts';
import type { SoakWorld } from './soak-world.ts';
import type { Sample } from './soaked-gateway.ts';

/** A gateway that nobody calls and that has nothing to do. */
export interface Rest {
  /** The least of some. */
  readonly heapUsed: number;
  readonly sample: Sample;
  readonly subscribers: number;
  /** It took so long to come to rest. */
  readonly afterMs: number;
}

const everyMs = 1_000;
const samplesToAgree = 4;

/** Patience with a machine that has other things to do. */
const workLimitMs = 300_000;

/** Waits until everything that was begun has ended; `before`: and for so long at most until there is no more of anything than there was then. */
export async function comeToRest(world: SoakWorld, before: Rest | null, patienceMs: number): Promise<Rest> {
  const startedAt = performance.now();
  world.upstream.change();
  world.access.writeTokens(true);
  world.access.writePace(1_000);
  world.gateway.reload();
  await world.door.leave();
  await waitForWork(world);
  await world.door.leave();
  const latest: Rest[] = [];
  for (const limit = performance.now() + patienceMs; ; ) {
    const [sample, subscribers] = [await world.gateway.sample(), await countSubscribers(world)];
    latest.push({ heapUsed: sample.heapUsed, sample, subscribers, afterMs: performance.now() - startedAt });
    latest.splice(0, latest.length - samplesToAgree);
    if (performance.now() > limit || isQuiet(latest, before)) break;
    await sleep(everyMs);
  }
  const last = latest[latest.length - 1];
  if (!last) throw new Error('There is no sample.');
  return { ...last, heapUsed: Math.min(...latest.map(({ heapUsed }) => heapUsed)) };
}

async function waitForWork({ door, tally }: SoakWorld): Promise<void> {
  for (const limit = performance.now() + workLimitMs; ; await sleep(everyMs)) {
    const working = await countWorking(door);
    if (working === 0) return;
    if (performance.now() > limit) return tally.wrong(`${working} bulk imports do not come to an end`);
  }
}

function isQuiet(latest: readonly Rest[], before: Rest | null): boolean {
  if (latest.length < samplesToAgree) return false;
  if (before) return latest.every(rest => leftovers(before, rest).length === 0);
  return new Set(latest.map(({ sample: { files, resources } }) => JSON.stringify([files, resources]))).size === 1;
}

/** What there is more of than there was. */
export function leftovers(before: Rest, after: Rest): readonly string[] {
  const kinds = Object.entries(after.sample.resources).map(
    ([kind, count]) => [kind, before.sample.resources[kind] ?? 0, count] as const,
  );
  return [
    ...kinds,
    ['open files', before.sample.files ?? 0, after.sample.files ?? 0] as const,
    ['subscribers', before.subscribers, after.subscribers] as const,
  ]
    .filter(([, was, is]) => is > was)
    .map(([kind, was, is]) => `${kind}: ${was} → ${is}`);
}

/** By the gateway's own count. */
export async function countSubscribers({ gateway }: Pick<SoakWorld, 'gateway'>): Promise<number> {
  const { body } = await request(gateway.metricsUrl, { reset: true });
  const lines = (await body.text()).matchAll(/^gateway_subscribers\{[^}]*\} (\d+)/gm);
  return [...lines].reduce((sum, [, count]) => sum + Number(count), 0);
}
