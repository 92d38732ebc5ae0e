import type { ImportJob } from '../trackier/import-job.ts';

/** Trackier's clock and ours may differ, and its job may be dated a little before or after the request. */
const marginMs = 60_000;

/**
 * The import jobs among `jobs` that may have carried a request whose answer was lost: those created from 60 s before it
 * began to 60 s after it ended. A job whose date cannot be read may be the one, so it stays in; one that is `held` by
 * another request, whose answer named it, does not.
 */
export function candidateJobs(
  jobs: readonly ImportJob[],
  startedAt: Date,
  endedAt: Date,
  held: ReadonlySet<string> = new Set(),
): readonly ImportJob[] {
  const from = startedAt.getTime() - marginMs;
  const until = endedAt.getTime() + marginMs;
  return jobs.filter(job => {
    const createdAt = job.createdAt?.getTime();
    return isImport(job) && !held.has(job.id) && (createdAt === undefined || (createdAt >= from && createdAt <= until));
  });
}

/** The list of jobs holds exports and reports too. What says nothing of its kind may be an import. */
function isImport({ type, name }: ImportJob): boolean {
  const word = type ?? name;
  return word === null || word.startsWith('import');
}
