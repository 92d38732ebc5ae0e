/** It is known who asks, and they may not. */
export class NotAllowedError extends Error {
  override readonly name = 'NotAllowedError';
  readonly code = 'FORBIDDEN';
}
