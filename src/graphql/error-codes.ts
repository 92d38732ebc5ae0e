import { builder } from './builder.ts';

/** Every code of an error that a caller can act on, and what to do about it. */
const errorCodes = {
  INVALID_INPUT: {
    description:
      'The request as a whole cannot be carried out; `InvalidInputError.issues` says why. Nothing was sent: mend it and send again.',
  },
  INVALID_CONVERSIONS: {
    description:
      'Rows are invalid and the policy is all or nothing. Nothing was sent: mend the rows and send again, or use SKIP_INVALID.',
  },
  NOT_FOUND: {
    description:
      "Nothing of that id is known, or it is another tenant's. Of mutations a `NotFoundError`, of subscriptions `extensions.code` of a GraphQL error; queries answer null.",
  },
  INVALID_STATE: {
    description:
      "The bulk import's state does not allow what was asked for; `InvalidStateError.state` tells it. Nothing was changed: read the import again before you decide.",
  },
  IDEMPOTENCY_CONFLICT: {
    description:
      'The `idempotencyKey` was used before with another input. Nothing was sent: use a new key for a new request, and the very same input for a repeated one.',
  },
  INVALID_API_KEY: {
    description:
      'Trackier does not accept the API key of the gateway. Nothing was queued; the operator must change the key.',
  },
  PERMISSION_DENIED: {
    description: 'The API key is not allowed to do this. Nothing was queued; the network must allow it.',
  },
  IP_NOT_WHITELISTED: {
    description:
      "The gateway's IP address is not white-listed by the network. Nothing was queued; ask the network to white-list it.",
  },
  ACCOUNT_LOCKED: { description: 'The account at Trackier is locked. Nothing was queued; ask the network.' },
  REQUEST_REJECTED: {
    description:
      'Trackier refused the request for another reason, which stands in the message. Nothing was queued; sending it again unchanged is pointless.',
  },
  RATE_LIMITED: {
    description:
      'Too many requests to Trackier are under way or waiting. Nothing was queued: send again after `retryAfterSeconds` (in GraphQL errors, `extensions.retryAfterSeconds`).',
  },
  UPSTREAM_UNAVAILABLE: {
    description:
      'Trackier cannot be reached, or says that it is down. Nothing was queued, as far as can be known: send again later.',
  },
  OUTCOME_UNKNOWN: {
    description:
      'The request was sent and its answer lost. It may have been queued: do not send it again before you know that it was not.',
  },
};

/** A code of an error that a caller can act on. */
export type ErrorCode = keyof typeof errorCodes;

/** The GraphQL enum of all codes. */
export const ErrorCodeEnum = builder.enumType('ErrorCode', {
  description:
    'What went wrong, for a program to switch on. In the error types it is their `code`; in GraphQL errors it is `extensions.code`, which may also be a word that is none of these, such as `JOBS_UNAVAILABLE`, `STORE_UNAVAILABLE` or `BAD_USER_INPUT`: docs/clients.md has them all.',
  values: errorCodes,
});

const retryableCodes: ReadonlySet<string> = new Set([
  'RATE_LIMITED',
  'UPSTREAM_UNAVAILABLE',
  'STORE_UNAVAILABLE',
  'TOO_MANY_REQUESTS',
]);

/** Whether sending the same again, later, may succeed and cannot import twice. */
export const isRetryable = (code: string): boolean => retryableCodes.has(code);

/** A code that only GraphQL errors have: no result union has such a member. */
type LoneCode = (typeof loneCodes)[number];

const loneCodes = [
  'JOBS_UNAVAILABLE',
  'STORE_UNAVAILABLE',
  'UNAUTHENTICATED',
  'FORBIDDEN',
  'TOO_MANY_REQUESTS',
] as const;

const loneCodeSet: ReadonlySet<string> = new Set(loneCodes);

const isKnown = (code: unknown): code is ErrorCode | LoneCode =>
  typeof code === 'string' && (Object.hasOwn(errorCodes, code) || loneCodeSet.has(code));

/** Whether a code may be that of a member of a result union. */
export const isErrorCode = (code: ErrorCode | LoneCode | null): code is ErrorCode =>
  code !== null && Object.hasOwn(errorCodes, code);

/** The code that an error was given for callers to act on; null for any other error, which is a bug. */
export const errorCodeOf = (error: Error & { readonly code?: unknown }): ErrorCode | LoneCode | null =>
  isKnown(error.code) ? error.code : null;
