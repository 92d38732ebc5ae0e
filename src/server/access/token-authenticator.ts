import { hash, timingSafeEqual } from 'node:crypto';
import type { Authenticator, AuthOptions, AuthParts, AuthReports, Identity } from './authenticator.ts';
import { readBearerToken } from './bearer-token.ts';
import { type IssuedToken, parseIssuedTokens } from './issued-token.ts';
import { UnauthenticatedError } from './unauthenticated-error.ts';
import { createWatchedFile } from './watched-file.ts';

const what = 'AUTH_TOKENS_FILE';

/** A token in use. */
interface Credential {
  /** Everything that the file says of it. */
  readonly entry: string;
  /** In hexadecimal digits, as the file has it. */
  readonly hash: Buffer;
  readonly identity: Identity;
  readonly revoke: () => void;
}

/** Knows callers by the tokens of a file, of which it has only the hashes. */
export async function createTokenAuthenticator(
  { tokensFile }: Pick<AuthOptions, 'tokensFile'>,
  { onReloaded, onBrokenFile, onWarning }: Pick<AuthReports, 'onReloaded' | 'onBrokenFile' | 'onWarning'>,
  { repeat }: AuthParts = {},
): Promise<Authenticator> {
  let credentials: readonly Credential[] = [];
  const use = (tokens: readonly IssuedToken[]): void => {
    const before = credentials;
    const known = new Map(before.map(credential => [credential.entry, credential]));
    // Whoever is in the file as before keeps what they have; everybody else's is taken back, once it is not known any more.
    credentials = tokens.map(token => known.get(JSON.stringify(token)) ?? createCredential(token));
    for (const credential of before) {
      if (!credentials.includes(credential)) credential.revoke();
    }
    if (tokens.length === 0) onWarning(`${what} is an empty list: nobody can log in.`);
  };
  const file = await createWatchedFile({
    path: tokensFile ?? '',
    what,
    parse: parseIssuedTokens,
    onChange(tokens) {
      use(tokens);
      onReloaded(what);
    },
    onBroken: problems => onBrokenFile(what, problems),
    ...(repeat && { repeat }),
  });
  use(file.current());

  return {
    identify(authorization) {
      const identity = findIdentity(credentials, readBearerToken(authorization));
      if (identity === null) throw UnauthenticatedError.invalidToken('The token is not known here.');
      return identity;
    },
    reload: file.reload,
    close: file.close,
  };
}

/** Looks at every hash, all of each: how long it takes tells nothing of how near a guess is. */
function findIdentity(credentials: readonly Credential[], token: string): Identity | null {
  // As text: to make a buffer of so few bytes takes Node longer than to hash them.
  const digest = Buffer.from(hash('sha256', token), 'latin1');
  let found: Identity | null = null;
  for (const credential of credentials) {
    if (timingSafeEqual(credential.hash, digest)) found = credential.identity;
  }
  return found;
}

function createCredential(token: IssuedToken): Credential {
  const revocation = new AbortController();
  return {
    entry: JSON.stringify(token),
    hash: Buffer.from(token.sha256, 'latin1'),
    identity: {
      id: `token:${token.name}`,
      tenantId: token.tenant,
      scopes: new Set(token.scopes),
      expiresAtMs: null,
      revoked: revocation.signal,
    },
    revoke: () => revocation.abort(),
  };
}
