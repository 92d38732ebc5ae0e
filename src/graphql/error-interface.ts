import { builder } from './builder.ts';
import { type ErrorCode, ErrorCodeEnum, errorCodeOf, isErrorCode, isRetryable } from './error-codes.ts';

/** The type that a code belongs to. */
const typeNames: Record<ErrorCode, string> = {
  INVALID_INPUT: 'InvalidInputError',
  INVALID_CONVERSIONS: 'InvalidConversionsError',
  NOT_FOUND: 'NotFoundError',
  INVALID_STATE: 'InvalidStateError',
  IDEMPOTENCY_CONFLICT: 'IdempotencyConflictError',
  INVALID_API_KEY: 'TrackierRejectedError',
  PERMISSION_DENIED: 'TrackierRejectedError',
  IP_NOT_WHITELISTED: 'TrackierRejectedError',
  ACCOUNT_LOCKED: 'TrackierRejectedError',
  REQUEST_REJECTED: 'TrackierRejectedError',
  RATE_LIMITED: 'RateLimitedError',
  UPSTREAM_UNAVAILABLE: 'TrackierUnavailableError',
  OUTCOME_UNKNOWN: 'OutcomeUnknownError',
};

/** An error of this request; or a plain record of an earlier one, since the executor throws what is an instance of Error. */
interface ErrorShape extends Error {
  /** Of a record: the id of the request that failed then. */
  readonly requestId?: string;
}

function codeOf(error: ErrorShape): ErrorCode {
  const code = errorCodeOf(error);
  if (!isErrorCode(code)) throw new Error('A union member without a code.', { cause: error });
  return code;
}

/** The GraphQL interface `Error`. */
export const ErrorInterface = builder.interfaceRef<ErrorShape>('Error').implement({
  description: 'A failure that the caller can act on: switch on `code`, or on the type.',
  resolveType: error => typeNames[codeOf(error)],
  fields: t => ({
    message: t.exposeString('message', { description: 'For people: what happened, and what to do about it.' }),
    code: t.field({
      type: ErrorCodeEnum,
      description: 'For programs. Each code belongs to exactly one type.',
      resolve: codeOf,
    }),
    retryable: t.boolean({
      description: 'Whether sending the same again later may succeed, and cannot import anything twice.',
      resolve: error => isRetryable(codeOf(error)),
    }),
    requestId: t.id({
      description:
        "The request's id in the gateway's log, and in the answer's `X-Request-Id` header: quote it when you ask for help. Of `BulkImportBatch.error` it is the id of the attempt that failed, as it stands in the log.",
      resolve: (error, _args, ctx) => error.requestId ?? ctx.requestId,
    }),
  }),
});
