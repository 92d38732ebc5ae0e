import { createHash } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { exportJWK, generateKeyPair, SignJWT } from 'jose';
import { createTemporaryDirectory } from './temporary-directory.ts';

/** How a gateway knows its callers, and what a caller sends. */
export interface Access {
  readonly env: Readonly<Record<string, string>>;
  readonly headers: Readonly<Record<string, string>>;
}

const token = 'a-token-of-the-benchmark';

/** What whoever has the token of `tokenAccess` sends. */
export const tokenHeaders = { authorization: `Bearer ${token}` };

/** Callers show a token of the gateway's own. */
export function tokenAccess(): Access {
  const path = join(createTemporaryDirectory('access'), 'tokens.json');
  const sha256 = createHash('sha256').update(token).digest('hex');
  const scopes = ['IMPORT_READ', 'IMPORT_WRITE'];
  writeFileSync(path, JSON.stringify([{ name: 'bench', sha256, tenant: 'default', scopes }]));
  return { env: { AUTH_MODE: 'token', AUTH_TOKENS_FILE: path }, headers: tokenHeaders };
}

/** Callers show a JWT, which does not end while anything is measured. */
export async function jwtAccess(): Promise<Access> {
  const path = join(createTemporaryDirectory('access'), 'jwks.json');
  const { publicKey, privateKey } = await generateKeyPair('ES256');
  writeFileSync(path, JSON.stringify({ keys: [{ ...(await exportJWK(publicKey)), kid: 'bench', alg: 'ES256' }] }));
  const [issuer, audience] = ['https://login.bench/', 'https://gateway.bench'];
  const jwt = await new SignJWT({ tenant: 'default', scope: 'import:read import:write' })
    .setProtectedHeader({ alg: 'ES256', kid: 'bench' })
    .setSubject('bench')
    .setIssuer(issuer)
    .setAudience(audience)
    .setExpirationTime('12h')
    .sign(privateKey);
  return {
    env: { AUTH_MODE: 'jwt', AUTH_JWKS_FILE: path, AUTH_ISSUER: issuer, AUTH_AUDIENCE: audience },
    headers: { authorization: `Bearer ${jwt}` },
  };
}
