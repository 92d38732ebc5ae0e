/** How often a row may arrive at Trackier. */
export type Fate = 'once' | 'at most once' | 'never';

/** What was sent, what became of it by the gateway's word, and what arrived. */
export interface Ledger {
  /** So many rows, named `clickIdOf(group, row)`; nobody has said yet what became of them. Of every `blankEvery` rows one has no click id. */
  readonly open: (group: string, rowCount: number, blankEvery?: number) => void;
  /** The gateway's word about the rows from `first` to `last`, of all of them unless told; a later word goes before an earlier one. */
  readonly settle: (group: string, fate: Fate, first?: number, last?: number) => void;
  /** Trackier took these, or may have, in one POST; `how` is for people. */
  readonly arrive: (clickIds: readonly string[], how?: string) => void;
  readonly balance: () => Balance;
}

/** Where the rows are. */
export interface Balance {
  readonly rows: number;
  readonly arrived: number;
  /** Told to be unknown, or the caller did not wait for the answer. */
  readonly unknown: number;
  /** Empty if everything is where the gateway says it is. */
  readonly problems: readonly string[];
}

interface Group {
  readonly blankEvery: number;
  readonly fates: Uint8Array;
  readonly arrivals: Uint8Array;
  readonly posts: { readonly first: number; readonly last: number; readonly how: string }[];
}

const fates = ['at most once', 'once', 'never'] as const;
const problemsToName = 20;

/** The name of a row. */
export const clickIdOf = (group: string, row: number): string => `${group}.${row}`;

/** Whether a row has no click id. */
export const isBlank = (row: number, blankEvery: number): boolean => blankEvery > 0 && row % blankEvery === 1;

/** Opens an empty one. */
export function createLedger(): Ledger {
  const groups = new Map<string, Group>();
  const strangers: string[] = [];
  return {
    open(group, rowCount, blankEvery = 0) {
      groups.set(group, { blankEvery, fates: new Uint8Array(rowCount), arrivals: new Uint8Array(rowCount), posts: [] });
    },
    settle(group, fate, first = 0, last = Number.POSITIVE_INFINITY) {
      groups.get(group)?.fates.fill(fates.indexOf(fate), first, last + 1);
    },
    arrive(clickIds, how = '') {
      const places = clickIds.map(placeOf);
      for (const [index, [name, row]] of places.entries()) {
        const { arrivals } = groups.get(name) ?? {};
        if (arrivals && row < arrivals.length) arrivals[row] = (arrivals[row] ?? 0) + 1;
        else strangers.push(`${clickIds[index]} arrived and nobody sent it`);
      }
      const [[name, first], [, last]] = [places[0] ?? ['', 0], places.at(-1) ?? ['', 0]];
      groups.get(name)?.posts.push({ first, last, how });
    },
    balance: () => balanceOf(groups, strangers),
  };
}

function placeOf(clickId: string): readonly [group: string, row: number] {
  const dot = clickId.lastIndexOf('.');
  return [clickId.slice(0, dot), Number(clickId.slice(dot + 1))];
}

function balanceOf(groups: ReadonlyMap<string, Group>, strangers: readonly string[]): Balance {
  const sum = { rows: 0, arrived: 0, unknown: 0 };
  const problems = [...strangers];
  for (const [name, { blankEvery, fates: told, arrivals, posts }] of groups) {
    for (let row = 0; row < told.length; row++) {
      if (isBlank(row, blankEvery)) continue;
      const fate = fates[told[row] ?? 0] ?? 'at most once';
      const count = arrivals[row] ?? 0;
      sum.rows += 1;
      sum.arrived += count > 0 ? 1 : 0;
      sum.unknown += fate === 'at most once' ? 1 : 0;
      if (isAllowed(count, fate)) continue;
      const hows = posts.filter(({ first, last }) => first <= row && row <= last).flatMap(({ how }) => how || []);
      problems.push([`${clickIdOf(name, row)} arrived ${count} times instead of ${fate}`, ...hows].join(' | '));
    }
  }
  const more = problems.length - problemsToName;
  return { ...sum, problems: [...problems.slice(0, problemsToName), ...(more > 0 ? [`and ${more} more`] : [])] };
}

function isAllowed(count: number, fate: Fate): boolean {
  if (fate === 'never') return count === 0;
  return fate === 'once' ? count === 1 : count <= 1;
}
