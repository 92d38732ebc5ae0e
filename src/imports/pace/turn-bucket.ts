import { createHash } from 'node:crypto';
import { leaseFromBucket } from '../../store/pace-buckets.ts';
import type { Store } from '../../store/store.ts';

/** Where the instances of a gateway lease the turns of one API key from. */
export interface TurnBucket {
  /** Leases so much time; gives in how many milliseconds it begins. */
  readonly lease: (spanMs: number) => Promise<number>;
}

/** The bucket of an API key; the key itself is not kept. */
export function createTurnBucket(
  store: Pick<Store, 'run' | 'dialect'>,
  { baseUrl, apiKey }: { readonly baseUrl: string; readonly apiKey: string },
): TurnBucket {
  const id = createHash('sha256')
    .update(JSON.stringify([baseUrl, apiKey]))
    .digest('hex');
  return {
    async lease(spanMs) {
      const { startsAt, now } = await store.run(db => leaseFromBucket(db, store.dialect, { id, spanMs }));
      return Math.max(0, startsAt - now);
    },
  };
}
