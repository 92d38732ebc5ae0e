// #region
/** A failure outside of the result union: a GraphQL error with the gateway's extensions. */
export class GatewayError extends Error {
  override readonly name = 'GatewayError';
  readonly code: string;
  readonly retryable: boolean;
  readonly requestId: string | null;

  constructor({ message, extensions = {} }: { message: string; extensions?: Record<string, unknown> }) {
    const { code, retryable, requestId } = extensions;
    super(message);
    this.code = typeof code === 'string' ? code : 'UNKNOWN';
    this.retryable = retryable === true;
    this.requestId = typeof requestId === 'string' ? requestId : null;
  }
}
// #endregion
