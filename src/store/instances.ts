import { type Kysely, sql } from 'kysely';
import type { StoreDialect } from './dialect.ts';
import type { Database } from './tables.ts';

/** Says that an instance lives. */
export async function noteInstance(db: Kysely<Database>, dialect: StoreDialect, id: string): Promise<void> {
  await db
    .insertInto('instances')
    .values({ id, seen_at: dialect.nowMs() })
    .onConflict(conflict => conflict.column('id').doUpdateSet({ seen_at: dialect.nowMs() }))
    .execute();
}

/** How many instances live: those that were seen within `aliveForMs`. The others are forgotten. */
export async function countInstances(db: Kysely<Database>, dialect: StoreDialect, aliveForMs: number): Promise<number> {
  const now = dialect.nowMs();
  // A time to come is from before the clock was put back.
  const isDead = sql<boolean>`seen_at not between ${now} - ${aliveForMs} and ${now} + ${aliveForMs}`;
  await db.deleteFrom('instances').where(isDead).execute();
  const counted = db.selectFrom('instances').select(({ fn }) => fn.countAll<number>().as('count'));
  return (await counted.executeTakeFirstOrThrow()).count;
}

/** Forgets an instance that ends. */
export async function forgetInstance(db: Kysely<Database>, id: string): Promise<void> {
  await db.deleteFrom('instances').where('id', '=', id).execute();
}
