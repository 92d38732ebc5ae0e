import { describe, expect, test } from 'vitest';
import { type BucketLease, leaseFromBucket } from '../../src/store/pace-buckets.ts';
import type { Store } from '../../src/store/store.ts';
import { makeStorePlace, openTestStore, storeKinds } from '../support/open-store.ts';

const lease = (store: Store, spanMs: number, id = 'bucket'): Promise<BucketLease> =>
  store.run(db => leaseFromBucket(db, store.dialect, { id, spanMs }));

describe.each(storeKinds)('on %s', kind => {
  test('the first lease begins at once, the next ones where the one before ends', async () => {
    const store = await openTestStore(kind);
    const first = await lease(store, 60_000);
    expect(first.now - first.startsAt).toBeGreaterThanOrEqual(0);
    const second = await lease(store, 500);
    expect(second.startsAt).toBe(first.startsAt + 60_000);
    expect((await lease(store, 1)).startsAt).toBe(second.startsAt + 500);
  });

  test('a bucket that nobody has leased from for a while begins with the present', async () => {
    const store = await openTestStore(kind);
    const before = await lease(store, 1);
    await store.run(db => db.updateTable('pace_buckets').set({ next_at: 1_000 }).execute());
    expect((await lease(store, 1)).startsAt).toBeGreaterThanOrEqual(before.startsAt);
  });

  test('a bucket from before the clock was put back begins with the present', async () => {
    const store = await openTestStore(kind);
    const before = await lease(store, 1);
    await store.run(db =>
      db
        .updateTable('pace_buckets')
        .set({ next_at: before.now + 3_600_000 })
        .execute(),
    );
    const after = await lease(store, 1);
    expect(after.startsAt).toBeLessThanOrEqual(after.now);
  });

  test('buckets of two keys have nothing to do with one another', async () => {
    const store = await openTestStore(kind);
    await lease(store, 60_000);
    const other = await lease(store, 1, 'other');
    expect(other.startsAt).toBeLessThanOrEqual(other.now);
  });
});

test('what instances lease at the same time from one PostgreSQL never overlaps', async () => {
  const place = await makeStorePlace('postgres');
  const stores = await Promise.all([1, 2, 3].map(() => openTestStore('postgres', { place })));
  const leases = await Promise.all(Array.from({ length: 90 }, (_, index) => lease(stores[index % 3]!, 100)));
  const starts = leases.map(({ startsAt }) => startsAt).toSorted((one, other) => one - other);
  const gaps = starts.slice(1).map((startsAt, index) => startsAt - starts[index]!);
  expect(Math.min(...gaps)).toBeGreaterThanOrEqual(100);
});
