import type { JobFigures } from './row-run.ts';

/** Trackier's words for where a job stands. */
export type JobStatus = 'pending' | 'progress' | 'completed' | 'failed';

/** A line of a job's log, visible once its time has come. */
export interface JobLine {
  readonly id: string;
  readonly at: number;
  readonly message: string;
}

/**
 * A queued import. Its rows were worked off in order when it was taken; time only reveals what came of them:
 * `pending` until `startsAt`, `progress` until `endsAt`, then `end` for ever.
 */
export interface Job {
  readonly id: string;
  /** The API key that queued it, the only one that sees it. */
  readonly key: string;
  readonly rowCount: number;
  readonly sendPostback: boolean;
  readonly csvPath: string;
  readonly createdAt: number;
  readonly startsAt: number;
  readonly endsAt: number;
  readonly end: 'completed' | 'failed';
  readonly figures: JobFigures;
  readonly lines: readonly JobLine[];
}

/** Says where a job stands at a moment. */
export function statusOf(job: Job, at: number): JobStatus {
  if (at < job.startsAt) return 'pending';
  return at < job.endsAt ? 'progress' : job.end;
}

/** Gives the log lines that are written at a moment, oldest first. */
export function linesOf(job: Job, at: number): readonly JobLine[] {
  return job.lines.filter(line => line.at <= at);
}
