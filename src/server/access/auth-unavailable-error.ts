/** It cannot be told for now whether a token is good. The caller may try again with the same one: nothing was done. */
export class AuthUnavailableError extends Error {
  override readonly name = 'AuthUnavailableError';
  readonly code = 'AUTH_UNAVAILABLE';
  readonly retryAfterSeconds = 10;

  /** `cause`: for the log. */
  constructor(cause?: unknown) {
    super('The gateway cannot check tokens for now. Try again in a few seconds.', { cause });
  }
}
