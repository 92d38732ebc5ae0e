import type { TrackierError } from './trackier-error.ts';

/** The order in which requests of one API key go, the first before the others. */
export const lanes = ['import', 'read', 'bulk', 'poll'] as const;

/** What a request is for, and so when it goes. */
export type Lane = (typeof lanes)[number];

/** The right to start one request. */
export interface Turn {
  /** To be called when the request is written, which counts against the pace: connecting, or a commit, came before. */
  start(): void;
}

/** One who waits for the pace. */
export interface Waiter {
  readonly lane: Lane;
  readonly deadlineMs: number;
  grant(turn: Turn): void;
  refuse(error: TrackierError): void;
}

/** Who waits, in lanes: first come first served within one. */
export interface PaceLanes {
  readonly size: number;
  add(waiter: Waiter, nowMs: number): void;
  remove(waiter: Waiter): void;
  /** How many would go before one that came now. */
  ahead(lane: Lane): number;
  count(lane: Lane): number;
  /** Whose turn it is among the lanes that may go. */
  next(nowMs: number, mayGo: (lane: Lane) => boolean): Lane | undefined;
  /** Takes the first of a lane off. */
  shift(lane: Lane, nowMs: number): Waiter | undefined;
  /** Takes off those whose deadline is before a moment. */
  removeExpired(beforeMs: number): readonly Waiter[];
  removeAll(lanes: readonly Lane[]): readonly Waiter[];
  earliestDeadlineMs(): number;
}

/** A lane that was not served for so long goes first: with tokens coming back once a second, that keeps its wait under three. */
const overdueAfterMs = 2_000;

interface LaneState {
  readonly lane: Lane;
  waiters: Waiter[];
  /** Since when someone waits and nobody was served. */
  waitingSinceMs: number;
}

/** Empty lanes. */
export function createPaceLanes(): PaceLanes {
  const states = new Map<Lane, LaneState>(lanes.map(lane => [lane, { lane, waiters: [], waitingSinceMs: 0 }]));
  const all = [...states.values()];
  const waitersOf = (lane: Lane) => states.get(lane)?.waiters ?? [];
  return {
    get size() {
      return all.reduce((sum, state) => sum + state.waiters.length, 0);
    },
    add(waiter, nowMs) {
      const state = states.get(waiter.lane);
      if (state?.waiters.push(waiter) === 1) state.waitingSinceMs = nowMs;
    },
    remove(waiter) {
      const place = waitersOf(waiter.lane).indexOf(waiter);
      if (place >= 0) waitersOf(waiter.lane).splice(place, 1);
    },
    ahead: lane => lanes.slice(0, lanes.indexOf(lane) + 1).reduce((sum, before) => sum + waitersOf(before).length, 0),
    count: lane => waitersOf(lane).length,
    next(nowMs, mayGo) {
      const ready = all.filter(state => state.waiters.length > 0 && mayGo(state.lane));
      const overdue = ready.filter(state => nowMs - state.waitingSinceMs >= overdueAfterMs);
      const longest = overdue.toSorted((one, other) => one.waitingSinceMs - other.waitingSinceMs)[0];
      return (longest ?? ready[0])?.lane;
    },
    shift(lane, nowMs) {
      const state = states.get(lane);
      if (state) state.waitingSinceMs = nowMs;
      return state?.waiters.shift();
    },
    removeExpired(beforeMs) {
      const expired = all.flatMap(state => state.waiters.filter(waiter => waiter.deadlineMs < beforeMs));
      if (expired.length > 0) {
        for (const state of all) state.waiters = state.waiters.filter(waiter => waiter.deadlineMs >= beforeMs);
      }
      return expired;
    },
    removeAll: from => all.flatMap(state => (from.includes(state.lane) ? state.waiters.splice(0) : [])),
    earliestDeadlineMs: () =>
      all.reduce(
        (least, { waiters }) => waiters.reduce((min, { deadlineMs }) => Math.min(min, deadlineMs), least),
        Number.POSITIVE_INFINITY,
      ),
  };
}
