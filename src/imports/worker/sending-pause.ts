import type { Clock } from '../../trackier/clock.ts';
import type { BatchError } from '../bulk/bulk-import.ts';
import type { BatchOutcome } from './batch-outcome.ts';

/** How long a tenant's sending rests while Trackier is not well. */
export interface SendingPause {
  /** Learns from an attempt; gives the pause that it began, or null. `begunAtMs`: when the attempt did. */
  readonly note: (
    outcome: BatchOutcome,
    begunAtMs: number,
  ) => { readonly ms: number; readonly error: BatchError } | null;
  /** How much is left of the pause; 0 when there is none. */
  readonly leftMs: () => number;
  /** Trackier has taken nothing since it failed: one POST at a time finds out whether it does again. */
  readonly isOnTrial: () => boolean;
}

const firstPauseMs = 1_000;
const longestPauseMs = 60_000;
/** However long Trackier asks for, after this one POST finds out whether it still means it. */
const longestAskedForMs = 5 * 60_000;

/** Makes the pause of one tenant: 1 s at first, doubling up to a minute, until Trackier takes a POST. */
export function createSendingPause(clock: Clock, random: () => number): SendingPause {
  let failures = 0;
  let beganAtMs = Number.NEGATIVE_INFINITY;
  let untilMs = Number.NEGATIVE_INFINITY;

  return {
    note(outcome, begunAtMs) {
      if (outcome.type === 'taken') failures = 0;
      const error = troubleIn(outcome);
      if (error === null) return null;
      const nowMs = clock.now();
      const askedForMs = Math.min(longestAskedForMs, (error.retryAfterSeconds ?? 0) * 1_000);
      const wasWarned = begunAtMs <= beganAtMs;
      // Those that were out together fail together: that is one failure, not many.
      if (wasWarned) untilMs = Math.max(untilMs, nowMs + askedForMs);
      if (wasWarned) return null;
      const ms = Math.max(askedForMs, jittered(failures++, random));
      beganAtMs = nowMs;
      untilMs = Math.max(untilMs, nowMs + ms);
      return { ms, error };
    },
    leftMs: () => Math.max(0, untilMs - clock.now()),
    isOnTrial: () => failures > 0,
  };
}

const jittered = (failures: number, random: () => number): number =>
  Math.ceil(Math.min(longestPauseMs, firstPauseMs * 2 ** failures) * (1 - random() / 2));

/**
 * The failure, if it says that Trackier can take nothing now. A lost answer is one: who went on would make every batch
 * uncertain while something between here and Trackier is broken.
 */
function troubleIn(outcome: BatchOutcome): BatchError | null {
  switch (outcome.type) {
    case 'taken':
      break;
    case 'notTaken':
      return outcome.stops === null ? outcome.error : null;
    case 'refused':
      return outcome.error.code === 'UPSTREAM_UNAVAILABLE' ? outcome.error : null;
    case 'answerLost':
      return outcome.error;
  }
  return null;
}
