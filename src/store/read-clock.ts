import type { Kysely } from 'kysely';
import type { StoreDialect } from './dialect.ts';
import type { Database } from './tables.ts';

/** The clock by which leases are judged, in milliseconds since 1970: with PostgreSQL it is the same for all instances. */
export async function readClock(db: Kysely<Database>, dialect: StoreDialect): Promise<number> {
  return (await db.selectNoFrom(dialect.nowMs().as('now')).executeTakeFirstOrThrow()).now;
}
