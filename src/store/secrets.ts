import type { Kysely } from 'kysely';
import type { Store } from './store.ts';
import type { Database } from './tables.ts';

/** The secret of a name, which is the same for all instances for ever: the first that asks has it made. */
export async function secretOf(store: Store, name: string, make: () => string): Promise<string> {
  const found = await store.run(db => findSecret(db, name));
  if (found !== null) return found;
  const record = { name, value: make() };
  const insert = (db: Kysely<Database>) => db.insertInto('secrets').values(record);
  await store.run(db =>
    insert(db)
      .onConflict(conflict => conflict.doNothing())
      .execute(),
  );
  // Another instance may have been quicker, and then its secret counts.
  const kept = await store.run(db => findSecret(db, name));
  if (kept === null) throw new Error(`The secret "${name}" was written down and is gone.`);
  return kept;
}

async function findSecret(db: Kysely<Database>, name: string): Promise<string | null> {
  const query = db.selectFrom('secrets').select('value').where('name', '=', name);
  return (await query.executeTakeFirst())?.value ?? null;
}
