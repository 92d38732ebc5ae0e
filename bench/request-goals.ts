import type { Contender } from './contender.ts';
import type { Account, RequestCost, SizeCosts } from './measure-requests.ts';
import { type Spread, spreadOf } from './statistics.ts';
import { format } from './tables.ts';

/** One goal, and what was found. */
export interface Verdict {
  readonly goal: string;
  readonly found: string;
  readonly isMet: boolean;
}

const goals: ReadonlyMap<number, number> = new Map([
  [1, 2.6],
  [100, 1.7],
  [1_000, 1.4],
  [10_000, 1.3],
]);
/** From so many conversions on, no peer may need less. */
const aheadOfAllFrom = 100;

/** What the CPU time of a request of so many conversions may be, as a multiple of the raw proxy's; null where no goal was set. */
export const goalAt = (rows: number): number | null => goals.get(rows) ?? null;

/** A figure of one server as a multiple of the raw proxy's, each round by itself. */
export function ratiosToRaw({ costs }: SizeCosts, { rounds }: RequestCost, figure: keyof Account): Spread {
  const raw = costs.find(({ contender }) => contender.kind === 'raw');
  return spreadOf(rounds.map((account, round) => account[figure] / (raw?.rounds[round]?.[figure] ?? Number.NaN)));
}

/** Which goals were reached at the sizes that were measured. */
export const requestVerdicts = (sizes: readonly SizeCosts[]): readonly Verdict[] => [
  ...sizes.flatMap(beside),
  ...sizes.flatMap(ahead),
];

/** How many times Mercurius's CPU time the gateway needs for one conversion; null where both were not measured. */
export function besideMercurius(sizes: readonly SizeCosts[]): Spread | null {
  const costs = sizes.find(({ rows }) => rows === 1)?.costs ?? [];
  const gateway = costs.find(({ contender }) => contender.kind === 'gateway');
  const mercurius = costs.find(({ contender }) => isMercurius(contender));
  if (!gateway || !mercurius) return null;
  return spreadOf(gateway.rounds.map(({ cpuMicros }, round) => cpuMicros / (mercurius.rounds[round]?.cpuMicros ?? 0)));
}

const isMercurius = ({ name }: Contender): boolean => name.startsWith('Mercurius');

function beside(size: SizeCosts): readonly Verdict[] {
  const goal = goalAt(size.rows);
  const gateway = size.costs.find(({ contender }) => contender.kind === 'gateway');
  if (goal === null || !gateway) return [];
  const { median, least, most } = ratiosToRaw(size, gateway, 'cpuMicros');
  return [
    {
      goal: `${wordsFor(size.rows)}: at most ${format(goal, 1)} × raw`,
      found: `${format(median, 2)} (${format(least, 2)}–${format(most, 2)})`,
      isMet: median <= goal,
    },
  ];
}

function ahead(size: SizeCosts): readonly Verdict[] {
  const ofAll = size.rows >= aheadOfAllFrom;
  const gateway = size.costs.find(({ contender }) => contender.kind === 'gateway');
  const rivals = size.costs
    .filter(({ contender }) => contender.kind === 'node-peer' || (ofAll && contender.kind === 'other-peer'))
    .filter(({ contender }) => ofAll || !isMercurius(contender))
    .map(cost => ({ name: cost.contender.name, ratio: ratiosToRaw(size, cost, 'cpuMicros').median }))
    .toSorted((one, other) => one.ratio - other.ratio);
  const [best] = rivals;
  if (!gateway || !best) return [];
  const own = ratiosToRaw(size, gateway, 'cpuMicros').median;
  const rivalWords = ofAll ? 'every peer' : 'every Node peer but Mercurius';
  return [
    {
      goal: `${wordsFor(size.rows)}: less than ${rivalWords}`,
      found: `${format(own, 2)}; the nearest is ${best.name} with ${format(best.ratio, 2)}`,
      isMet: own < best.ratio,
    },
  ];
}

const wordsFor = (rows: number): string => (rows === 1 ? '1 conversion' : `${format(rows)} conversions`);
