import type { Store } from '../../store/store.ts';
import { StoreUnavailableError } from '../../store/store-errors.ts';
import type { Realm } from '../../store/tables.ts';
import { findWork, type TenantWork } from '../../store/work.ts';
import type { Clock } from '../../trackier/clock.ts';
import { createAlarm } from '../worker/alarm.ts';

export type { TenantWork } from '../../store/work.ts';

/** Asks the store for all tenants at once whether there is something to do, so that their workers need not ask while they rest. */
export interface WorkFinder {
  readonly start: () => void;
  /** Resolves when nothing is asked any more. */
  readonly stop: () => Promise<void>;
}

export interface WorkFinderOptions {
  readonly store: Store;
  readonly mode: Realm['mode'];
  readonly baseUrl: string;
  readonly clock: Clock;
  /** Told of each round that got through to the store: everybody for whom there is something to do, whoever left it there. */
  readonly onWork: (work: readonly TenantWork[]) => void;
  /** A bug; told once until a round has gone well. */
  readonly onError: (error: unknown) => void;
}

/** Other instances leave work too, and die, of which nobody tells this one. */
const findEveryMs = 1_000;

/** Makes the finder of one mode's and upstream's work, which waits for `start`. Nothing that the store does ends it. */
export function createWorkFinder(options: WorkFinderOptions): WorkFinder {
  const { store, mode, baseUrl, clock, onWork, onError } = options;
  const alarm = createAlarm(clock);
  const stopping = new AbortController();
  const { signal } = stopping;
  let isBroken = false;
  let running: Promise<void> | null = null;

  const round = async (): Promise<void> => {
    try {
      const work = await findWork(store.db, store.dialect, { mode, base_url: baseUrl });
      if (!signal.aborted) onWork(work);
      isBroken = false;
    } catch (error) {
      // The store says itself that it is away.
      if (error instanceof StoreUnavailableError || isBroken) return;
      isBroken = true;
      onError(error);
    }
  };

  const run = async (): Promise<void> => {
    while (!signal.aborted) {
      await round();
      // What was asked for meanwhile is asked for now.
      if (!signal.aborted) await alarm.wait(findEveryMs);
    }
  };

  return {
    start() {
      running ??= run();
    },
    async stop() {
      stopping.abort();
      alarm.ring();
      await running;
    },
  };
}
