import type { ImportJob, ImportJobState } from '../../../src/trackier/import-job.ts';

const unsaid = {
  orgId: null,
  type: null,
  subType: null,
  name: null,
  resource: null,
  resourceId: null,
  relatedObject: null,
  live: null,
  meta: {},
  createdAt: null,
  modifiedAt: null,
};

/** A job; `message` is the only line of its log, and without one it is as the list of jobs shows it. */
export function sampleJob(state: ImportJobState, message?: string, id = 'job'): ImportJob {
  const line = { id: '1', object: null, priority: null, loggedAt: null };
  return {
    ...unsaid,
    id,
    state,
    rawState: state.toLowerCase(),
    logs: message === undefined ? null : [{ ...line, message }],
  };
}

/** What Trackier writes at a job's end. */
export const figuresLine = (processed: number, imported: number, edited: number, errors: number): string =>
  `Total Processed: ${processed} | Imported: ${imported} | Edited: ${edited} | Errors: ${errors}`;
