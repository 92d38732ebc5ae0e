/** What was done, and how it ended. */
export interface Tally {
  readonly note: (kind: string, outcome: string) => void;
  /** Something that may not happen. */
  readonly wrong: (what: string) => void;
  readonly counts: ReadonlyMap<string, ReadonlyMap<string, number>>;
  readonly wrongs: ReadonlyMap<string, number>;
}

/** Creates an empty one. */
export function createTally(): Tally {
  const counts = new Map<string, Map<string, number>>();
  const wrongs = new Map<string, number>();
  return {
    counts,
    wrongs,
    note(kind, outcome) {
      const outcomes = counts.get(kind) ?? new Map<string, number>();
      counts.set(kind, outcomes);
      increase(outcomes, outcome);
    },
    wrong: what => increase(wrongs, what),
  };
}

function increase(counts: Map<string, number>, name: string): void {
  counts.set(name, (counts.get(name) ?? 0) + 1);
}
