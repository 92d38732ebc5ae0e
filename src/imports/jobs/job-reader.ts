import type { ImportJob } from '../../trackier/import-job.ts';
import { isJobsUnreadable } from '../../trackier/jobs.ts';
import type { ReadOptions, TrackierClient } from '../../trackier/trackier-client.ts';
import { TrackierError } from '../../trackier/trackier-error.ts';
import { coerceError } from '../coerce-error.ts';
import { JobsUnavailableError } from '../import-errors.ts';

/** May the key read Trackier's jobs? `UNKNOWN` until the first answer, and again when the finding is old. */
export type JobTracking = 'AVAILABLE' | 'UNAVAILABLE' | 'UNKNOWN';

/** Reads jobs with one API key, and remembers whether the key may. Rejects with TrackierError or JobsUnavailableError. */
export interface JobReader {
  readonly tracking: () => JobTracking;
  /** The latest 50 jobs; costs one request. */
  readonly list: (options?: ReadOptions) => Promise<readonly ImportJob[]>;
  /** One job with its logs; null when Trackier knows no such job. Costs one request, and one more for an unknown job. */
  readonly get: (id: string, options?: ReadOptions) => Promise<ImportJob | null>;
  /**
   * Many jobs, in the order of `ids`. One id alone costs one request; more cost one for the list and one for each job
   * that is not in it. `listed`: a list that is at hand already.
   */
  readonly getMany: (
    ids: readonly string[],
    options?: ReadOptions,
    listed?: Promise<readonly ImportJob[]>,
  ) => Promise<readonly (ImportJob | null | Error)[]>;
}

/** For so long the finding that a key may not read jobs is believed without asking again. */
const findingLivesMs = 60_000;

/** Makes the reader of one key's jobs. `nowMs`: the monotonic clock. */
export function createJobReader(client: TrackierClient, nowMs: () => number): JobReader {
  let allowed: boolean | null = null;
  let foundAtMs = 0;

  const tracking = (): JobTracking => {
    if (allowed === null) return 'UNKNOWN';
    if (allowed) return 'AVAILABLE';
    return nowMs() - foundAtMs < findingLivesMs ? 'UNAVAILABLE' : 'UNKNOWN';
  };

  const assertReadable = (): void => {
    if (tracking() === 'UNAVAILABLE') throw new JobsUnavailableError();
  };

  const list: JobReader['list'] = async options => {
    assertReadable();
    const answer = await client.listJobs(options).catch(refusalOf);
    allowed = !(answer instanceof TrackierError);
    if (!(answer instanceof TrackierError)) return answer;
    foundAtMs = nowMs();
    throw new JobsUnavailableError(answer);
  };

  const get: JobReader['get'] = async (id, options) => {
    assertReadable();
    const wasKnown = tracking() === 'AVAILABLE';
    const answer = await client.getJob(id, options).catch(refusalOf);
    if (answer !== null && !(answer instanceof TrackierError)) {
      allowed = true;
      return answer;
    }
    // Of one job a 404 may mean that there is none and a 403 may be about that one: the list tells whether the key may read
    // jobs at all.
    if (answer !== null || !wasKnown) await list(options);
    if (answer !== null) throw answer;
    return null;
  };

  const getMany: JobReader['getMany'] = async (ids, options, listed) => {
    if (ids.length < 2 && !listed) return Promise.all(ids.map(id => get(id, options).catch(coerceError)));
    const jobs = new Map((await (listed ?? list(options))).map(job => [job.id, job]));
    return Promise.all(ids.map(async id => jobs.get(id) ?? (await get(id, options).catch(coerceError))));
  };

  return { tracking, list, get, getMany };
}

/** A refusal that may be one of all jobs; anything else is thrown. */
function refusalOf(error: unknown): TrackierError {
  if (error instanceof TrackierError && isJobsUnreadable(error)) return error;
  throw error;
}
