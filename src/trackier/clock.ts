/** Time as a parameter: the monotonic clock and its timers. */
export interface Clock {
  /** Milliseconds that only ever grow. */
  now(): number;
  /** Runs `task` once after `delayMs`; the answer takes it back. */
  after(delayMs: number, task: () => void): () => void;
}

/** The clock of this process, `performance.now()`. */
export const monotonicClock: Clock = {
  now: () => performance.now(),
  after: (delayMs, task) => {
    const timer = setTimeout(task, delayMs);
    return () => clearTimeout(timer);
  },
};
