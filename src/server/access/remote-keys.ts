import {
  createLocalJWKSet,
  createRemoteJWKSet,
  customFetch,
  type FetchImplementation,
  type JWTVerifyGetKey,
} from 'jose';
import { AuthUnavailableError } from './auth-unavailable-error.ts';
import type { KeySource } from './key-source.ts';

/** Where the keys are, and who is told of trouble. */
export interface RemoteKeysOptions {
  readonly url: string;
  readonly clock: () => number;
  /** Once for each outage; null: it is over. */
  readonly onUnavailable: (error: Error | null) => void;
}

/** Keys are fetched again when they are this old. */
const freshMs = 600_000;
/** A key that is not known makes us fetch at most this often: strangers can name any. */
const cooldownMs = 30_000;
/** After a failure nobody is asked for so long. */
const failureCooldownMs = 10_000;
/** While the keys cannot be fetched, the last ones stay good for so long. */
const staleMs = 3_600_000;
const timeoutMs = 5_000;

interface LastKeys {
  readonly keyFor: JWTVerifyGetKey;
  readonly atMs: number;
}

/**
 * The keys at a URL. `jose` fetches them when they are needed, keeps them, and fetches them again for a key that it does
 * not know; what is added here is how an outage is borne: the last keys go on for an hour, and the endpoint is asked every
 * ten seconds at most. Only who needs a key that nobody has then is told to come again.
 */
export async function createRemoteKeys({ url, clock, onUnavailable }: RemoteKeysOptions): Promise<KeySource> {
  let last: LastKeys | null = null;
  let failure: { readonly error: AuthUnavailableError; readonly atMs: number } | null = null;

  const fetchKeys: FetchImplementation = async (input, init) => {
    if (failure !== null && clock() - failure.atMs < failureCooldownMs) throw failure.error;
    try {
      const keys = await fetchJson(input, init);
      last = { keyFor: createLocalJWKSet(keys), atMs: clock() };
      if (failure !== null) onUnavailable(null);
      failure = null;
      return Response.json(keys);
    } catch (error) {
      const isFirst = failure === null;
      failure = { error: new AuthUnavailableError(error), atMs: clock() };
      if (isFirst) onUnavailable(failure.error);
      throw failure.error;
    }
  };
  const remote = createRemoteJWKSet(new URL(url), {
    cacheMaxAge: freshMs,
    cooldownDuration: cooldownMs,
    timeoutDuration: timeoutMs,
    [customFetch]: fetchKeys,
  });
  const reload = async (): Promise<void> => {
    if (failure !== null) failure = { ...failure, atMs: Number.NEGATIVE_INFINITY };
    // Who is concerned has been told.
    await remote.reload().catch(() => {});
  };
  // A wrong address is better found now than by the first caller.
  await reload();

  return {
    async keyFor(header, token) {
      try {
        return await remote(header, token);
      } catch (error) {
        const isOutage = error instanceof AuthUnavailableError;
        if (!isOutage || last === null || clock() - last.atMs >= staleMs) throw error;
        return await keyAmong(last, header, token, error);
      }
    },
    reload,
    close() {},
  };
}

/** Where the last keys do not have it either, there may be newer ones that do. */
async function keyAmong(
  last: LastKeys,
  ...[header, token, outage]: [...Parameters<JWTVerifyGetKey>, AuthUnavailableError]
) {
  try {
    return await last.keyFor(header, token);
  } catch {
    throw outage;
  }
}

async function fetchJson(...[input, init]: Parameters<FetchImplementation>) {
  const response = await fetch(input, init);
  if (response.status !== 200) {
    await response.body?.cancel();
    throw new Error(`AUTH_JWKS_URL answers ${response.status}, and not 200`);
  }
  return response.json();
}
