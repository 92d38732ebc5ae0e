/**
 * How a JWT may be signed: with a private key that the gateway does not have. `none`, and secrets that both sides know,
 * are not among them, so that a public key can never be taken for such a secret.
 */
export const jwtAlgorithms = [
  'RS256',
  'RS384',
  'RS512',
  'PS256',
  'PS384',
  'PS512',
  'ES256',
  'ES384',
  'ES512',
  'EdDSA',
  'Ed25519',
];
