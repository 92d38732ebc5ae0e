import type { ImportJob } from '../../trackier/import-job.ts';
import { TrackierError } from '../../trackier/trackier-error.ts';
import type { FollowedBatch } from '../bulk/ledger.ts';
import { coerceError } from '../coerce-error.ts';
import { JobsUnavailableError } from '../import-errors.ts';
import type { JobReader } from '../jobs/job-reader.ts';
import { hasEnded } from '../jobs/watched-job.ts';
import { isReadAlone, type JobSight } from './job-look.ts';

/** Looks for the jobs of batches, as polls do: with patience. */
export interface JobSights {
  /** The list that those of the batches share whose jobs may be in it. */
  readonly list: (batches: readonly FollowedBatch[]) => Promise<JobList>;
  /** What is to be seen of a batch's job. Never rejects. */
  readonly see: (batch: FollowedBatch, list: JobList) => Promise<JobSight>;
}

/** The latest jobs by id, or why they could not be read; null where nobody needs them. */
export type JobList = ReadonlyMap<string, ImportJob> | Error | null;

/** Looks through a reader until `signal` aborts. */
export function createJobSights(reader: Pick<JobReader, 'list' | 'get'>, signal: AbortSignal): JobSights {
  const options = { lane: 'poll', deadlineMs: Number.POSITIVE_INFINITY, signal } as const;
  return {
    async list(batches) {
      if (batches.every(isReadAlone)) return null;
      try {
        const jobs = await reader.list(options);
        return new Map(jobs.map(job => [job.id, job]));
      } catch (error) {
        return coerceError(error);
      }
    },
    async see(batch, list) {
      if (list instanceof Error) return sightOfFailure(list);
      const listed = list?.get(batch.jobId);
      if (listed && !hasEnded(listed)) return { type: 'listed', job: listed };
      try {
        const job = await reader.get(batch.jobId, options);
        return job ? { type: 'read', job } : { type: 'missing' };
      } catch (error) {
        const sight = sightOfFailure(coerceError(error));
        return sight.type === 'failed' && listed ? { type: 'listed', job: listed } : sight;
      }
    },
  };
}

function sightOfFailure(error: Error): JobSight {
  if (error instanceof JobsUnavailableError) return { type: 'unreadable', reason: error.message };
  const isOurs = error instanceof TrackierError && (error.kind === 'draining' || error.kind === 'caller-gone');
  return { type: isOurs ? 'not-asked' : 'failed' };
}
