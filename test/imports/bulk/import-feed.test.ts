import { describe, expect, test } from 'vitest';
import type { BulkImport } from '../../../src/imports/bulk/bulk-import.ts';
import { createImportFeed } from '../../../src/imports/bulk/import-feed.ts';
import { NotFoundError } from '../../../src/imports/import-errors.ts';
import type { Store } from '../../../src/store/store.ts';
import { makeStorePlace, openTestStore, storeKinds } from '../../support/open-store.ts';
import { createManualClock, settle } from '../../trackier/manual-clock.ts';
import { makeBreakable } from '../idempotency/idempotency-kit.ts';
import { createBulkKit, placeImport } from './bulk-import-kit.ts';

/** A feed by a manual clock, with those who follow imports. */
function createFeedKit(store: Store) {
  const clock = createManualClock(1_000);
  const statements = { count: 0 };
  const schedule = (callback: () => void, ms: number) =>
    clock.after(ms, () => {
      statements.count++;
      callback();
    });
  const feed = createImportFeed(store, { nowMs: () => clock.now(), schedule });
  const kit = createBulkKit(store, { feed });
  const follow = (id: string) => {
    const values: BulkImport[] = [];
    const stream = kit.bulk.watch(id);
    const follower = { values, stream, error: null as unknown, isOver: false };
    const read = async (): Promise<void> => {
      try {
        for await (const value of stream) values.push(value);
      } catch (error) {
        follower.error = error;
      }
      follower.isOver = true;
    };
    void read();
    return follower;
  };
  /** Lets time pass, in small steps and with what it brings, until something is so. */
  const until = async (isSo: () => boolean): Promise<void> => {
    for (let turn = 0; turn < 2_000 && !isSo(); turn++) {
      await clock.advance(turn % 5 === 0 ? 50 : 0);
      if (turn > 200) await new Promise(resolve => setTimeout(resolve, 5));
    }
    expect(isSo()).toBe(true);
  };
  return { ...kit, clock, feed, follow, until, statements };
}

describe.each(storeKinds)('followers of bulk imports in %s', kind => {
  test('get the import now, then each change whoever made it, and are done at a final state', async () => {
    const place = await makeStorePlace(kind);
    const store = await openTestStore(kind, { place });
    const other = kind === 'postgres' ? await openTestStore(kind, { place }) : store;
    const { feed, follow, until } = createFeedKit(store);
    // Changes that are made with another feed, as by another instance, are not told to this one.
    const elsewhere = createBulkKit(other);
    await placeImport(store, 'a', [1, 1], { state: 'READY' });
    const follower = follow('a');
    await until(() => follower.values.length === 1);
    expect(follower.values[0]?.state).toBe('READY');
    await elsewhere.bulk.start('a');
    await until(() => follower.values.length === 2);
    await elsewhere.submit('a');
    await until(() => follower.values.length === 3);
    expect(follower.isOver).toBe(false);
    await elsewhere.bulk.cancel('a');
    await until(() => follower.isOver);
    expect(follower.values.map(({ state }) => state)).toEqual(['READY', 'RUNNING', 'RUNNING', 'CANCELLED']);
    expect(follower.values.map(({ revision }) => revision)).toEqual([1, 2, 4, 5]);
    expect([follower.error, feed.watchedCount()]).toEqual([null, 0]);
  });

  test('get an import that is over once', async () => {
    const store = await openTestStore(kind);
    const { follow, until, clock } = createFeedKit(store);
    await placeImport(store, 'a', [], { state: 'COMPLETED' });
    const follower = follow('a');
    await until(() => follower.isOver);
    expect(follower.values.map(({ state }) => state)).toEqual(['COMPLETED']);
    expect(clock.pendingTimers).toBe(0);
  });

  test('are told when there is no such import, or when it is erased', async () => {
    const store = await openTestStore(kind);
    const { follow, until } = createFeedKit(store);
    await placeImport(store, 'a', [], { state: 'READY' });
    const [none, erased] = [follow('none'), follow('a')];
    await until(() => none.isOver && erased.values.length === 1);
    expect(none).toMatchObject({ values: [], error: expect.any(NotFoundError) });
    await store.db.deleteFrom('bulk_imports').execute();
    await until(() => erased.isOver);
    expect(erased.error).toBeInstanceOf(NotFoundError);
  });
});

test('followers are told a few times a second at most, however much happens, and of the last change for certain', async () => {
  const store = await openTestStore('sqlite');
  const { feed, follow, until, clock, statements } = createFeedKit(store);
  await placeImport(store, 'a', [1], { state: 'READY' });
  const followers = [follow('a'), follow('a')];
  await until(() => followers.every(({ values }) => values.length === 1));
  statements.count = 0;
  for (let step = 2; step <= 201; step++) {
    await store.db.updateTable('bulk_imports').set({ revision: step }).execute();
    feed.poke('a');
    feed.poke('another');
    await clock.advance(50);
    for (let turn = 0; turn < 10; turn++) await settle();
  }
  expect(statements.count).toBeLessThanOrEqual(41);
  expect(statements.count).toBeGreaterThan(20);
  await until(() => followers.every(({ values }) => values.at(-1)?.revision === 201));
  for (const { values } of followers) {
    expect(values.length).toBeLessThanOrEqual(43);
    const revisions = values.map(({ revision }) => revision);
    expect(revisions).toEqual([...new Set(revisions)].toSorted((one, other) => one - other));
  }
  for (const { stream } of followers) await stream.return?.();
});

test('followers are told sooner of what happens here', async () => {
  const store = await openTestStore('sqlite');
  const { feed, follow, until, clock } = createFeedKit(store);
  await placeImport(store, 'a', [1], { state: 'READY' });
  const follower = follow('a');
  await until(() => follower.values.length === 1);
  await clock.advance(0);
  for (let turn = 0; turn < 10; turn++) await settle();
  await store.db.updateTable('bulk_imports').set({ revision: 2 }).execute();
  feed.poke('a');
  await clock.advance(250);
  for (let turn = 0; turn < 10; turn++) await settle();
  expect(follower.values.map(({ revision }) => revision)).toEqual([1, 2]);
  await follower.stream.return?.();
});

test('followers keep one chain of rounds going, whenever they come and go, and leave none behind', async () => {
  const store = await openTestStore('sqlite');
  const { feed, follow, until, clock } = createFeedKit(store);
  await placeImport(store, 'a', [1], { state: 'READY' });
  for (let round = 0; round < 20; round++) {
    const follower = follow('a');
    await until(() => follower.values.length === 1);
    await clock.advance(400 * (round % 3));
    const next = follow('a');
    await follower.stream.return?.();
    await until(() => next.values.length === 1);
    for (let turn = 0; turn < 10; turn++) await settle();
    expect(clock.pendingTimers).toBe(1);
    await next.stream.return?.();
    await until(() => feed.watchedCount() === 0 && clock.pendingTimers === 0);
  }
});

test('followers wait while the store is away, and are told when it is back', async () => {
  const breakable = makeBreakable(await openTestStore('sqlite'));
  const { store } = breakable;
  const { follow, until, clock } = createFeedKit(store);
  await placeImport(store, 'a', [1], { state: 'READY' });
  const early = follow('a');
  await until(() => early.values.length === 1);
  breakable.away = 'all';
  const late = follow('a');
  await clock.advance(3_000);
  expect([early.isOver, late.isOver, late.values.length]).toEqual([false, false, 0]);
  breakable.away = 'none';
  await store.db.updateTable('bulk_imports').set({ revision: 7 }).execute();
  await until(() => late.values.length === 1 && early.values.length === 2);
  expect(early.values.at(-1)?.revision).toBe(7);
  for (const { stream } of [early, late]) await stream.return?.();
});

test('followers are let go when the feed closes, and who comes later gets nothing', async () => {
  const store = await openTestStore('sqlite');
  const { feed, follow, until, clock } = createFeedKit(store);
  await placeImport(store, 'a', [1], { state: 'READY' });
  const follower = follow('a');
  await until(() => follower.values.length === 1);
  feed.close();
  const late = follow('a');
  await until(() => follower.isOver && late.isOver);
  expect([follower.error, late.error, late.values.length]).toEqual([null, null, 0]);
  await until(() => clock.pendingTimers === 0 && feed.watchedCount() === 0);
});

test('a slow follower gets the latest, and not all', async () => {
  const store = await openTestStore('sqlite');
  const { bulk, clock } = createFeedKit(store);
  await placeImport(store, 'a', [1], { state: 'READY' });
  const stream = bulk.watch('a');
  expect((await stream.next()).value.revision).toBe(1);
  for (let revision = 2; revision <= 6; revision++) {
    await store.db.updateTable('bulk_imports').set({ revision }).execute();
    await clock.advance(400);
    for (let turn = 0; turn < 10; turn++) await settle();
  }
  expect((await stream.next()).value.revision).toBe(6);
  await stream.return?.();
});
