import { describe, expect, test } from 'vitest';
import { eraseCallerCounts, leaseCallerRequests } from '../../src/store/caller-counts.ts';
import type { Store } from '../../src/store/store.ts';
import { makeStorePlace, openTestStore, storeKinds } from '../support/open-store.ts';

const lease = (store: Store, requests: number, { callerKey = 'caller', windowMs = 600_000 } = {}) =>
  leaseCallerRequests(store, { callerKey, requests, windowMs });

const moveEnd = (store: Store, endsAt: number) =>
  store.run(db => db.updateTable('caller_counts').set({ ends_at: endsAt }).execute());

const countRows = async ({ db }: Store): Promise<number> =>
  (await db.selectFrom('caller_counts').selectAll().execute()).length;

describe.each(storeKinds)('on %s', kind => {
  test("a caller's requests are counted one lease after the other, until its window ends", async () => {
    const store = await openTestStore(kind);
    const first = await lease(store, 60);
    expect(first.countedBefore).toBe(0);
    expect(first.msUntilReset).toBeGreaterThan(0);
    expect(first.msUntilReset).toBeLessThanOrEqual(600_000);
    const second = await lease(store, 5);
    expect(second.countedBefore).toBe(60);
    expect(second.msUntilReset).toBeLessThanOrEqual(first.msUntilReset);
    expect((await lease(store, 1)).countedBefore).toBe(65);
  });

  test('another caller has a count of its own', async () => {
    const store = await openTestStore(kind);
    await lease(store, 60);
    expect((await lease(store, 1, { callerKey: 'other' })).countedBefore).toBe(0);
  });

  test('a count whose window is over begins anew', async () => {
    const store = await openTestStore(kind);
    await lease(store, 60);
    await moveEnd(store, 1_000);
    const { countedBefore, msUntilReset } = await lease(store, 7);
    expect(countedBefore).toBe(0);
    expect(msUntilReset).toBeGreaterThan(0);
    expect((await lease(store, 1)).countedBefore).toBe(7);
  });

  test('a count from before the clock was put back begins anew', async () => {
    const store = await openTestStore(kind);
    await lease(store, 60);
    await moveEnd(store, Date.now() + 24 * 3_600_000);
    const { countedBefore, msUntilReset } = await lease(store, 1);
    expect(countedBefore).toBe(0);
    expect(msUntilReset).toBeLessThanOrEqual(600_000);
  });

  test('counts whose window is over are erased, some at a time, and no others', async () => {
    const store = await openTestStore(kind);
    for (const callerKey of ['a', 'b', 'c']) await lease(store, 1, { callerKey });
    await moveEnd(store, 1_000);
    await lease(store, 9, { callerKey: 'c' });
    expect(await eraseCallerCounts(store, 2_000, 1)).toBe(1);
    expect(await eraseCallerCounts(store, 2_000, 10)).toBe(1);
    expect(await eraseCallerCounts(store, 2_000, 10)).toBe(0);
    expect(await countRows(store)).toBe(1);
    expect((await lease(store, 1, { callerKey: 'c' })).countedBefore).toBe(9);
  });
});

test('what instances lease of a caller at the same time from one PostgreSQL is counted once each', async () => {
  const place = await makeStorePlace('postgres');
  const stores = await Promise.all([1, 2, 3].map(() => openTestStore('postgres', { place })));
  const counts = await Promise.all(Array.from({ length: 60 }, (_, index) => lease(stores[index % 3]!, 10)));
  const before = counts.map(({ countedBefore }) => countedBefore).toSorted((one, other) => one - other);
  expect(before).toEqual(Array.from({ length: 60 }, (_, index) => index * 10));
});
