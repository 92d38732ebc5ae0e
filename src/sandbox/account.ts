import { type ConversionBook, createConversionBook } from './conversion-book.ts';
import type { Job } from './job.ts';
import { type JobFactoryParts, type JobOrder, makeJob } from './job-factory.ts';

const LATEST_JOBS = 50;

/** Everything that one API key owns. */
export interface Account {
  /** Takes an import; its rows count from now on, whatever its job still says. */
  queue(order: JobOrder): Job;
  /** The latest 50 jobs, newest first. */
  latestJobs(): readonly Job[];
  /** A job by its id. */
  findJob(id: string): Job | undefined;
  /** Every job so far, oldest first. */
  allJobs(): readonly Job[];
}

/** Creates an account that has imported nothing yet. */
export function createAccount(parts: JobFactoryParts): Account {
  const book: ConversionBook = createConversionBook();
  const jobs = new Map<string, Job>();
  return {
    queue(order) {
      const job = makeJob(order, book, parts);
      jobs.set(job.id, job);
      return job;
    },
    latestJobs: () => [...jobs.values()].slice(-LATEST_JOBS).toReversed(),
    findJob: id => jobs.get(id),
    allJobs: () => [...jobs.values()],
  };
}
