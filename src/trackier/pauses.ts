import type { Clock } from './clock.ts';
import type { TrackierError } from './trackier-error.ts';
import { callerGone, draining } from './waiting-errors.ts';

/** Waits between two tries, which end early when the caller goes or the gateway does. */
export interface Pauses {
  /** Rejects with a TrackierError: `caller-gone`, `draining`. */
  pause(delayMs: number, signal?: AbortSignal): Promise<void>;
  /** Ends every pause, and every one to come. */
  drain(): void;
}

/** Pauses by a clock. */
export function createPauses(clock: Clock): Pauses {
  const pending = new Set<(error: TrackierError) => void>();
  let isDraining = false;
  return {
    async pause(delayMs, signal) {
      if (isDraining) throw draining();
      if (signal?.aborted) throw callerGone(signal.reason);
      const { promise, resolve, reject } = Promise.withResolvers<void>();
      const leave = () => reject(callerGone(signal?.reason));
      const cancel = clock.after(delayMs, resolve);
      pending.add(reject);
      signal?.addEventListener('abort', leave, { once: true });
      try {
        await promise;
      } finally {
        cancel();
        pending.delete(reject);
        signal?.removeEventListener('abort', leave);
      }
    },
    drain() {
      isDraining = true;
      for (const end of pending) end(draining());
    },
  };
}
