import { createHash } from 'node:crypto';
import type { Identity } from './authenticator.ts';
import { createNewestEntries } from './newest-entries.ts';

/** Whom tokens speak for that were checked before. */
export interface VerifiedTokens {
  readonly find: (token: string) => Identity | null;
  readonly add: (token: string, identity: Identity) => void;
  readonly clear: () => void;
}

const defaults = { largestSize: 1_000, longestMs: 300_000 };

/**
 * Remembers the tokens that were used last, until they end, and for five minutes at most: so long a key that its issuer
 * has taken back may still be good.
 */
export function createVerifiedTokens(
  clock: () => number,
  { largestSize, longestMs }: { readonly largestSize: number; readonly longestMs: number } = defaults,
): VerifiedTokens {
  const entries = createNewestEntries<{ readonly identity: Identity; readonly untilMs: number }>({ max: largestSize });
  return {
    find(token) {
      const key = keyOf(token);
      const entry = entries.get(key);
      if (entry === undefined || clock() >= entry.untilMs) return null;
      // The one that was used last is the newest.
      entries.set(key, entry);
      return entry.identity;
    },
    add(token, identity) {
      const untilMs = Math.min(identity.expiresAtMs ?? Number.POSITIVE_INFINITY, clock() + longestMs);
      entries.set(keyOf(token), { identity, untilMs });
    },
    clear: entries.clear,
  };
}

/** Tokens themselves are not kept. */
function keyOf(token: string): string {
  return createHash('sha256').update(token).digest('base64');
}
