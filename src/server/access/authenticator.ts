import type { Config } from '../../config.ts';
import type { Scope } from '../../graphql/context.ts';
import { createJwtAuthenticator } from './jwt-authenticator.ts';
import { createTokenAuthenticator } from './token-authenticator.ts';
import type { Repeat } from './watched-file.ts';

/** Whom credentials speak for. */
export interface Identity {
  /** `token:<name>` or `jwt:<sub>`, of at most 128 characters that can be shown. */
  readonly id: string;
  /** The tenant that the credentials name; whether there is one is for others to say. */
  readonly tenantId: string;
  readonly scopes: ReadonlySet<Scope>;
  /** From when on they are refused, in milliseconds since 1970; null: they do not end by themselves. */
  readonly expiresAtMs: number | null;
  /** Aborted when they are taken back before; null: they cannot be. */
  readonly revoked: AbortSignal | null;
}

/** Finds out who is asking. */
export interface Authenticator {
  /**
   * Who a request's `Authorization` speaks for. Throws, or rejects with, an `UnauthenticatedError` if it does so for nobody,
   * and an `AuthUnavailableError` if that cannot be told for now.
   */
  readonly identify: (authorization: string | undefined) => Identity | Promise<Identity>;
  /** Reads its files, or fetches its keys, again; what is broken is reported and the old content stays. Never rejects. */
  readonly reload: () => Promise<void>;
  readonly close: () => void;
}

/** How callers prove who they are: `auth` of the configuration. */
export type AuthOptions = Config['auth'];

/** What the log should say. `what` is the variable that has the file's path. */
export interface AuthReports {
  /** A file has changed, and its new content is in use. */
  readonly onReloaded: (what: string) => void;
  /** A file's new version cannot be used; the old content stays in use. Nothing secret is in the problems. */
  readonly onBrokenFile: (what: string, problems: readonly string[]) => void;
  /** Something is as it was asked for, and most likely not as it was meant. */
  readonly onWarning: (sentence: string) => void;
  /** The keys of `AUTH_JWKS_URL` cannot be fetched, once for each outage; null: they can again. */
  readonly onKeysUnavailable: (error: Error | null) => void;
}

/** What tests put in the place of the machine's own. */
export interface AuthParts {
  /** @default Date.now */
  readonly clock?: () => number;
  /** @default a timer that does not keep the process alive */
  readonly repeat?: Repeat;
}

/**
 * The authenticator that the configuration asks for; null where it asks for none. Rejects with an `AccessFileError` if a
 * file cannot be used. Keys that cannot be fetched do not stop the start: they are fetched when they are needed.
 */
export async function createAuthenticator(
  auth: AuthOptions,
  reports: AuthReports,
  parts: AuthParts = {},
): Promise<Authenticator | null> {
  if (auth.mode === 'none') return null;
  const create = auth.mode === 'token' ? createTokenAuthenticator : createJwtAuthenticator;
  return create(auth, reports, parts);
}
