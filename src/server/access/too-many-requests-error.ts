/** The caller asks more often than it may. Nothing was done: it may ask again when the seconds are over. */
export class TooManyRequestsError extends Error {
  override readonly name = 'TooManyRequestsError';
  readonly code = 'TOO_MANY_REQUESTS';
  /** A whole number, at least 1, as `Retry-After` has it. */
  readonly retryAfterSeconds: number;

  constructor(requestsPerMinute: number, msUntilReset: number) {
    const seconds = Math.max(1, Math.ceil(msUntilReset / 1_000));
    super(
      `Too many requests: a caller may make ${requestsPerMinute} in a minute. Try again in ${seconds} second${seconds === 1 ? '' : 's'}.`,
    );
    this.retryAfterSeconds = seconds;
  }
}
