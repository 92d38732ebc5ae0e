import { type CryptoKey, exportJWK, exportSPKI, generateKeyPair, type JWK, SignJWT } from 'jose';

/** The time at which tests with JWTs happen. */
export const nowSeconds = 1_800_000_000;
export const issuer = 'https://login.example';
export const audience = 'https://gateway.example';

/** Claims of a JWT, whether or not they make sense. */
export type Claims = Readonly<Record<string, unknown>>;

/** A key pair of an identity provider. */
export interface IssuerKey {
  readonly jwk: JWK;
  readonly pem: string;
  readonly sign: (claims?: Claims, header?: Readonly<Record<string, unknown>>) => Promise<string>;
}

/** Claims that are accepted. */
export const goodClaims: Claims = {
  iss: issuer,
  aud: audience,
  sub: 'user-1',
  tenant: 'acme',
  scope: 'import:read import:write',
  iat: nowSeconds,
  exp: nowSeconds + 600,
};

/** Makes a key pair; a claim that is undefined is left out. */
export async function createIssuerKey(kid: string, alg = 'ES256'): Promise<IssuerKey> {
  const { publicKey, privateKey } = await generateKeyPair(alg, { extractable: true });
  return {
    jwk: { ...(await exportJWK(publicKey)), kid },
    pem: await exportSPKI(publicKey),
    sign: (claims = {}, header = {}) => signWith(privateKey, claims, { alg, kid, ...header }),
  };
}

/** Signs with any key, a secret included. */
export async function signWith(
  key: CryptoKey | Uint8Array,
  claims: Claims,
  header: Readonly<Record<string, unknown>> & { readonly alg: string },
): Promise<string> {
  return new SignJWT({ ...goodClaims, ...claims }).setProtectedHeader(header).sign(key);
}

/** Part of a JWT. */
export function encodePart(value: unknown): string {
  return Buffer.from(JSON.stringify(value)).toString('base64url');
}
