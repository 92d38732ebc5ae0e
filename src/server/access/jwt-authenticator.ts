import { jwtVerify } from 'jose';
import type { Authenticator, AuthOptions, AuthParts, AuthReports, Identity } from './authenticator.ts';
import { readBearerToken } from './bearer-token.ts';
import { jwtAlgorithms } from './jwt-algorithms.ts';
import { clockSkewSeconds, identityFromClaims } from './jwt-identity.ts';
import { jwtRefusalOf } from './jwt-refusal.ts';
import type { KeySource } from './key-source.ts';
import { parseKeySet } from './parse-key-set.ts';
import { createRemoteKeys } from './remote-keys.ts';
import { createVerifiedTokens } from './verified-tokens.ts';
import { createWatchedFile } from './watched-file.ts';

/** Knows callers by the tokens that an identity provider has signed for them. */
export async function createJwtAuthenticator(
  auth: AuthOptions,
  reports: AuthReports,
  { clock = Date.now, repeat }: AuthParts = {},
): Promise<Authenticator> {
  const { issuer, audience, tenantClaim } = auth;
  // Without them every token of every service of the provider would be good here.
  if (!issuer || !audience) throw new TypeError('JWTs cannot be checked without an issuer and an audience.');
  const verified = createVerifiedTokens(clock);
  let keysVersion = 0;
  const forget = (): void => {
    keysVersion += 1;
    verified.clear();
  };
  const keys = await openKeys(auth, reports, { clock, repeat, onChange: forget });

  const verify = async (token: string): Promise<Identity> => {
    const version = keysVersion;
    const nowMs = clock();
    try {
      const { payload } = await jwtVerify(token, keys.keyFor, {
        algorithms: jwtAlgorithms,
        issuer,
        audience,
        requiredClaims: ['exp', 'sub'],
        clockTolerance: clockSkewSeconds,
        currentDate: new Date(nowMs),
      });
      const identity = identityFromClaims(payload, { tenantClaim, nowMs });
      if (version === keysVersion) verified.add(token, identity);
      return identity;
    } catch (error) {
      throw jwtRefusalOf(error);
    }
  };

  return {
    identify(authorization) {
      const token = readBearerToken(authorization);
      return verified.find(token) ?? verify(token);
    },
    async reload() {
      await keys.reload();
      forget();
    },
    close: keys.close,
  };
}

interface KeyParts {
  readonly clock: () => number;
  readonly repeat: AuthParts['repeat'] | undefined;
  readonly onChange: () => void;
}

async function openKeys(
  { jwksUrl, jwksFile }: AuthOptions,
  { onReloaded, onBrokenFile, onKeysUnavailable }: AuthReports,
  { clock, repeat, onChange }: KeyParts,
): Promise<KeySource> {
  if (jwksUrl !== null) return createRemoteKeys({ url: jwksUrl, clock, onUnavailable: onKeysUnavailable });
  const what = 'AUTH_JWKS_FILE';
  const file = await createWatchedFile({
    path: jwksFile ?? '',
    what,
    parse: parseKeySet,
    onChange() {
      onChange();
      onReloaded(what);
    },
    onBroken: problems => onBrokenFile(what, problems),
    ...(repeat && { repeat }),
  });
  return { keyFor: (header, token) => file.current()(header, token), reload: file.reload, close: file.close };
}
