import { createHash } from 'node:crypto';
import type { JWTPayload } from 'jose';
import type { Scope } from '../../graphql/context.ts';
import type { Identity } from './authenticator.ts';
import { UnauthenticatedError } from './unauthenticated-error.ts';

/** By how much the issuer's clock and ours may differ. */
export const clockSkewSeconds = 30;

const scopeNames: ReadonlyMap<unknown, Scope> = new Map([
  ['import:read', 'IMPORT_READ'],
  ['import:write', 'IMPORT_WRITE'],
]);

const latestDateMs = 8.64e15;

/** Whom the claims of a JWT speak for, once its signature, issuer, audience and end are known to be right. */
export function identityFromClaims(
  claims: JWTPayload,
  { tenantClaim, nowMs }: { readonly tenantClaim: string; readonly nowMs: number },
): Identity {
  const { sub, exp, iat } = claims;
  if (iat !== undefined && iat > Math.floor(nowMs / 1000) + clockSkewSeconds) {
    throw UnauthenticatedError.invalidToken('The token was issued in the future (iat).');
  }
  if (typeof sub !== 'string' || sub === '') {
    throw UnauthenticatedError.invalidToken('The token does not say whom it is for (sub).');
  }
  return {
    id: `jwt:${shownSubject(sub)}`,
    tenantId: tenantOf(claims, tenantClaim),
    // Some identity providers have them in `scp`.
    scopes: scopesOf(claims['scope'] ?? claims['scp']),
    expiresAtMs: Math.min(((exp ?? 0) + clockSkewSeconds) * 1000, latestDateMs),
    revoked: null,
  };
}

/** Two subjects never look the same, even if what tells them apart cannot be shown. */
function shownSubject(sub: string): string {
  const shown = sub.replace(/\p{C}/gu, '').slice(0, 100);
  if (shown === sub) return sub;
  return `${shown}~${createHash('sha256').update(sub).digest('hex').slice(0, 16)}`;
}

function tenantOf(claims: JWTPayload, name: string): string {
  // What every object has without being told, such as `constructor`, is no text.
  const tenant = claims[name];
  if (typeof tenant === 'string' && tenant !== '' && tenant.length <= 128) return tenant;
  throw UnauthenticatedError.invalidToken(`The token names no tenant (${name}).`);
}

/** Scopes of other services are no concern of ours. */
function scopesOf(claim: unknown): ReadonlySet<Scope> {
  const names: readonly unknown[] = Array.isArray(claim) ? claim : typeof claim === 'string' ? claim.split(' ') : [];
  return new Set(names.flatMap(name => scopeNames.get(name) ?? []));
}
