import type { CallerRate } from './caller-rate.ts';
import { createLocalCallerRate, type LocalCallerRateOptions, maxCallersCounted } from './local-caller-rate.ts';
import { createNewestEntries } from './newest-entries.ts';
import { TooManyRequestsError } from './too-many-requests-error.ts';
import { createWatchedCounter, type SharedCounter } from './watched-counter.ts';

export interface SharedCallerRateOptions extends LocalCallerRateOptions {
  readonly shared: SharedCounter;
  /** Told when the counter cannot be used, so that each instance counts alone; and with null when it can again. */
  readonly onAway?: (error: unknown) => void;
  /** In milliseconds, monotonic. @default performance.now */
  readonly clock?: () => number;
  /** @default 60000 */
  readonly windowMs?: number;
}

/** What an instance may let through of a caller's minute without asking. */
interface Leased {
  left: number;
  /** There is nothing to be had of the minute besides. */
  readonly isLast: boolean;
  readonly endsAtMs: number;
}

/** The requests of one caller that wait until more is leased. */
interface Queue {
  waiting: number;
  leasing: Promise<void> | null;
}

/** Of a minute's requests. An instance asks no more than twenty times a minute, and the others never lack more than this. */
const leasedPart = 0.05;

/**
 * Counts the requests of each caller over all instances. An instance leases a part of a caller's minute, lets requests
 * through until it is used up, and leases again: together they never let more through than one alone would. What an
 * instance has leased and does not use the others lack, until the minute ends. While the counter is away each instance
 * counts alone: no request fails for that.
 */
export function createSharedCallerRate({
  shared,
  onAway = () => {},
  clock = () => performance.now(),
  windowMs = 60_000,
  ...options
}: SharedCallerRateOptions): CallerRate {
  const { requestsPerMinute, maxCallers = maxCallersCounted } = options;
  const leasedAtOnce = Math.max(1, Math.floor(requestsPerMinute * leasedPart));
  const counter = createWatchedCounter({ shared, windowMs, clock, onAway });
  const local = createLocalCallerRate(options);
  const leases = createNewestEntries<Leased>({ max: maxCallers });
  const queues = new Map<string, Queue>();

  const takeLeased = (callerId: string): boolean => {
    const leased = leases.get(callerId);
    const msUntilReset = leased ? leased.endsAtMs - clock() : 0;
    if (!leased || msUntilReset <= 0) return false;
    leased.left -= 1;
    if (leased.left < 0 && leased.isLast) throw new TooManyRequestsError(requestsPerMinute, msUntilReset);
    return leased.left >= 0;
  };

  async function lease(callerId: string, requests: number): Promise<void> {
    // The database's window ends no sooner than this one.
    const askedAtMs = clock();
    const count = await counter.count(callerId, requests);
    if (!count) return;
    const free = Math.max(0, requestsPerMinute - count.countedBefore);
    const endsAtMs = askedAtMs + count.msUntilReset;
    leases.set(callerId, { left: Math.min(requests, free), isLast: requests >= free, endsAtMs });
  }

  async function wait(callerId: string): Promise<void> {
    const queue = queues.get(callerId) ?? { waiting: 0, leasing: null };
    queues.set(callerId, queue);
    queue.waiting += 1;
    try {
      while (!takeLeased(callerId)) {
        if (counter.isAway()) return await local.take(callerId);
        queue.leasing ??= lease(callerId, Math.max(leasedAtOnce, queue.waiting)).finally(() => {
          queue.leasing = null;
        });
        await queue.leasing;
      }
    } finally {
      queue.waiting -= 1;
      if (queue.waiting === 0) queues.delete(callerId);
    }
  }

  return {
    take(callerId) {
      if (takeLeased(callerId)) return undefined;
      return counter.isAway() ? local.take(callerId) : wait(callerId);
    },
    close() {
      leases.clear();
      local.close();
    },
  };
}
