import type { ImportJob } from '../../trackier/import-job.ts';
import type { RejectionReason, TrackierError } from '../../trackier/trackier-error.ts';
import type { BatchError } from '../bulk/bulk-import.ts';

/** What became of a POST of a batch. */
export type BatchOutcome =
  | { readonly type: 'taken'; readonly job: ImportJob }
  /** Certainly not queued: it is sent again. `stops`: but only after somebody has changed something. */
  | { readonly type: 'notTaken'; readonly error: BatchError | null; readonly stops: KeyProblem | null }
  /** Certainly, or as far as can be told, not queued; sending it again unchanged is pointless. */
  | { readonly type: 'refused'; readonly error: BatchError }
  | { readonly type: 'answerLost'; readonly error: BatchError };

/** Why Trackier refuses everything that is sent with a key. */
export type KeyProblem = Exclude<RejectionReason, 'REQUEST_REJECTED'>;

/** Trackier's "System upgrade": nothing was queued, and it will be back. */
const systemUpgrade = 50;

/** What a failed POST of a batch means for it. `attemptId`: as it stands in the log. */
export function outcomeOf(error: TrackierError, attemptId: string): BatchOutcome {
  switch (error.kind) {
    case 'unknown-outcome':
    case 'malformed':
      return { type: 'answerLost', error: batchError('OUTCOME_UNKNOWN', lost, error, attemptId) };
    case 'throttled':
      return notTaken(batchError('RATE_LIMITED', 'Trackier asked to slow down.', error, attemptId));
    case 'unavailable':
      return outcomeOfUnavailable(error, attemptId);
    case 'rejected':
      return outcomeOfRefusal(error, attemptId);
    case 'queue-full':
    case 'draining':
    case 'caller-gone':
      break;
  }
  return notTaken(null);
}

const lost = 'The batch was sent and the answer was lost, so Trackier may have queued it.';

const notTaken = (error: BatchError | null): BatchOutcome => ({ type: 'notTaken', error, stops: null });

function outcomeOfUnavailable(error: TrackierError, attemptId: string): BatchOutcome {
  const failure = batchError('UPSTREAM_UNAVAILABLE', 'Trackier could not take the batch.', error, attemptId);
  return error.notSent || error.upstreamCode === systemUpgrade
    ? notTaken(failure)
    : { type: 'refused', error: failure };
}

function outcomeOfRefusal(error: TrackierError, attemptId: string): BatchOutcome {
  const reason = error.reason ?? 'REQUEST_REJECTED';
  const failure = batchError(reason, 'Trackier refused the batch.', error, attemptId);
  return reason === 'REQUEST_REJECTED'
    ? { type: 'refused', error: failure }
    : { type: 'notTaken', error: failure, stops: reason };
}

function batchError(code: BatchError['code'], sentence: string, error: TrackierError, requestId: string): BatchError {
  const { upstreamMessage, upstreamCode, httpStatus, retryAfterMs } = error;
  return {
    code,
    message: upstreamMessage ? `${sentence} It says: ${upstreamMessage}` : sentence,
    requestId,
    upstreamMessage,
    upstreamCode,
    httpStatus,
    retryAfterSeconds: retryAfterMs === undefined ? undefined : retryAfterMs / 1_000,
  };
}
