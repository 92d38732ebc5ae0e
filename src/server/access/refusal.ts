import { AuthUnavailableError } from './auth-unavailable-error.ts';
import { NotAllowedError } from './not-allowed-error.ts';
import { TooManyRequestsError } from './too-many-requests-error.ts';
import { TooManyTenantsError } from './too-many-tenants-error.ts';
import { UnauthenticatedError } from './unauthenticated-error.ts';

/** Why a request is not let in. */
export type RefusalCode = 'UNAUTHENTICATED' | 'FORBIDDEN' | 'TOO_MANY_REQUESTS' | 'AUTH_UNAVAILABLE';

/** The answer to somebody who is not let in. */
export interface Refusal {
  readonly status: number;
  readonly code: RefusalCode;
  readonly message: string;
  readonly retryable: boolean;
  readonly headers: Readonly<Record<string, string>>;
}

/** What to answer to a caller who was not admitted; null for an error that is none of the kind. */
export function refusalOf(error: unknown): Refusal | null {
  if (error instanceof UnauthenticatedError) {
    return { ...refusal(401, error), headers: { 'www-authenticate': error.challenge } };
  }
  if (error instanceof NotAllowedError) return refusal(403, error);
  if (error instanceof AuthUnavailableError) return waiting(503, error);
  return error instanceof TooManyRequestsError || error instanceof TooManyTenantsError ? waiting(429, error) : null;
}

interface CodedError extends Error {
  readonly code: RefusalCode;
}

interface WaitingError extends CodedError {
  readonly retryAfterSeconds: number;
}

const refusal = (status: number, { code, message }: CodedError): Refusal => ({
  status,
  code,
  message,
  retryable: false,
  headers: {},
});

const waiting = (status: number, error: WaitingError): Refusal => ({
  ...refusal(status, error),
  retryable: true,
  headers: { 'retry-after': String(Math.ceil(error.retryAfterSeconds)) },
});
