/** How much is to be read: everything in sight, or what may have changed. */
export type Wish = 'all' | 'changed';

/** Reads when it is asked to, never twice at a time and never too often. */
export interface CalmLoop {
  /** `all` is done at once, `changed` when its time has come; what is asked meanwhile is done once. */
  readonly ask: (wish: Wish) => void;
  /** Forgets what was asked. It may be asked again. */
  readonly stop: () => void;
}

interface CalmLoopOptions {
  /** Reads, and says how many requests that took. It does not throw. */
  readonly work: (wish: Wish) => Promise<number>;
  /** Ends after so many milliseconds, or when the signal aborts. */
  readonly sleep: (ms: number, signal: AbortSignal) => Promise<void>;
}

const leastGapMs = 1_000;
const gapPerRequestMs = 300;

/** Makes a loop that works at most once a second, and less often where that takes many requests. */
export function createCalmLoop({ work, sleep }: CalmLoopOptions): CalmLoop {
  let wish: Wish | null = null;
  let pause = new AbortController();
  let isWorking = false;
  const run = async (): Promise<void> => {
    if (isWorking) return;
    isWorking = true;
    while (wish !== null) {
      const wanted: Wish = wish;
      wish = null;
      pause = new AbortController();
      const requests = await work(wanted);
      await sleep(Math.max(leastGapMs, requests * gapPerRequestMs), pause.signal);
    }
    isWorking = false;
  };
  return {
    ask(next) {
      if (wish !== 'all') wish = next;
      if (next === 'all') pause.abort();
      void run();
    },
    stop() {
      wish = null;
      pause.abort();
    },
  };
}
