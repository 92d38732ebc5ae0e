import { UnauthenticatedError } from './unauthenticated-error.ts';

/** What a token may be long: nobody's work grows with what a stranger sends. */
const longestToken = 8_192;

/** The token of an `Authorization` header (RFC 6750, section 2.1); throws an `UnauthenticatedError` if it has none. */
export function readBearerToken(authorization: string | undefined): string {
  if (authorization === undefined || !/^Bearer(?: |$)/i.test(authorization)) throw UnauthenticatedError.withoutToken();
  const token = authorization.slice('Bearer'.length).trim();
  if (token === '') throw UnauthenticatedError.withoutToken();
  if (token.length > longestToken) throw UnauthenticatedError.invalidToken('The token is too long.');
  if (!/^[\w.~+/-]+=*$/.test(token)) {
    throw UnauthenticatedError.invalidToken('The token has characters that no token has.');
  }
  return token;
}
