const realm = 'Bearer realm="trackier-graphql-gateway"';

/** Nothing shows who is asking. The message is written for the caller, and quotes nothing of what was sent. */
export class UnauthenticatedError extends Error {
  override readonly name = 'UnauthenticatedError';
  readonly code = 'UNAUTHENTICATED';
  /** The value of `WWW-Authenticate` (RFC 6750, section 3). */
  readonly challenge: string;

  constructor(message: string, challenge = realm) {
    super(message);
    this.challenge = challenge;
  }

  /** No token came with the request: there is nothing to find fault with. */
  static withoutToken(): UnauthenticatedError {
    return new UnauthenticatedError('Log in first: send a token as `Authorization: Bearer <token>`.');
  }

  /** No key came with the request where callers bring their own. */
  static withoutKey(): UnauthenticatedError {
    const challenge = 'ApiKey realm="trackier-graphql-gateway", header="X-Api-Key"';
    return new UnauthenticatedError('Send your Trackier API key in the header `X-Api-Key`.', challenge);
  }

  /** A token came that is not accepted; `message` says why. */
  static invalidToken(message: string): UnauthenticatedError {
    // What RFC 6750 lets stand in a description: no quotes, no backslash, nothing beyond ASCII.
    const description = message.replace(/[^ !#-[\]-~]/g, "'");
    return new UnauthenticatedError(message, `${realm}, error="invalid_token", error_description="${description}"`);
  }
}
