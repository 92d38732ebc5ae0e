import {
  InvalidConversionsError,
  InvalidInputError,
  JobsUnavailableError,
  NotFoundError,
  OutcomeUnknownError,
} from '../imports/import-errors.ts';
import { builder } from './builder.ts';
import { RateLimitedError, TrackierRejectedError, TrackierUnavailableError } from './upstream-errors.ts';

/** Every code of an error that a caller can act on, and what to do about it. */
const errorCodes = {
  INVALID_INPUT: 'The request as a whole cannot be carried out; `InvalidInputError.issues` says why. Nothing was sent: mend it and send again.',
  INVALID_CONVERSIONS: 'Rows are invalid and the policy is all or nothing. Nothing was sent: mend the rows and send again, or use SKIP_INVALID.',
  NOT_FOUND: 'Nothing of that id is known. Comes as `extensions.code` of a GraphQL error.',
  INVALID_API_KEY: 'Trackier does not accept the API key of the gateway. Nothing was queued; the operator must change the key.',
  PERMISSION_DENIED: 'The API key is not allowed to do this. Nothing was queued; the network must allow it.',
  IP_NOT_WHITELISTED: "The gateway's IP address is not white-listed by the network. Nothing was queued; ask the network to white-list it.",
  ACCOUNT_LOCKED: 'The account at Trackier is locked. Nothing was queued; ask the network.',
  REQUEST_REJECTED: 'Trackier refused the request for another reason, which stands in the message. Nothing was queued; sending it again unchanged is pointless.',
  RATE_LIMITED: 'Too many requests to Trackier are under way or waiting. Nothing was queued: send again after `retryAfterSeconds`.',
  UPSTREAM_UNAVAILABLE: 'Trackier cannot be reached, or says that it is down. Nothing was queued, as far as can be known: send again later.',
  OUTCOME_UNKNOWN: 'The request was sent and its answer lost. It may have been queued: do not send it again before you know that it was not.',
} as const;

/** A code of an error that a caller can act on. */
export type ErrorCode = keyof typeof errorCodes;

/** The GraphQL enum of all codes. */
export const ErrorCodeEnum = builder.enumType('ErrorCode', {
  description:
    'What went wrong, for a program to switch on. In the error types it is their `code`; in GraphQL errors it is `extensions.code`.',
  values: Object.fromEntries(
    Object.entries(errorCodes).map(([code, description]) => [code, { description }]),
  ) as Record<ErrorCode, { description: string }>,
});

/** Whether sending the same again, later, may succeed and cannot import twice. */
export const isRetryable = (code: string): boolean => code === 'RATE_LIMITED' || code === 'UPSTREAM_UNAVAILABLE';

const codeByClass: ReadonlyMap<unknown, ErrorCode | 'JOBS_UNAVAILABLE'> = new Map<unknown, ErrorCode | 'JOBS_UNAVAILABLE'>([
  [InvalidInputError, 'INVALID_INPUT'],
  [InvalidConversionsError, 'INVALID_CONVERSIONS'],
  [NotFoundError, 'NOT_FOUND'],
  [RateLimitedError, 'RATE_LIMITED'],
  [TrackierUnavailableError, 'UPSTREAM_UNAVAILABLE'],
  [OutcomeUnknownError, 'OUTCOME_UNKNOWN'],
  [JobsUnavailableError, 'JOBS_UNAVAILABLE'],
]);

/** The code of an error that a caller can act on; null for a bug. */
export const errorCodeOf = (error: Error): ErrorCode | 'JOBS_UNAVAILABLE' | null =>
  error instanceof TrackierRejectedError ? error.reason : (codeByClass.get(error.constructor) ?? null);
