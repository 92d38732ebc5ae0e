import type { ImportJob } from '../../trackier/import-job.ts';
import { summaryFromLogs } from '../../trackier/job-summary.ts';
import { TrackierError } from '../../trackier/trackier-error.ts';
import { JobsUnavailableError, NotFoundError } from '../import-errors.ts';

/** What a read of a job brought: the job, null for none of that id, or the failure. */
export type JobAnswer = ImportJob | null | Error;

/** One followed job between two reads. */
export interface WatchedJob {
  /** As last told; null before the first answer. */
  readonly job: ImportJob | null;
  /** Reads since the last change; the wait for the next read grows with it. */
  readonly quietReads: number;
  /** Reads, one after the other, that found no such job. */
  readonly misses: number;
  /** Reads, one after the other, that Trackier refused. */
  readonly refusals: number;
  /** Reads of the ended job that found no figures yet. */
  readonly readsForFigures: number;
}

/** What an answer means for whoever follows the job. */
export interface WatchStep {
  readonly next: WatchedJob;
  /** The job has changed: tell it. */
  readonly tell: boolean;
  /** The stream is over; with an error if it ended badly. */
  readonly end: { readonly error: Error | null } | null;
}

/** What was read no longer ago than this counts as now. */
export const firstWaitMs = 1_000;
const longestWaitMs = 15_000;
/** A job that was there may be missing from an answer for a moment. */
const missesBeforeGone = 5;
const refusalsBeforeEnd = 5;
/** Trackier may write a job's figures a little after it calls the job ended. */
const readsForFiguresAtMost = 3;

/** A job of which nothing has been read yet. */
export const unreadJob: WatchedJob = { job: null, quietReads: 0, misses: 0, refusals: 0, readsForFigures: 0 };

/** Trackier will not change the job any more. */
export const hasEnded = (job: ImportJob): boolean => job.state === 'COMPLETED' || job.state === 'FAILED';

/** How long to wait before a job is read again: 1 s after a change, half as much again after each read without one, 15 s at most. */
export const waitMs = ({ quietReads }: WatchedJob): number => Math.min(firstWaitMs * 1.5 ** quietReads, longestWaitMs);

/**
 * What follows from an answer. A passing failure is a read that found nothing new. An ended job is told at once, and
 * followed a little longer when its figures are not there yet.
 */
export function stepWatchedJob(watched: WatchedJob, answer: JobAnswer): WatchStep {
  const quiet = { ...watched, quietReads: watched.quietReads + 1 };
  if (answer instanceof JobsUnavailableError) return { next: quiet, tell: false, end: { error: answer } };
  if (answer instanceof TrackierError && answer.kind === 'rejected') return stepRefused(quiet, answer);
  if (answer instanceof Error) return { next: quiet, tell: false, end: null };
  if (answer === null) return stepMissing({ ...quiet, misses: watched.misses + 1 });

  const tell = watched.job === null || hasChanged(watched.job, answer);
  const read = { ...(tell ? { ...watched, job: answer, quietReads: 0 } : quiet), misses: 0, refusals: 0 };
  if (!hasEnded(answer)) return { next: read, tell, end: null };
  const readsForFigures = watched.readsForFigures + 1;
  const isComplete = readsForFigures > readsForFiguresAtMost || summaryFromLogs(answer.logs ?? []) !== null;
  return { next: { ...read, readsForFigures }, tell, end: isComplete ? { error: null } : null };
}

/** A key that is refused is not going to be taken by asking again; once it has worked, it is given some more tries. */
function stepRefused(quiet: WatchedJob, error: TrackierError): WatchStep {
  const next = { ...quiet, refusals: quiet.refusals + 1 };
  const isOver = next.job === null || next.refusals >= refusalsBeforeEnd;
  return { next, tell: false, end: isOver ? { error } : null };
}

function stepMissing(next: WatchedJob): WatchStep {
  const isGone = next.job === null || next.misses >= missesBeforeGone;
  return { next, tell: false, end: isGone ? { error: new NotFoundError('Trackier knows no job of this id.') } : null };
}

function hasChanged(told: ImportJob, read: ImportJob): boolean {
  return (
    told.rawState !== read.rawState ||
    told.modifiedAt?.getTime() !== read.modifiedAt?.getTime() ||
    // The list of jobs carries no logs: that is no change.
    (read.logs !== null && told.logs?.length !== read.logs.length)
  );
}
