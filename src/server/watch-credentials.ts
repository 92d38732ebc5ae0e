import type { Caller } from '../graphql/context.ts';

/** Why credentials are good no longer. */
export type CredentialsEnd = 'expired' | 'revoked';

/** What tests put in the place of the machine's own. */
export interface CredentialsClock {
  /** The wall clock, in milliseconds since 1970. */
  readonly nowMs: () => number;
  /** Gives what calls it off. */
  readonly schedule: (callback: () => void, ms: number) => () => void;
}

/** Node's timers end at 24 days, and the wall clock may be set. */
const longestWaitMs = 3_600_000;

/** A clock whose timers do not keep the process alive. */
export const credentialsClock: CredentialsClock = {
  nowMs: Date.now,
  schedule(callback, ms) {
    const timer = setTimeout(callback, ms).unref();
    return () => clearTimeout(timer);
  },
};

/** Tells once, and maybe at once, when a caller's credentials have ended. Gives what stops the watching. */
export function watchCredentials(
  { expiresAtMs, revoked }: Pick<Caller, 'expiresAtMs' | 'revoked'>,
  { nowMs, schedule }: CredentialsClock,
  onEnd: (end: CredentialsEnd) => void,
): () => void {
  let stopTimer: (() => void) | null = null;
  const stop = (): void => {
    stopTimer?.();
    revoked?.removeEventListener('abort', endRevoked);
  };
  const end = (why: CredentialsEnd): void => {
    stop();
    onEnd(why);
  };
  const endRevoked = (): void => end('revoked');
  const waitForExpiry = (atMs: number): void => {
    const leftMs = atMs - nowMs();
    if (leftMs <= 0) end('expired');
    else stopTimer = schedule(() => waitForExpiry(atMs), Math.min(leftMs, longestWaitMs));
  };

  if (revoked?.aborted) endRevoked();
  else {
    revoked?.addEventListener('abort', endRevoked);
    if (expiresAtMs !== null) waitForExpiry(expiresAtMs);
  }
  return stop;
}
