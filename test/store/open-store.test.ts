import { type Kysely, sql } from 'kysely';
import { describe, expect, test } from 'vitest';
import { migrate, storeMigrations } from '../../src/store/migrations.ts';
import { StoreTooNewError } from '../../src/store/store-errors.ts';
import { createTableMaker, postgresTraits, sqliteTraits } from '../../src/store/table-maker.ts';
import { makeStorePlace, openTestStore, storeKinds } from '../support/open-store.ts';
import { sampleRows } from './sample-rows.ts';

const traits = { sqlite: sqliteTraits, postgres: postgresTraits };

describe.each(storeKinds)('the store on %s', kind => {
  test('has a column of the right type for all that the program knows', async () => {
    const { db } = await openTestStore(kind);
    for (const [table, row] of Object.entries(sampleRows)) {
      const anyDb: Kysely<any> = db;
      await anyDb.insertInto(table).values(row).execute();
      expect(await anyDb.selectFrom(table).selectAll().execute()).toEqual([row]);
    }
  });

  test('keeps what it was given when it is opened again, and changes nothing in a database that is up to date', async () => {
    const place = await makeStorePlace(kind);
    const first = await openTestStore(kind, { place });
    await first.db.insertInto('instances').values(sampleRows.instances).execute();
    const before = await sql`select * from kysely_migration`.execute(first.db);
    await first.close();
    const second = await openTestStore(kind, { place });
    expect(await second.db.selectFrom('instances').selectAll().execute()).toEqual([sampleRows.instances]);
    expect((await sql`select * from kysely_migration`.execute(second.db)).rows).toEqual(before.rows);
    expect(before.rows).toHaveLength(Object.keys(storeMigrations).length);
  });

  test('refuses a database that a newer version has changed', async () => {
    const place = await makeStorePlace(kind);
    const store = await openTestStore(kind, { place });
    await sql`insert into kysely_migration (name, timestamp) values ('9999-later', '2099-01-01T00:00:00.000Z')`.execute(
      store.db,
    );
    await store.close();
    const opening = openTestStore(kind, { place });
    await expect(opening).rejects.toThrow(StoreTooNewError);
    await expect(opening).rejects.toThrow(/newer version of the gateway: it has the changes 9999-later/);
  });

  test('leaves nothing of a migration that fails, and can try it again', async () => {
    const { db } = await openTestStore(kind);
    const makeTable = createTableMaker(traits[kind]);
    let isBroken = true;
    const migrations = {
      ...storeMigrations,
      '0002-more': async (inside: Kysely<unknown>) => {
        await makeTable(inside, 'more', { id: 'text' }, ['id']);
        if (isBroken) throw new Error('Half way.');
      },
    };
    await expect(migrate(db, makeTable, migrations)).rejects.toThrow('Half way.');
    isBroken = false;
    await migrate(db, makeTable, migrations);
    expect((await sql`select * from more`.execute(db)).rows).toEqual([]);
  });

  test('takes back all of a transaction that throws', async () => {
    const store = await openTestStore(kind);
    const transaction = store.transaction(async trx => {
      await trx.insertInto('instances').values(sampleRows.instances).execute();
      throw new Error('No.');
    });
    await expect(transaction).rejects.toThrow('No.');
    expect(await store.run(db => db.selectFrom('instances').selectAll().execute())).toEqual([]);
    expect(store.trouble()).toBeNull();
  });

  test('does not call it trouble when a statement is wrong', async () => {
    const store = await openTestStore(kind);
    const insert = () => store.db.insertInto('instances').values(sampleRows.instances).execute();
    await insert();
    await expect(insert()).rejects.toThrow(/unique/i);
    expect(store.trouble()).toBeNull();
  });

  test('orders text by its bytes, whatever the language', async () => {
    const { db } = await openTestStore(kind);
    await db
      .insertInto('instances')
      .values(['a', 'ä', 'B', 'Z', '_'].map(id => ({ id, seen_at: 0 })))
      .execute();
    const rows = await db.selectFrom('instances').select('id').orderBy('id').execute();
    expect(rows.map(({ id }) => id)).toEqual(['B', 'Z', '_', 'a', 'ä']);
  });

  test('refuses a fraction where whole numbers are kept', async () => {
    const { db } = await openTestStore(kind);
    await expect(db.insertInto('instances').values({ id: 'a', seen_at: 1.5 }).execute()).rejects.toThrow(/1\.5|REAL/);
  });

  test('gives sums, counts and instants as numbers', async () => {
    const { db, dialect } = await openTestStore(kind, { clock: () => 1_795_365_120_079.9 });
    const instants = [1_795_365_120_079, 1_795_365_120_080];
    await db
      .insertInto('instances')
      .values(instants.map(seen_at => ({ id: String(seen_at), seen_at })))
      .execute();
    const { count, sum, now } = await db
      .selectFrom('instances')
      .select(({ fn }) => [fn.countAll<number>().as('count'), fn.sum<number>('seen_at').as('sum')])
      .select(dialect.nowMs().as('now'))
      .executeTakeFirstOrThrow();
    expect({ count, sum }).toEqual({ count: 2, sum: 3_590_730_240_159 });
    expect(now).toSatisfy(Number.isInteger);
  });
});
