import { setTimeout as sleep } from 'node:timers/promises';
import { sql } from 'kysely';
import { expect, onTestFinished, test, vi } from 'vitest';
import { storeMigrations } from '../../src/store/migrations.ts';
import type { Store } from '../../src/store/open-store.ts';
import { StoreUnavailableError } from '../../src/store/store-errors.ts';
import { ask } from '../support/create-database.ts';
import { makeDirectory, makeStorePlace, openTestStore } from '../support/open-store.ts';
import { startPostgres } from '../support/start-postgres.ts';

const patience = { timeout: 30_000 };

const insert = (store: Store, id: string) =>
  store.run(db => db.insertInto('instances').values({ id, seen_at: 0 }).execute());

const idsIn = async (store: Store): Promise<readonly string[]> =>
  (await store.run(db => db.selectFrom('instances').select('id').orderBy('id').execute())).map(({ id }) => id);

const loseConnections = (url: string) =>
  ask(
    url,
    'select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()',
  );

test('three instances that start at once on an empty database migrate it once', async () => {
  const place = await makeStorePlace('postgres');
  const stores = await Promise.all([1, 2, 3].map(() => openTestStore('postgres', { place })));
  await Promise.all(stores.map((store, index) => insert(store, String(index))));
  for (const store of stores) {
    expect(await idsIn(store)).toEqual(['0', '1', '2']);
    const { rows } = await sql<{ name: string }>`select name from kysely_migration`.execute(store.db);
    expect(rows.map(({ name }) => name)).toEqual(Object.keys(storeMigrations));
  }
});

test('PostgreSQL may stop and start: meanwhile all is refused with one error, then all goes on by itself', async () => {
  const server = await startPostgres();
  onTestFinished(server.close);
  const told: (string | null)[] = [];
  const place = { databaseUrl: server.url, dataDir: await makeDirectory() };
  const store = await openTestStore('postgres', { place, onTrouble: trouble => void told.push(trouble) });
  await insert(store, 'before');

  const underWay = store.transaction(async trx => {
    await trx.insertInto('instances').values({ id: 'lost', seen_at: 0 }).execute();
    await server.stop();
    await trx.insertInto('instances').values({ id: 'lost too', seen_at: 0 }).execute();
  });
  await expect(underWay).rejects.toThrow(StoreUnavailableError);
  await expect(insert(store, 'meanwhile')).rejects.toThrow(StoreUnavailableError);
  await expect(insert(store, 'meanwhile')).rejects.toMatchObject({ code: 'STORE_UNAVAILABLE' });
  expect(store.trouble()).toBe('The database cannot be reached.');
  await expect(openTestStore('postgres', { place })).rejects.toThrow(StoreUnavailableError);

  await server.start();
  await vi.waitFor(() => expect(store.trouble()).toBeNull(), patience);
  await insert(store, 'after');
  expect(await idsIn(store)).toEqual(['after', 'before']);
  expect(told[0]).toBe('The database cannot be reached.');
  expect(told.at(-1)).toBeNull();
});

test('the loss of a connection in the middle of a transaction takes the transaction back, and not the process', async () => {
  const place = await makeStorePlace('postgres');
  const store = await openTestStore('postgres', { place });
  const transaction = store.transaction(async trx => {
    await trx.insertInto('instances').values({ id: 'lost', seen_at: 0 }).execute();
    await loseConnections(place.databaseUrl!);
    // Between two statements, so that there is nobody but the pool to hear of it.
    await sleep(50);
    await trx.insertInto('instances').values({ id: 'lost too', seen_at: 0 }).execute();
  });
  await expect(transaction).rejects.toThrow(StoreUnavailableError);
  await vi.waitFor(() => expect(store.trouble()).toBeNull(), patience);
  expect(await idsIn(store)).toEqual([]);
});

test('the loss of idle connections is made up for', async () => {
  const place = await makeStorePlace('postgres');
  const store = await openTestStore('postgres', { place });
  await Promise.all(['a', 'b', 'c'].map(id => insert(store, id)));
  await loseConnections(place.databaseUrl!);
  await vi.waitFor(async () => expect(await idsIn(store)).toEqual(['a', 'b', 'c']), patience);
  await vi.waitFor(() => expect(store.trouble()).toBeNull(), patience);
});

test('of two transactions in a deadlock one is run again, and both come through', async () => {
  const store = await openTestStore('postgres');
  await insert(store, 'a');
  await insert(store, 'b');
  let attempts = 0;
  const bothHoldOne = Promise.withResolvers<void>();
  const touch = (first: string, second: string) =>
    store.transaction(async trx => {
      const touchOne = (id: string) =>
        trx
          .updateTable('instances')
          .set(eb => ({ seen_at: eb('seen_at', '+', 1) }))
          .where('id', '=', id)
          .execute();
      attempts += 1;
      await touchOne(first);
      if (attempts === 2) bothHoldOne.resolve();
      await bothHoldOne.promise;
      await touchOne(second);
    });
  await Promise.all([touch('a', 'b'), touch('b', 'a')]);
  expect(attempts).toBe(3);
  expect(await store.run(db => db.selectFrom('instances').select('seen_at').execute())).toEqual([
    { seen_at: 2 },
    { seen_at: 2 },
  ]);
});

test('a row that one transaction holds is left out by another that skips what is locked', async () => {
  const store = await openTestStore('postgres');
  await insert(store, 'a');
  await insert(store, 'b');
  const pick = (trx: Store['db']) =>
    store.dialect.skipLocked(trx.selectFrom('instances').select('id').orderBy('id').limit(1)).executeTakeFirstOrThrow();
  await store.transaction(async one => {
    expect(await pick(one)).toEqual({ id: 'a' });
    await store.transaction(async other => expect(await pick(other)).toEqual({ id: 'b' }));
  });
});
