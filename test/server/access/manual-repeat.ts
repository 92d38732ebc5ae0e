import type { Repeat } from '../../../src/server/access/watched-file.ts';

/** A timer that goes off when the test says so. */
export function createManualRepeat(): {
  readonly repeat: Repeat;
  /** Resolves when all that it set off has been done. */
  readonly tick: () => Promise<void>;
  readonly count: () => number;
} {
  const callbacks = new Set<() => Promise<void>>();
  return {
    repeat: callback => {
      callbacks.add(callback);
      return () => callbacks.delete(callback);
    },
    tick: async () => {
      await Promise.all([...callbacks].map(callback => callback()));
    },
    count: () => callbacks.size,
  };
}
