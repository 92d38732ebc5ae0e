import { errors } from 'jose';
import { AuthUnavailableError } from './auth-unavailable-error.ts';
import { UnauthenticatedError } from './unauthenticated-error.ts';

const sentences = new Map([
  [errors.JWTExpired.code, 'The token has expired.'],
  [errors.JOSEAlgNotAllowed.code, 'The token is signed in a way that is not accepted here (alg).'],
  [errors.JWKSNoMatchingKey.code, 'The token is signed with a key that is not known here (kid).'],
  [errors.JWKSMultipleMatchingKeys.code, 'The token does not say with which key it is signed (kid).'],
  [errors.JWSSignatureVerificationFailed.code, 'The signature of the token is wrong.'],
  [errors.JOSENotSupported.code, 'The token asks for something that is not supported here.'],
  [errors.JWSInvalid.code, 'The token is no signed JWT.'],
  [errors.JWTInvalid.code, 'The token is no signed JWT.'],
]);

const claimSentences = new Map([
  ['iss', 'The token is not from the issuer that is trusted here (iss).'],
  ['aud', 'The token is not for this gateway (aud).'],
  ['nbf', 'The token is not valid yet (nbf).'],
  ['exp', 'The token does not say when it ends (exp).'],
  ['sub', 'The token does not say whom it is for (sub).'],
]);

/**
 * What a caller is told of why a JWT was not accepted; the error of `jose`, which may have the claims, goes no further. What
 * is no fault of the token is one of our keys.
 */
export function jwtRefusalOf(error: unknown): UnauthenticatedError | AuthUnavailableError {
  if (error instanceof UnauthenticatedError || error instanceof AuthUnavailableError) return error;
  const sentence = error instanceof errors.JOSEError ? sentenceOf(error) : undefined;
  return sentence === undefined ? new AuthUnavailableError(error) : UnauthenticatedError.invalidToken(sentence);
}

function sentenceOf(error: errors.JOSEError): string | undefined {
  if (!(error instanceof errors.JWTClaimValidationFailed)) return sentences.get(error.code);
  return claimSentences.get(error.claim) ?? `The token has a claim that cannot be right (${error.claim}).`;
}
