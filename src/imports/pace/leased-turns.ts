import type { Clock } from '../../trackier/clock.ts';
import type { Turn } from '../../trackier/pace-lanes.ts';

/** Turns to start a request, each at its time; one that nobody takes in its time is lost. */
export interface LeasedTurns {
  readonly add: (count: number, firstAtMs: number) => void;
  readonly count: () => number;
  /** How many are to be leased beside those that are wanted. */
  readonly owed: () => number;
  /** When a turn begins, of those that are there; undefined where there are not so many. */
  readonly atMs: (index: number) => number | undefined;
  /** When one more than `ahead` may go, at best: what others lease meanwhile is not known. */
  readonly expectedAtMs: (ahead: number, fromMs: number) => number;
  /** Takes the first; the caller has looked. */
  readonly take: () => Turn;
  readonly clear: () => void;
}

/** A turn is lost when nobody has taken it for so long: it would be among those of others. */
const keptForMs = 100;
/** A request that leaves later than this is among those of later turns, and costs one of them. */
const lateAfterMs = 250;

/** No turns yet; they are `turnMs` apart. */
export function createLeasedTurns(turnMs: number, clock: Clock): LeasedTurns {
  let turns: number[] = [];
  let owed = 0;

  const left = (): readonly number[] => {
    const missedBefore = clock.now() - keptForMs;
    turns = turns.filter(atMs => atMs >= missedBefore);
    return turns;
  };

  return {
    add(count, firstAtMs) {
      turns.push(...Array.from({ length: count }, (_, index) => firstAtMs + index * turnMs).slice(owed));
      owed = Math.max(0, owed - count);
    },
    count: () => left().length,
    owed: () => owed,
    atMs: index => left()[index],
    expectedAtMs(ahead, fromMs) {
      const there = left();
      return Math.max(fromMs, there[ahead] ?? (there.at(-1) ?? fromMs) + Math.max(0, ahead - there.length) * turnMs);
    },
    take() {
      const turnAtMs = turns.shift() ?? clock.now();
      return {
        start() {
          const isLate = clock.now() - turnAtMs > Math.max(turnMs, lateAfterMs);
          if (isLate && turns.shift() === undefined) owed = Math.min(owed + 1, Math.ceil(1_000 / turnMs));
        },
      };
    },
    clear() {
      turns = [];
    },
  };
}
