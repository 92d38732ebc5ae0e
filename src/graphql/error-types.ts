import { candidateJobs } from '../imports/candidate-jobs.ts';
import {
  type InputIssue,
  InvalidConversionsError,
  InvalidInputError,
  JobsUnavailableError,
  OutcomeUnknownError,
} from '../imports/import-errors.ts';
import { TrackierError } from '../trackier/trackier-error.ts';
import { builder } from './builder.ts';
import type { GatewayContext } from './context.ts';
import { ErrorCodeEnum, errorCodeOf, isRetryable } from './error-codes.ts';
import { ImportJobRef } from './import-job.ts';
import { viewOf } from './loaders.ts';
import { RowErrorRef } from './row-error.ts';
import { RateLimitedError, TrackierRejectedError, TrackierUnavailableError } from './upstream-errors.ts';

const ErrorInterface = builder.interfaceRef<Error>('Error').implement({
  description: 'A failure that the caller can act on: switch on `code`, or on the type.',
  fields: t => ({
    message: t.exposeString('message', { description: 'For people: what happened, and what to do about it.' }),
    code: t.field({
      type: ErrorCodeEnum,
      description: 'For programs. Each code belongs to exactly one type.',
      resolve: error => {
        const code = errorCodeOf(error);
        if (code === null || code === 'JOBS_UNAVAILABLE')
          throw new Error('A union member without a code.', { cause: error });
        return code;
      },
    }),
    retryable: t.boolean({
      description: 'Whether sending the same again later may succeed, and cannot import anything twice.',
      resolve: error => isRetryable(errorCodeOf(error) ?? ''),
    }),
    requestId: t.id({
      description:
        "The request's id in the gateway's log, and in the answer's `X-Request-Id` header: quote it when you ask for help.",
      resolve: (_error, _args, ctx) => ctx.requestId,
    }),
  }),
});

const InputIssueRef = builder.objectRef<InputIssue>('InputIssue').implement({
  description: 'What is wrong with the request as a whole.',
  fields: t => ({
    path: t.stringList({
      description: 'The input field, such as `["conversions"]`.',
      resolve: issue => [...issue.path],
    }),
    message: t.exposeString('message', { description: 'One sentence that names the field and the rule.' }),
  }),
});

builder.objectType(InvalidInputError, {
  name: 'InvalidInputError',
  interfaces: [ErrorInterface],
  description: 'The request as a whole cannot be carried out, such as one with too many rows. Nothing was sent.',
  fields: t => ({
    issues: t.field({
      type: [InputIssueRef],
      description: 'Everything that is wrong.',
      resolve: error => [...error.issues],
    }),
  }),
});

builder.objectType(InvalidConversionsError, {
  name: 'InvalidConversionsError',
  interfaces: [ErrorInterface],
  description: 'Rows are invalid and `onInvalid` is REJECT_ALL. Nothing was sent: mend the rows and send all again.',
  fields: t => ({
    submittedCount: t.exposeInt('submittedCount', { description: 'Rows in the request.' }),
    rejectedCount: t.exposeInt('rejectedCount', { description: 'Rows with at least one fault.' }),
    rowErrors: t.field({
      type: [RowErrorRef],
      description: 'Every fault of every row, by index.',
      resolve: error => [...error.rowErrors],
    }),
  }),
});

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
async function readCandidates(error: OutcomeUnknownError, _args: object, ctx: GatewayContext) {
  try {
    const jobs = await ctx.tenant.jobs.list({
      signal: ctx.request.signal,
      deadlineMs: performance.now() + patienceMs,
    });
    return candidateJobs(jobs, error.startedAt, error.endedAt).map(job => viewOf(job, ctx));
  } catch (failure) {
    if (failure instanceof TrackierError || failure instanceof JobsUnavailableError) return [];
    throw failure;
  }
}

builder.objectType(OutcomeUnknownError, {
  name: 'OutcomeUnknownError',
  interfaces: [ErrorInterface],
  description:
    'The conversions were sent and the answer was lost: Trackier may have queued them. The gateway never sends them again by itself. Look at `candidateJobs`, or in Trackier, and send again only what did not arrive.',
  fields: t => ({
    candidateJobs: t.field({
      type: [ImportJobRef],
      description:
        'Import jobs that Trackier lists as created from 60 s before the request to 60 s after its end: one of them may have carried it, and others belong to other imports. A job whose date cannot be read is among them. Empty when there is none, or when jobs cannot be read. Costs one request to Trackier.',
      resolve: readCandidates,
    }),
  }),
});
