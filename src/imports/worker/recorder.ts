import { StoreUnavailableError } from '../../store/store-errors.ts';
import type { Clock } from '../../trackier/clock.ts';

/** Runs steps of the store that have to go through, however long the store is away. */
export interface Recorder {
  /** Runs a step until it goes through. Rejects with what is no StoreUnavailableError; with one only once `signal` has aborted. */
  readonly run: <T>(step: () => Promise<T>, options?: RecordOptions) => Promise<T>;
}

export interface RecordOptions {
  /** For what need not be done any more. Absent: it is tried for ever. */
  readonly signal?: AbortSignal | undefined;
  /** Told once, when the step has failed for the first time. */
  readonly onPutOff?: ((error: StoreUnavailableError) => void) | undefined;
}

export interface RecorderOptions {
  readonly clock: Clock;
  /** Told once when the store turns out to be away, and with null when all that waited for it has gone through. */
  readonly onOutage: (error: StoreUnavailableError | null) => void;
  /** From 0 to 1, for jitter. @default Math.random */
  readonly random?: (() => number) | undefined;
}

const firstDelayMs = 100;
const longestDelayMs = 5_000;

/** Makes a recorder; those who share it have one log line for an outage. */
export function createRecorder({ clock, onOutage, random = Math.random }: RecorderOptions): Recorder {
  let waiting = 0;

  const pause = (tries: number, signal: AbortSignal | undefined): Promise<void> => {
    const { promise, resolve } = Promise.withResolvers<void>();
    const fullMs = Math.min(longestDelayMs, firstDelayMs * 2 ** tries);
    const callOff = clock.after(Math.ceil(fullMs * (1 - random() / 2)), resolve);
    const leave = (): void => {
      callOff();
      resolve();
    };
    signal?.addEventListener('abort', leave, { once: true });
    return promise.finally(() => signal?.removeEventListener('abort', leave));
  };

  const retry = async <T>(step: () => Promise<T>, signal: AbortSignal | undefined, first: Error): Promise<T> => {
    let error = first;
    for (let tries = 0; ; tries++) {
      if (signal?.aborted) throw error;
      await pause(tries, signal);
      if (signal?.aborted) throw error;
      try {
        return await step();
      } catch (next) {
        if (!(next instanceof StoreUnavailableError)) throw next;
        error = next;
      }
    }
  };

  return {
    async run(step, { signal, onPutOff } = {}) {
      try {
        return await step();
      } catch (error) {
        if (!(error instanceof StoreUnavailableError)) throw error;
        if (waiting++ === 0) onOutage(error);
        onPutOff?.(error);
        try {
          return await retry(step, signal, error);
        } finally {
          if (--waiting === 0) onOutage(null);
        }
      }
    },
  };
}
