import type { Clock } from '../../src/trackier/clock.ts';

/** A clock that stands still until it is moved. */
export interface ManualClock extends Clock {
  /** Moves on, running what falls due in its order, with the promises it settles. */
  advance(ms: number): Promise<void>;
  readonly pendingTimers: number;
}

interface Timer {
  readonly atMs: number;
  readonly task: () => void;
}

/** A manual clock that shows `startMs`. */
export function createManualClock(startMs = 0): ManualClock {
  const timers = new Set<Timer>();
  let nowMs = startMs;
  const nextDue = (untilMs: number) =>
    [...timers].filter(timer => timer.atMs <= untilMs).toSorted((one, other) => one.atMs - other.atMs)[0];
  return {
    now: () => nowMs,
    after(delayMs, task) {
      const timer = { atMs: nowMs + delayMs, task };
      timers.add(timer);
      return () => void timers.delete(timer);
    },
    async advance(ms) {
      const untilMs = nowMs + ms;
      for (let due = nextDue(untilMs); due; due = nextDue(untilMs)) {
        timers.delete(due);
        nowMs = Math.max(nowMs, due.atMs);
        due.task();
        await settle();
      }
      nowMs = untilMs;
      await settle();
    },
    get pendingTimers() {
      return timers.size;
    },
  };
}

/** Lets every promise settle that can without I/O or timers. */
export async function settle(): Promise<void> {
  await new Promise(resolve => {
    setImmediate(resolve);
  });
}
