import type { WatcherClock } from '../jobs/job-watcher.ts';

/** When the rounds of a feed are: one after the other, as long as anybody needs them. */
export interface FeedRounds {
  /** Somebody needs them, or somebody does not any more. */
  readonly update: () => void;
  /** Something is known to have changed: the next round is sooner, but rounds are never closer than a few a second. */
  readonly poke: () => void;
}

/** How often the store is asked what has changed, which other instances do not tell. */
const roundMs = 400;
const shortestRoundMs = 250;

/** Makes the rounds. `run` never rejects; there is never more than one at a time, and none while `isNeeded` says no. */
export function createFeedRounds(clock: WatcherClock, isNeeded: () => boolean, run: () => Promise<void>): FeedRounds {
  let callOff: (() => void) | null = null;
  let isRunning = false;
  let wasPoked = false;
  let lastEndMs = Number.NEGATIVE_INFINITY;

  const schedule = (): void => {
    callOff?.();
    callOff = null;
    if (isRunning || !isNeeded()) return;
    const waitMs = (wasPoked ? shortestRoundMs : roundMs) - (clock.nowMs() - lastEndMs);
    // A clock that was set back must not keep anybody waiting.
    callOff = clock.schedule(() => void round(), Math.min(roundMs, Math.max(0, waitMs)));
  };

  async function round(): Promise<void> {
    callOff = null;
    isRunning = true;
    wasPoked = false;
    await run();
    isRunning = false;
    lastEndMs = clock.nowMs();
    schedule();
  }

  return {
    update: schedule,
    poke() {
      if (wasPoked) return;
      wasPoked = true;
      schedule();
    },
  };
}
