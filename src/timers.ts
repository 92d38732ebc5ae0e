import type { WatcherClock } from './imports/jobs/job-watcher.ts';

/** The machine's monotonic clock and its timers. */
export const timers: WatcherClock = {
  nowMs: () => performance.now(),
  schedule: (callback, ms) => {
    const timer = setTimeout(callback, ms);
    return () => clearTimeout(timer);
  },
};
