import { expect, test } from 'vitest';
import { createInstanceCount } from '../../../src/imports/pace/instance-count.ts';
import { createSharedPace } from '../../../src/imports/pace/shared-pace.ts';
import { createTurnBucket } from '../../../src/imports/pace/turn-bucket.ts';
import { StoreUnavailableError } from '../../../src/store/store-errors.ts';
import { monotonicClock } from '../../../src/trackier/clock.ts';
import { makeStorePlace, openTestStore } from '../../support/open-store.ts';
import { createManualClock } from '../../trackier/manual-clock.ts';

const key = { baseUrl: 'https://api.trackier.com', apiKey: 'the-secret-key' };

test('three instances on one PostgreSQL take no more turns together than one may', async () => {
  const place = await makeStorePlace('postgres');
  const stores = await Promise.all([1, 2, 3].map(() => openTestStore('postgres', { place })));
  const requestsPerSecond = 20;
  const starts: number[] = [];
  const paces = stores.map(store =>
    createSharedPace({
      requestsPerSecond,
      bucket: createTurnBucket(store, key),
      instanceCount: () => 3,
      clock: monotonicClock,
      onOutage: () => {},
    }),
  );
  const take = async (pace: (typeof paces)[number]): Promise<void> => {
    (await pace.take({ lane: 'import', deadlineMs: Number.POSITIVE_INFINITY })).start();
    starts.push(performance.now());
  };
  await Promise.all(paces.flatMap(pace => Array.from({ length: 21 }, () => take(pace))));
  for (const pace of paces) pace.drain();
  // A machine that stands still makes it longer, and a lease's answer may be late by a second at most; each by itself takes one.
  expect(starts.at(-1)! - starts[0]!).toBeGreaterThan((62 / requestsPerSecond) * 1_000 - 1_100);
  const [bucket] = await stores[0]!.run(db => db.selectFrom('pace_buckets').selectAll().execute());
  expect(bucket!.id).toMatch(/^[0-9a-f]{64}$/);
});

test('instances on one database know how many they are, and are gone when they end', async () => {
  const store = await openTestStore('sqlite');
  const clock = createManualClock();
  const counts = ['one', 'two'].map(instanceId => createInstanceCount({ store, instanceId, clock }));
  await expect
    .poll(async () => (await store.run(db => db.selectFrom('instances').selectAll().execute())).length)
    .toBe(2);
  await expect.poll(async () => (await clock.advance(2_000), counts.map(({ count }) => count()))).toEqual([2, 2]);
  await counts[0]!.stop();
  await expect.poll(async () => (await clock.advance(2_000), counts[1]!.count())).toBe(1);
  await counts[1]!.stop();
  expect(await store.run(db => db.selectFrom('instances').selectAll().execute())).toEqual([]);
  expect(clock.pendingTimers).toBe(0);
});

test('with the database away the instances last known are believed', async () => {
  const real = await openTestStore('sqlite');
  const clock = createManualClock();
  let isAway = false;
  const run: typeof real.run = work => (isAway ? Promise.reject(new StoreUnavailableError('away')) : real.run(work));
  const counts = ['one', 'two'].map(instanceId =>
    createInstanceCount({ store: { run, dialect: real.dialect }, instanceId, clock }),
  );
  await expect.poll(async () => (await clock.advance(2_000), counts.map(({ count }) => count()))).toEqual([2, 2]);
  isAway = true;
  for (let beat = 0; beat < 10; beat++) await clock.advance(2_000);
  expect(counts.map(({ count }) => count())).toEqual([2, 2]);
  await Promise.all(counts.map(({ stop }) => stop()));
});
