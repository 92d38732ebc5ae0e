import type { ImportJob } from '../../trackier/import-job.ts';
import { summaryFromLogs } from '../../trackier/job-summary.ts';
import { batchEndOf, type JobEnd } from '../bulk/batch-figures.ts';
import type { FollowedBatch, LookResult } from '../bulk/ledger.ts';

/** What a look for a batch's job brought. */
export type JobSight =
  /** In the list of the latest jobs, which has no logs. */
  | { readonly type: 'listed'; readonly job: ImportJob }
  | { readonly type: 'read'; readonly job: ImportJob }
  /** Trackier knows no such job. */
  | { readonly type: 'missing' }
  /** Trackier could not say. */
  | { readonly type: 'failed' }
  /** The key may not read jobs. */
  | { readonly type: 'unreadable'; readonly reason: string }
  /** Trackier was not asked, as the gateway is shutting down. */
  | { readonly type: 'not-asked' };

const second = 1_000;
const minute = 60 * second;
const hour = 60 * minute;

/** A list costs one request for all jobs in it: 1, 2, 4, then 5 s after a look that found a job there, not ended. */
const listedWaits = [1, 2, 4, 5].map(seconds => seconds * second);
/** A job by itself costs a request: 5, 10, 20 s and so on up to this. */
const firstReadWaitMs = 5 * second;
const longestReadWaitMs = 5 * minute;
/** Trackier may write a job's figures a little after it calls the job ended. */
const figuresWithinMs = 10 * minute;
const missesAtMost = 5;
const missingForMs = hour;
const endWithinMs = 24 * hour;

/**
 * Whether the job is, as far as is known, no longer in the list as one that goes on. The count of quiet looks tells: up to
 * `listedWaits.length` it counts looks at the list, above that those for the job itself, so that each wait has its own backoff.
 */
export const isReadAlone = ({ quietLooks, endedAtMs }: FollowedBatch): boolean =>
  quietLooks > listedWaits.length || endedAtMs !== null;

/** What follows for a batch from a look for its job. `nowMs`: by the store's clock. */
export function lookAfter(batch: FollowedBatch, sight: JobSight, nowMs: number): LookResult {
  switch (sight.type) {
    case 'listed':
      return lookAtListed(batch, sight.job, nowMs);
    case 'read':
      return lookAtRead(batch, sight.job, nowMs);
    case 'missing':
      return lookForMissing(batch, nowMs);
    case 'failed':
      return goOn(batch, nowMs, quietRead(batch));
    case 'unreadable':
      return { ...unchanged(batch, nowMs), givenUp: sight.reason };
    case 'not-asked':
      break;
  }
  return unchanged(batch, nowMs + second);
}

const unchanged = (batch: FollowedBatch, lookAtMs: number): LookResult => ({
  job: null,
  end: null,
  givenUp: null,
  lookAtMs,
  quietLooks: batch.quietLooks,
  misses: batch.misses,
  firstMissAtMs: batch.firstMissAtMs,
  endedAtMs: batch.endedAtMs,
});

const noMisses = { misses: 0, firstMissAtMs: null } as const;

function lookAtListed(batch: FollowedBatch, job: ImportJob, nowMs: number): LookResult {
  // It has ended, and its figures could not be read.
  if (endOf(job)) return goOn(batch, nowMs, { ...sightOfEnd(batch, nowMs), ...noMisses, job });
  const before = Math.min(batch.quietLooks, listedWaits.length - 1);
  const lookAtMs = nowMs + (listedWaits[before] ?? 0);
  return goOn(batch, nowMs, { ...noMisses, job, lookAtMs, quietLooks: before + 1, endedAtMs: null });
}

function lookAtRead(batch: FollowedBatch, job: ImportJob, nowMs: number): LookResult {
  const end = endOf(job);
  if (end === null) return goOn(batch, nowMs, { ...quietRead(batch), ...noMisses, job, endedAtMs: null });
  const seen = { ...sightOfEnd(batch, nowMs), ...noMisses, job };
  if (isFinal(batch, job, end, nowMs)) return { ...unchanged(batch, nowMs), ...seen, end };
  const figuresByMs = seen.endedAtMs + figuresWithinMs;
  const next = goOn(batch, nowMs, seen);
  return { ...next, lookAtMs: Math.min(next.lookAtMs, Math.max(figuresByMs, nowMs)) };
}

/**
 * Whether an ended job's figures are there, or will not come any more. Fewer rows than the batch has may be what the log said
 * before its last line was written: who believed that at once might send the rest twice, so it takes a second look.
 */
function isFinal({ rowCount, endedAtMs }: FollowedBatch, job: ImportJob, end: JobEnd, nowMs: number): boolean {
  if (endedAtMs !== null && nowMs - endedAtMs >= figuresWithinMs) return true;
  const { figures } = batchEndOf(end, summaryFromLogs(job.logs ?? []), rowCount);
  return figures !== null && (figures.unprocessed === 0 || endedAtMs !== null);
}

function lookForMissing(batch: FollowedBatch, nowMs: number): LookResult {
  const misses = batch.misses + 1;
  const firstMissAtMs = batch.firstMissAtMs ?? nowMs;
  const next = goOn(batch, nowMs, { ...quietRead(batch), misses, firstMissAtMs });
  const isGone = misses >= missesAtMost && nowMs - firstMissAtMs >= missingForMs;
  return isGone ? { ...next, givenUp: 'Trackier has not known the job for an hour.' } : next;
}

const endOf = ({ state }: ImportJob): JobEnd | null => (state === 'COMPLETED' || state === 'FAILED' ? state : null);

/** The backoff begins anew at the first sight of the end: the figures are likely to be there soon. */
function sightOfEnd(batch: FollowedBatch, nowMs: number) {
  const isFirst = batch.endedAtMs === null;
  const quietLooks = isFirst ? listedWaits.length + 1 : quietRead(batch).quietLooks;
  return { quietLooks, endedAtMs: batch.endedAtMs ?? nowMs };
}

const quietRead = ({ quietLooks }: FollowedBatch) => ({ quietLooks: Math.max(quietLooks, listedWaits.length) + 1 });

/** Follows the batch on, unless its job takes too long. */
function goOn(
  batch: FollowedBatch,
  nowMs: number,
  seen: Partial<LookResult> & Pick<LookResult, 'quietLooks'>,
): LookResult {
  const lookAtMs = seen.lookAtMs ?? nowMs + readWaitMs(seen.quietLooks);
  const next = { ...unchanged(batch, nowMs), ...seen, lookAtMs };
  const endByMs = batch.submittedAtMs + endWithinMs;
  if (nowMs >= endByMs) return { ...next, givenUp: 'Trackier has not ended the job within 24 hours.' };
  return { ...next, lookAtMs: Math.min(lookAtMs, endByMs) };
}

const readWaitMs = (quietLooks: number): number =>
  Math.min(longestReadWaitMs, firstReadWaitMs * 2 ** (quietLooks - listedWaits.length - 1));
