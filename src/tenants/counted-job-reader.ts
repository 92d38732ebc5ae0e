import type { JobReader } from '../imports/jobs/job-reader.ts';
import type { createUseCount } from './use-count.ts';

/** A reader that counts who waits for an answer of it. */
export const countJobReads = (
  jobs: JobReader,
  { counted }: Pick<ReturnType<typeof createUseCount>, 'counted'>,
): JobReader => ({
  tracking: jobs.tracking,
  list: counted(jobs.list),
  get: counted(jobs.get),
  getMany: counted(jobs.getMany),
});
