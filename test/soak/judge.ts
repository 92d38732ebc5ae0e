import type { Balance } from './ledger.ts';
import type { TimedSample } from './put-under-load.ts';
import { leftovers, type Rest } from './rest.ts';
import { type Slope, slopeOf } from './slope.ts';

/** What a soak has seen. */
export interface Observation {
  readonly before: Rest;
  readonly samples: readonly TimedSample[];
  readonly after: Rest;
  readonly balance: Balance;
  readonly wrongs: ReadonlyMap<string, number>;
}

/** What is made of it. */
export interface Judgement {
  /** In megabytes, over the second half of the load. */
  readonly slopes: Readonly<Record<'heapUsed' | 'rss' | 'external', Slope>>;
  readonly minutes: number;
  /** Empty: all is well. */
  readonly faults: readonly string[];
}

const megabyte = 1e6;

/** What may have been added, in megabytes; where work is under way a collection leaves more or less at hazard. */
const bounds = { restingHeap: 8, restingExternal: 8, heap: 15, external: 15, rss: 150 } as const;

/** Finds what is not as it should be. */
export function judge({ before, samples, after, balance, wrongs }: Observation): Judgement {
  const half = samples.slice(Math.floor(samples.length / 2));
  const minutes = ((half.at(-1)?.atMs ?? 0) - (half[0]?.atMs ?? 0)) / 60_000;
  const slope = (name: 'heapUsed' | 'rss' | 'external'): Slope =>
    slopeOf(half.map(sample => ({ atMs: sample.atMs, value: sample[name] / megabyte })));
  const slopes = { heapUsed: slope('heapUsed'), rss: slope('rss'), external: slope('external') };
  const growths = [
    // What is certain of the slope: its interval's lower end.
    ['the heap under load', slopes.heapUsed.low * minutes, bounds.heap],
    ['memory outside of the heap under load', slopes.external.low * minutes, bounds.external],
    ['resident memory under load', slopes.rss.low * minutes, bounds.rss],
    ['the heap at rest', (after.heapUsed - before.heapUsed) / megabyte, bounds.restingHeap],
    [
      'memory outside of the heap at rest',
      (after.sample.external - before.sample.external) / megabyte,
      bounds.restingExternal,
    ],
  ] as const;
  return {
    slopes,
    minutes,
    faults: [
      ...(samples.length < 10 ? [`${samples.length} samples are too few`] : []),
      // Also when one of them is no number.
      ...growths
        .filter(([, growth, bound]) => !(growth <= bound))
        .map(([what, growth, bound]) => `${what} has grown by ${growth.toFixed(1)} MB, and may by ${bound}`),
      ...leftovers(before, after).map(line => `left over at rest: ${line}`),
      ...balance.problems,
      ...[...wrongs].map(([what, count]) => `${count} × ${what}`),
    ],
  };
}
