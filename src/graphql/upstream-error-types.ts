import { candidateJobs } from '../imports/candidate-jobs.ts';
import { JobsUnavailableError, OutcomeUnknownError } from '../imports/import-errors.ts';
import type { ImportJob } from '../trackier/import-job.ts';
import { TrackierError } from '../trackier/trackier-error.ts';
import type { BatchFailure } from './batch-failure.ts';
import { builder } from './builder.ts';
import { loadCandidateJobs } from './bulk-import-loaders.ts';
import type { GatewayContext } from './context.ts';
import { ErrorInterface } from './error-interface.ts';
import { emptyWithout, listedJobs, requestReads } from './field-rules.ts';
import { ImportJobRef } from './import-job.ts';
import { viewOf } from './loaders.ts';
import { RateLimitedError, TrackierRejectedError, TrackierUnavailableError } from './upstream-errors.ts';

const upstreamCode = "Trackier's own error code; null when it gave none.";
const httpStatus = 'The HTTP status of the answer; null when there was none.';
const retryAfterSeconds = 'How long to wait before sending again, in seconds; null when nobody knows.';

builder.objectType(TrackierRejectedError, {
  name: 'TrackierRejectedError',
  interfaces: [ErrorInterface],
  description:
    "Trackier refused the request. Nothing was queued, and nothing will be until something changes; `code` says what. The message ends in Trackier's own words.",
  fields: t => ({
    upstreamCode: t.exposeInt('upstreamCode', { nullable: true, description: upstreamCode }),
    httpStatus: t.exposeInt('httpStatus', { nullable: true, description: httpStatus }),
  }),
});

builder.objectType(RateLimitedError, {
  name: 'RateLimitedError',
  interfaces: [ErrorInterface],
  description: 'Too many requests, by the pace of the gateway or of Trackier. Nothing was queued: safe to send again.',
  fields: t => ({
    retryAfterSeconds: t.exposeFloat('retryAfterSeconds', { nullable: true, description: retryAfterSeconds }),
  }),
});

builder.objectType(TrackierUnavailableError, {
  name: 'TrackierUnavailableError',
  interfaces: [ErrorInterface],
  description:
    "Trackier could not be reached, or says itself that it is down, or the gateway is about to stop. Nothing was queued, so it is safe to send again. (Of Trackier's code 51 that is assumed, not known.)",
  fields: t => ({
    upstreamCode: t.exposeInt('upstreamCode', { nullable: true, description: upstreamCode }),
    httpStatus: t.exposeInt('httpStatus', { nullable: true, description: httpStatus }),
    retryAfterSeconds: t.exposeFloat('retryAfterSeconds', { nullable: true, description: retryAfterSeconds }),
  }),
});

/** An empty list reads as "not queued", so this may wait longer for its turn than other reads. */
const patienceMs = 30_000;

/** Read anew for each lost answer, and with time of its own: a list from before the request, or none, would mislead. */
async function listCandidates(error: OutcomeUnknownError, ctx: GatewayContext): Promise<readonly ImportJob[]> {
  const jobs = await ctx.tenant.jobs.list({
    signal: ctx.request.signal,
    deadlineMs: performance.now() + patienceMs,
  });
  const held = await ctx.tenant.heldJobIds(jobs.map(({ id }) => id));
  return candidateJobs(jobs, error.startedAt, error.endedAt, held);
}

async function readCandidates(error: OutcomeUnknownError | BatchFailure, _args: object, ctx: GatewayContext) {
  try {
    const jobs = 'batch' in error ? await loadCandidateJobs(error.batch, ctx) : await listCandidates(error, ctx);
    return (jobs ?? []).map(job => viewOf(job, ctx));
  } catch (failure) {
    if (failure instanceof TrackierError || failure instanceof JobsUnavailableError) return [];
    throw failure;
  }
}

builder.objectType(OutcomeUnknownError, {
  name: 'OutcomeUnknownError',
  interfaces: [ErrorInterface],
  description:
    'The conversions were sent and the answer was lost: Trackier may have queued them. The gateway never sends them again by itself (but for a bulk import whose `onUncertain` is RESEND). Look at `candidateJobs`, or in Trackier, and send again only what did not arrive.',
  fields: t => ({
    candidateJobs: t.field({
      ...emptyWithout('IMPORT_READ', [], {
        sharedReads: requestReads + 1,
        items: listedJobs,
        jobReads: listedJobs * requestReads,
      }),
      type: [ImportJobRef],
      description:
        'Import jobs that Trackier lists as created from 60 s before the request to 60 s after its end: less those that are known to have carried something else. One of them may have carried it. A job whose date cannot be read is among them. Empty when there is none, when jobs cannot be read, and for callers without IMPORT_READ. Costs one request to Trackier.',
      resolve: readCandidates,
    }),
  }),
});
