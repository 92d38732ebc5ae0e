import { describe, expect, onTestFinished, test } from 'vitest';
import { createWorkFinder, type TenantWork } from '../../../src/imports/bulk/work-finder.ts';
import type { Store } from '../../../src/store/store.ts';
import { findWork } from '../../../src/store/work.ts';
import { openTestStore, storeKinds } from '../../support/open-store.ts';
import { createManualClock } from '../../trackier/manual-clock.ts';
import { makeBreakable } from '../idempotency/idempotency-kit.ts';
import { createBulkKit, followed, look, placeImport, realm } from './bulk-import-kit.ts';

const { mode, base_url } = realm;
const find = async ({ db, dialect }: Store) =>
  (await findWork(db, dialect, { mode, base_url })).toSorted((one, other) => (one.tenant < other.tenant ? -1 : 1));

/** A batch with a job, to be looked for at an instant. */
const submitted = (lookAt: number) =>
  ({
    rows: 1,
    batch: { state: 'SUBMITTED', jobId: 'job', attempt: 1 },
    columns: { look_at: lookAt, submitted_at: 1 },
  }) as const;

const nothing = { toSend: false, toLook: false, sealedKey: null };

describe.each(storeKinds)('the work in %s', kind => {
  test('is found for each tenant that has something to send or to look for', async () => {
    const store = await openTestStore(kind);
    const now = await createBulkKit(store).ledger.now();
    await placeImport(store, 'a', [1, 1], { tenant: 'sends', sealed_key: 'sealed' });
    await placeImport(store, 'b', [submitted(now - 1)], { tenant: 'looks', state: 'CANCELLED', sealed_key: 'kept' });
    await placeImport(store, 'c', [submitted(now + 60_000)], { tenant: 'looks later' });
    await placeImport(store, 'd', [1, submitted(now - 1)], { tenant: 'does both' });
    await placeImport(store, 'e', [1], { tenant: 'sends', sealed_key: 'sealed later', touched_at: 3_000 });
    await placeImport(store, 'f', [1], { tenant: 'sends', touched_at: 4_000 });
    for (const [index, state] of (['READY', 'NEEDS_ATTENTION', 'COMPLETED', 'CANCELLED'] as const).entries())
      await placeImport(store, `not-${index}`, [1], { tenant: 'has nothing to do', state });
    expect(await find(store)).toEqual([
      { ...nothing, tenant: 'does both', toSend: true, toLook: true },
      { ...nothing, tenant: 'looks', toLook: true, sealedKey: 'kept' },
      { ...nothing, tenant: 'sends', toSend: true, sealedKey: 'sealed later' },
    ]);
  });

  test('is not that of another mode or upstream', async () => {
    const store = await openTestStore(kind);
    await placeImport(store, 'a', [1, submitted(1)], { mode: 'SANDBOX' });
    await placeImport(store, 'b', [1, submitted(1)], { base_url: 'https://elsewhere.example' });
    expect(await find(store)).toEqual([]);
  });

  test('goes as it comes: by slow start, by looks and by their ends', async () => {
    const store = await openTestStore(kind);
    const { mustClaim, take, ledger, read } = createBulkKit(store);
    await placeImport(store, 'a', [1, 1]);
    const sends = [{ ...nothing, tenant: 'default', toSend: true }];
    expect(await find(store)).toEqual(sends);
    const attempt = await mustClaim('a');
    expect(await find(store)).toEqual([]);
    await take(attempt);
    expect(await find(store)).toEqual(sends);
    await take(await mustClaim('a'));
    expect(await find(store)).toEqual([]);
    const soon = store.db.updateTable('bulk_batches').set({ look_at: 1 });
    await soon.execute();
    expect(await find(store)).toEqual([{ ...nothing, tenant: 'default', toLook: true }]);
    expect(await ledger.claimLooks(5)).toHaveLength(2);
    expect(await find(store)).toEqual([]);
    await soon.execute();
    for (const batch of (await read('a')).batches)
      await ledger.recordLook(followed('a', batch), look({ givenUp: 'Gone.' }));
    expect(await find(store)).toEqual([]);
  });

  test('is found of more imports than one statement takes', async () => {
    const store = await openTestStore(kind);
    const tenants = Array.from({ length: 230 }, (_, index) => `tenant-${`${index}`.padStart(3, '0')}`);
    for (const [index, tenant] of tenants.entries())
      await placeImport(store, `${index}`, [1], { tenant, sealed_key: tenant });
    expect(await find(store)).toEqual(tenants.map(tenant => ({ ...nothing, tenant, toSend: true, sealedKey: tenant })));
  });

  test('costs one statement where there is none, however much was done before', async () => {
    const store = await openTestStore(kind);
    for (let index = 0; index < 20; index++) await placeImport(store, `${index}`, [1], { state: 'COMPLETED' });
    const answered: unknown[] = [];
    const spied = store.db.withPlugin({
      transformQuery: ({ node }) => node,
      transformResult: async ({ result }) => {
        answered.push(result);
        return result;
      },
    });
    expect(await findWork(spied, store.dialect, { mode, base_url })).toEqual([]);
    expect(answered).toHaveLength(1);
  });
});

/** A finder by a manual clock, over a store that can be away. */
async function start() {
  const breakable = makeBreakable(await openTestStore('sqlite'));
  const clock = createManualClock();
  const found: (readonly TenantWork[])[] = [];
  const errors: unknown[] = [];
  const throwing = { next: null as Error | null };
  const finder = createWorkFinder({
    store: breakable.store,
    mode,
    baseUrl: base_url,
    clock,
    onWork(work) {
      if (throwing.next) throw throwing.next;
      found.push(work);
    },
    onError: error => errors.push(error),
  });
  onTestFinished(() => finder.stop());
  const pass = async (ms: number): Promise<void> => {
    for (let passed = 0; passed < ms; passed += 250) {
      await clock.advance(250);
      for (let turn = 0; turn < 20; turn++) await clock.advance(0);
    }
  };
  return { breakable, clock, found, errors, throwing, finder, pass };
}

test('the finder tells within a second of what another instance has left', async () => {
  const { breakable, finder, found, pass } = await start();
  await pass(2_000);
  expect(found).toEqual([]);
  finder.start();
  await pass(3_000);
  expect(found.length).toBeGreaterThanOrEqual(3);
  expect(found.flat()).toEqual([]);
  await placeImport(breakable.store, 'a', [1]);
  await pass(1_000);
  expect(found.at(-1)).toEqual([{ ...nothing, tenant: 'default', toSend: true }]);
});

test('a finder that is stopped never asks again', async () => {
  const { breakable, finder, found, clock, pass } = await start();
  finder.start();
  await placeImport(breakable.store, 'a', [1]);
  await pass(2_000);
  expect(found.at(-1)).toHaveLength(1);
  await finder.stop();
  const asked = breakable.asked;
  await pass(5_000);
  expect([breakable.asked, clock.pendingTimers]).toEqual([asked, 0]);
});

test('a finder whose store is away says nothing, asks once a second, and finds again when it is back', async () => {
  const { breakable, finder, found, errors, pass } = await start();
  await placeImport(breakable.store, 'a', [1]);
  breakable.away = 'all';
  finder.start();
  const before = breakable.asked;
  await pass(10_000);
  expect(breakable.asked - before).toBeLessThanOrEqual(12);
  expect([found, errors]).toEqual([[], []]);
  breakable.away = 'none';
  await pass(1_000);
  expect(found.length).toBeGreaterThan(0);
});

test('a bug does not end the finder, and is told once until all is well again', async () => {
  const { throwing, finder, found, errors, pass } = await start();
  throwing.next = new TypeError('oops');
  finder.start();
  await pass(5_000);
  expect(errors).toEqual([throwing.next]);
  throwing.next = null;
  await pass(1_000);
  expect(found.length).toBeGreaterThan(0);
  throwing.next = new TypeError('again');
  await pass(3_000);
  expect(errors).toHaveLength(2);
});
