import type { Clock } from '../../trackier/clock.ts';
import { coerceError } from '../coerce-error.ts';
import type { TurnBucket } from './turn-bucket.ts';

/** Asks a bucket for turns, once at a time, and not too often while it is away. */
export interface TurnLeaser {
  /** Asks for so many turns now; or, if it is not the time for that yet, has everybody looked at again when it is. */
  readonly wish: (turns: number, notBeforeMs: number) => void;
  readonly close: () => void;
}

export interface TurnLeaserOptions {
  readonly bucket: TurnBucket;
  readonly turnMs: number;
  readonly clock: Clock;
  readonly onTurns: (count: number, firstAtMs: number) => void;
  /** The bucket cannot be asked, or does not answer in time. */
  readonly onAway: (error: Error) => void;
  /** After each answer, and when a wish that came too early may be made again. */
  readonly pump: () => void;
}

/** A bucket that takes longer is away: who waits for an import has waited long enough. */
const answerWithinMs = 1_000;
const askAgainAfterMs = 1_000;
const noTimer = (): void => {};

/** Makes the leaser of one instance's turns. */
export function createTurnLeaser({ bucket, turnMs, clock, onTurns, onAway, pump }: TurnLeaserOptions): TurnLeaser {
  let askAgainAtMs = Number.NEGATIVE_INFINITY;
  let isAsking = false;
  let isClosed = false;
  let stopTimer = noTimer;

  async function ask(turns: number): Promise<void> {
    isAsking = true;
    const askedAtMs = clock.now();
    stopTimer = clock.after(answerWithinMs, () => onAway(new Error('The store does not answer in time.')));
    try {
      const startsInMs = await bucket.lease(Math.ceil(turns * turnMs));
      const nowMs = clock.now();
      // Of an answer that took longer nobody knows when those turns were.
      if (!isClosed && nowMs - askedAtMs < answerWithinMs) onTurns(turns, nowMs + startsInMs);
    } catch (error) {
      askAgainAtMs = clock.now() + askAgainAfterMs;
      if (!isClosed) onAway(coerceError(error));
    }
    stopTimer();
    isAsking = false;
    if (!isClosed) pump();
  }

  return {
    wish(turns, notBeforeMs) {
      if (isAsking || isClosed) return;
      stopTimer();
      const waitMs = Math.max(askAgainAtMs, notBeforeMs) - clock.now();
      if (waitMs > 0) stopTimer = clock.after(Math.ceil(waitMs), pump);
      else void ask(turns);
    },
    close() {
      isClosed = true;
      stopTimer();
    },
  };
}
