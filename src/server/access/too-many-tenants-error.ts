/** There is no room for another API key: all that are known are in use. */
export class TooManyTenantsError extends Error {
  override readonly name = 'TooManyTenantsError';
  readonly code = 'TOO_MANY_REQUESTS';
  readonly retryAfterSeconds = 60;

  constructor() {
    super('The gateway serves as many API keys as it can for now. Try again in a minute; nothing was done.');
  }
}
