import type { Clock } from './clock.ts';

/** When the breaker asks next whether Trackier answers again: after 5 s, then less and less often, once a minute at the least. */
export interface ProbeTimer {
  /** Sets it, for a wait that is twice the last. */
  readonly set: () => void;
  readonly stop: () => void;
  /** The next wait is the first again. */
  readonly reset: () => void;
  readonly isSet: () => boolean;
  /** How long until the probe; 0 when it is out, or there is none. */
  readonly leftMs: () => number;
}

const firstWaitMs = 5_000;
const longestWaitMs = 60_000;
/** Instances that met the same failure must not ask in the same moment for ever. */
const jitter = 0.2;

/** Makes a timer, which is not set. `random`: from 0 to 1. */
export function createProbeTimer(clock: Clock, random: () => number, onDue: () => void): ProbeTimer {
  let waits = 0;
  let dueAtMs = 0;
  let cancel: (() => void) | null = null;
  const stop = (): void => {
    cancel?.();
    cancel = null;
    dueAtMs = 0;
  };
  return {
    stop,
    set() {
      stop();
      const waitMs = Math.min(longestWaitMs, firstWaitMs * 2 ** waits++) * (1 - jitter * random());
      dueAtMs = clock.now() + waitMs;
      cancel = clock.after(waitMs, () => {
        stop();
        onDue();
      });
    },
    reset() {
      waits = 0;
    },
    isSet: () => cancel !== null,
    leftMs: () => Math.max(0, dueAtMs - clock.now()),
  };
}
