import { countInstances, forgetInstance, noteInstance } from '../../store/instances.ts';
import type { Store } from '../../store/store.ts';
import type { Clock } from '../../trackier/clock.ts';
import { createAlarm } from '../worker/alarm.ts';

/** How many gateways share a database, this one included. */
export interface InstanceCount {
  /** As last known, also while the database is away; at least 1. */
  readonly count: () => number;
  /** Lets the others know that this one is gone. Never rejects. */
  readonly stop: () => Promise<void>;
}

export interface InstanceCountOptions {
  readonly store: Pick<Store, 'run' | 'dialect'>;
  readonly instanceId: string;
  readonly clock: Clock;
}

const seenEveryMs = 2_000;
const aliveForMs = 10_000;

/** Shows the others that this instance lives, and counts them; it begins at once. */
export function createInstanceCount({ store, instanceId, clock }: InstanceCountOptions): InstanceCount {
  const alarm = createAlarm(clock);
  let known = 1;
  const stopping = new AbortController();

  async function run(): Promise<void> {
    while (!stopping.signal.aborted) {
      try {
        await store.run(db => noteInstance(db, store.dialect, instanceId));
        known = Math.max(1, await store.run(db => countInstances(db, store.dialect, aliveForMs)));
      } catch {
        // The store says itself that it is away; until it is back what was known last is believed.
      }
      await alarm.wait(seenEveryMs);
    }
    await store.run(db => forgetInstance(db, instanceId)).catch(() => {});
  }

  const running = run();

  return {
    count: () => known,
    async stop() {
      stopping.abort();
      alarm.ring();
      await running;
    },
  };
}
