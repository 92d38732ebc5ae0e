import { findReason } from './failure-table.ts';
import { StoreUnavailableError } from './store-errors.ts';

/** How often a store in trouble is tried. */
export const defaultProbeEveryMs = 1_000;

/** Whether the store works, as its users and its own probe find out. */
export interface StoreHealth {
  /** Why it does not work, in one sentence; null when it does. */
  readonly trouble: () => string | null;
  /** Runs a step of the driver; what fails for the database's sake is trouble, and is thrown as StoreUnavailableError. */
  readonly watch: <T>(step: () => Promise<T>) => Promise<T>;
  /** Something hints at trouble: the probe finds out. */
  readonly suspect: () => void;
  /** Ends the probing. */
  readonly close: () => void;
}

export interface StoreHealthOptions {
  /** Writes to the database; rejects when it cannot. */
  readonly probe: () => Promise<void>;
  /** Told with each change: the reason, or null when all is well again. */
  readonly onTrouble: (trouble: string | null, error: unknown) => void;
  readonly probeEveryMs: number;
}

/**
 * From the first failure the database is probed until a probe goes through, and only that ends the trouble: on a full disk
 * reading goes on, and so may a small write. What the store is asked meanwhile is tried all the same.
 */
export function createStoreHealth({ probe, onTrouble, probeEveryMs }: StoreHealthOptions): StoreHealth {
  let trouble: string | null = null;
  let timer: NodeJS.Timeout | null = null;
  let isClosed = false;

  const change = (next: string | null, error: unknown): void => {
    if (trouble === next) return;
    trouble = next;
    onTrouble(next, error);
  };
  const probeAfter = (delayMs: number): void => {
    if (isClosed) return;
    timer ??= setTimeout(() => void runProbe(), delayMs).unref();
  };
  const runProbe = async (): Promise<void> => {
    try {
      await probe();
      if (!isClosed) change(null, null);
      timer = null;
    } catch {
      // The reason has been noted by `watch`, through which the probe goes like everybody.
      timer = null;
      probeAfter(probeEveryMs);
    }
  };
  const translate = (error: unknown): unknown => {
    const reason = findReason(error);
    if (reason === null) return error;
    if (!isClosed) change(reason, error);
    probeAfter(probeEveryMs);
    return new StoreUnavailableError(reason, error);
  };

  return {
    trouble: () => trouble,
    async watch(step) {
      try {
        return await step();
      } catch (error) {
        throw translate(error);
      }
    },
    suspect: () => probeAfter(0),
    close() {
      isClosed = true;
      if (timer) clearTimeout(timer);
    },
  };
}
