import { createHash } from 'node:crypto';
import { within } from './within.ts';

/** So many requests of a caller, to be counted at once. */
export interface CallerLease {
  /** A hash of the caller's id. */
  readonly callerKey: string;
  readonly requests: number;
  /** How long a count lives that begins now. */
  readonly windowMs: number;
}

/** What had been counted of a caller before, and for how long that counts. */
export interface CallerCount {
  readonly countedBefore: number;
  readonly msUntilReset: number;
}

/** Where all instances count the requests of callers. */
export type SharedCounter = (lease: CallerLease) => Promise<CallerCount>;

/** A shared counter, and whether it can be used. */
export interface WatchedCounter {
  /** Whether it is not to be asked now. */
  readonly isAway: () => boolean;
  /** null: it is away. Never rejects. */
  readonly count: (callerId: string, requests: number) => Promise<CallerCount | null>;
}

export interface WatchedCounterOptions {
  readonly shared: SharedCounter;
  readonly windowMs: number;
  /** In milliseconds, monotonic. */
  readonly clock: () => number;
  /** Told when the counter goes away, and with null when it is back. */
  readonly onAway: (error: unknown) => void;
}

/** A counter that takes longer is away: nobody's request waits long for being counted. */
const answerWithinMs = 1_000;
const askAgainAfterMs = 5_000;

/** Watches a counter: one that is away is asked now and then, by one request at a time. */
export function createWatchedCounter({ shared, windowMs, clock, onAway }: WatchedCounterOptions): WatchedCounter {
  let isOut = false;
  let askNotBeforeMs = Number.NEGATIVE_INFINITY;

  const note = (error: unknown): void => {
    const wasOut = isOut;
    isOut = error !== null;
    askNotBeforeMs = isOut ? clock() + askAgainAfterMs : Number.NEGATIVE_INFINITY;
    if (wasOut !== isOut) onAway(error);
  };

  return {
    isAway: () => clock() < askNotBeforeMs,
    async count(callerId, requests) {
      // The others go on without it, while this request finds out whether it is back.
      if (isOut) askNotBeforeMs = clock() + askAgainAfterMs;
      const callerKey = createHash('sha256').update(callerId).digest('hex');
      try {
        const count = await within(answerWithinMs, shared({ callerKey, requests, windowMs }));
        note(null);
        return count;
      } catch (error) {
        note(error);
        return null;
      }
    },
  };
}
