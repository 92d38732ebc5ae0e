import { setTimeout as sleep } from 'node:timers/promises';
import { openCrowd } from './crowd.ts';
import { readLooks } from './looks.ts';
import type { ServerProcess } from './server-process.ts';
import { median, type Point } from './statistics.ts';

/** What it costs to tell many subscribers of one job. */
export interface SubscriberCost {
  readonly subscribers: number;
  /** CPU time until one more has had its first event. */
  readonly openMicros: number;
  /** CPU time to tell one of one change. */
  readonly updateMicros: number;
  /** Changes that all were told of. */
  readonly updates: number;
  /** Looks at the job meanwhile. */
  readonly looks: number;
  /** Resident megabytes with so many subscribers. */
  readonly memory: readonly Point[];
}

const steps = 4;
const warmUpSubscribers = 50;
const updates = 10;
const restMs = 2_500;

/** Lets more and more subscribers follow one job that changes all the time. */
export async function measureSubscribers(
  gateway: ServerProcess,
  upstream: ServerProcess,
  subscribers: number,
): Promise<SubscriberCost> {
  // Code that has never run is not what is measured.
  const early = openCrowd(gateway.url);
  await early.join(warmUpSubscribers);
  await early.waitForUpdates(2);
  await early.close();
  await sleep(restMs);

  const crowd = openCrowd(gateway.url);
  const memory: Point[] = [{ x: 0, y: gateway.residentBytes() / 1e6 }];
  let openingMicros = 0;
  for (let step = 1; step <= steps; step++) {
    const before = gateway.cpuMicros();
    await crowd.join(Math.round((subscribers * step) / steps) - crowd.size());
    openingMicros += gateway.cpuMicros() - before;
    await crowd.waitForUpdates(2);
    memory.push({ x: crowd.size(), y: gateway.residentBytes() / 1e6 });
  }
  const looksBefore = await readLooks(upstream);
  const cpuBefore = gateway.cpuMicros();
  await crowd.waitForUpdates(updates);
  const updateMicros = (gateway.cpuMicros() - cpuBefore) / updates / subscribers;
  const looks = (await readLooks(upstream)) - looksBefore;
  await crowd.close();
  return { subscribers, openMicros: openingMicros / subscribers, updateMicros, updates, looks, memory };
}

/** Several measurements in one: of each figure the median. */
export function mergeSubscriberCosts(costs: readonly [SubscriberCost, ...SubscriberCost[]]): SubscriberCost {
  const [first] = costs;
  return {
    ...first,
    openMicros: median(costs.map(cost => cost.openMicros)),
    updateMicros: median(costs.map(cost => cost.updateMicros)),
    looks: median(costs.map(cost => cost.looks)),
    memory: first.memory.map(({ x }, step) => ({ x, y: median(costs.flatMap(({ memory }) => memory[step]?.y ?? [])) })),
  };
}
