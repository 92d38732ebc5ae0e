import type { Clock } from './clock.ts';
import type { TrackierError } from './trackier-error.ts';
import { callerGone, draining } from './waiting-errors.ts';

/** Waits between two tries, which end early when the caller goes or the gateway does. */
export interface Pauses {
  /** Rejects with a TrackierError: `caller-gone`, `draining`, or what `end` is given. Endless, where `delayMs` is. */
  pause(delayMs: number, signal?: AbortSignal): Promise<void>;
  /** Ends the pauses that there are, with an error or as if their time had come. */
  end(error?: TrackierError): void;
  /** Ends every pause, and every one to come. */
  drain(): void;
}

const noTimer = () => {};

/** Pauses by a clock. */
export function createPauses(clock: Clock): Pauses {
  const pending = new Set<PromiseWithResolvers<void>>();
  let isDraining = false;
  return {
    async pause(delayMs, signal) {
      if (isDraining) throw draining();
      if (signal?.aborted) throw callerGone(signal.reason);
      const pause = Promise.withResolvers<void>();
      const leave = () => pause.reject(callerGone(signal?.reason));
      const cancel = Number.isFinite(delayMs) ? clock.after(delayMs, pause.resolve) : noTimer;
      pending.add(pause);
      signal?.addEventListener('abort', leave, { once: true });
      try {
        await pause.promise;
      } finally {
        cancel();
        pending.delete(pause);
        signal?.removeEventListener('abort', leave);
      }
    },
    end(error) {
      for (const { resolve, reject } of pending) {
        if (error) reject(error);
        else resolve();
      }
    },
    drain() {
      isDraining = true;
      for (const { reject } of pending) reject(draining());
    },
  };
}
