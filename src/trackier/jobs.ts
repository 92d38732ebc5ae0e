import type { Call } from './call.ts';
import type { ImportJob } from './import-job.ts';
import { isJsonObject } from './json-values.ts';
import { jobFromWire, jobsFromWire } from './read-job.ts';
import type { ReadOptions } from './trackier-client.ts';
import type { TrackierError } from './trackier-error.ts';

const unreadableStatuses: ReadonlySet<number | undefined> = new Set([403, 404, 501]);
const unreadableCodes: ReadonlySet<number | undefined> = new Set([5, 11, 31]);
const notFoundCode = 31;
const maxIdLength = 200;

/** Whether a failure of `listJobs` says that this API key cannot read jobs at all, now or later. */
export function isJobsUnreadable(error: TrackierError): boolean {
  const { reason, upstreamCode, httpStatus } = error;
  // An unknown key answered with 403 is an unknown key.
  if (reason !== 'PERMISSION_DENIED' && reason !== 'REQUEST_REJECTED') return false;
  return unreadableCodes.has(upstreamCode) || unreadableStatuses.has(httpStatus);
}

/** Whether a failure of `getJob` says that there is no such job. */
export function isJobUnknown(error: TrackierError): boolean {
  return error.reason === 'REQUEST_REJECTED' && (error.upstreamCode === notFoundCode || error.httpStatus === 404);
}

/** GET /jobs. */
export function listJobsCall(options: ReadOptions): Call<readonly ImportJob[]> {
  return {
    ...options,
    endpoint: 'listJobs',
    method: 'GET',
    path: '/jobs',
    body: null,
    lane: options.lane ?? 'read',
    replyFrom: ({ data }, httpStatus) => (isSuccessStatus(httpStatus) ? jobsFromWire(data) : null),
  };
}

/** GET /jobs/{id}; null for an id that no job can have, and that would be another path. */
export function getJobCall(id: string, options: ReadOptions): Call<ImportJob> | null {
  if (id === '' || id === '.' || id === '..' || id.length > maxIdLength) return null;
  return {
    ...options,
    endpoint: 'getJob',
    method: 'GET',
    path: `/jobs/${encodeURIComponent(id.toWellFormed())}`,
    body: null,
    lane: options.lane ?? 'read',
    replyFrom: ({ data }, httpStatus) => (isSuccessStatus(httpStatus) ? requestedJob(data, id) : null),
  };
}

// Another job's figures must not be taken for this one's.
function requestedJob(data: unknown, id: string): ImportJob | null {
  if (!isJsonObject(data)) return null;
  const job = jobFromWire(data['job'] ?? data, data['logs']);
  return job && job.id.toLowerCase() === id.toLowerCase() ? job : null;
}

function isSuccessStatus(httpStatus: number): boolean {
  return httpStatus >= 200 && httpStatus <= 299;
}
