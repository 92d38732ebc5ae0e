import { jobsHeldByBatches } from '../store/bulk-batches.ts';
import { jobsHeldByRecords } from '../store/idempotency-records.ts';
import type { Store } from '../store/store.ts';
import { StoreUnavailableError } from '../store/store-errors.ts';
import type { Realm } from '../store/tables.ts';

/** Which of these jobs are known to have carried something: they are nobody else's candidates. */
export type HeldJobIds = (jobIds: readonly string[]) => Promise<ReadonlySet<string>>;

/** Looks jobs up in a realm's records. With the store away none is known to be held, which only makes for more candidates. */
export const createHeldJobIds =
  (store: Store, realm: Realm): HeldJobIds =>
  async jobIds => {
    if (jobIds.length === 0) return new Set();
    try {
      const lists = [jobsHeldByRecords(store.db, realm, jobIds), jobsHeldByBatches(store.db, realm, jobIds)];
      return new Set((await Promise.all(lists)).flat());
    } catch (error) {
      if (error instanceof StoreUnavailableError) return new Set();
      throw error;
    }
  };
