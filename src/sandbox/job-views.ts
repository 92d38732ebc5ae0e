import { type Job, linesOf, statusOf } from './job.ts';
import { phpDate } from './trackier-time.ts';
import type { Variants } from './variants.ts';

const LATEST_LINES = 100;
const SAMPLE_ORG_ID = '57a4718a4243ac47db4a6b';

/** Shows a job as the reply to its import has it: `state`, and `logs` inside. */
export function queuedJobView(job: Job, variants: Variants): object {
  return {
    orgId: SAMPLE_ORG_ID,
    type: 'import',
    subType: 'job_import_conversion_v2',
    // A string, as PHP forms have it; that false and absent are "0" is a guess.
    relatedObject: { csvPath: job.csvPath, sendPostback: job.sendPostback ? '1' : '0' },
    resource: 'Conversion',
    resourceId: null,
    state: 'pending',
    logs: [],
    _id: job.id,
    live: false,
    created: phpDate(job.createdAt),
    modified: null,
    meta: variants.emptyMeta === 'array' ? [] : {},
  };
}

/** Shows a job as the Jobs API has it: `status`, and no logs inside. */
export function jobView(job: Job, at: number): object {
  return { name: 'import.json.conversion', _id: job.id, created: phpDate(job.createdAt), status: statusOf(job, at) };
}

/** Shows the latest of a job's log lines, in the network's own time. */
export function logViews(job: Job, at: number, networkTime: (at: number) => string, variants: Variants): object[] {
  const latest = linesOf(job, at).slice(-LATEST_LINES);
  const ordered = variants.logOrder === 'oldest-first' ? latest : latest.toReversed();
  return ordered.map(line => ({
    // The documents show this name beside a job named "import.json.conversion".
    object: 'import.csv.conversions',
    priority: 1,
    message: line.message,
    _id: line.id,
    created: networkTime(line.at),
  }));
}
