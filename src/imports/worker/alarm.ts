import type { Clock } from '../../trackier/clock.ts';

/** A wait that somebody may end early. */
export interface Alarm {
  /** Ends the wait; if nobody waits, the next wait ends at once, so that no ring is missed. */
  readonly ring: () => void;
  /** Resolves after so many milliseconds, or at a ring. For one at a time. */
  readonly wait: (ms: number) => Promise<void>;
}

/** Makes an alarm by a clock; it has a timer only while somebody waits. */
export function createAlarm(clock: Clock): Alarm {
  let isRung = false;
  let end: (() => void) | null = null;
  return {
    ring() {
      isRung = true;
      end?.();
    },
    async wait(ms) {
      if (!isRung && ms > 0) {
        const { promise, resolve } = Promise.withResolvers<void>();
        const callOff = Number.isFinite(ms) ? clock.after(ms, resolve) : () => {};
        end = resolve;
        await promise;
        end = null;
        callOff();
      }
      isRung = false;
    },
  };
}
