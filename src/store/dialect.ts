import { type Kysely, type RawBuilder, type SelectQueryBuilder, sql } from 'kysely';
import type { Database } from './tables.ts';

type LockingClause = <DB, TB extends keyof DB & string, O>(
  query: SelectQueryBuilder<DB, TB, O>,
  /** The table whose rows are held. @default all that are read */
  table?: TB,
) => SelectQueryBuilder<DB, TB, O>;

/** All that differs between the two databases for who writes statements. */
export interface StoreDialect {
  readonly kind: 'sqlite' | 'postgres';
  /** The time as an expression, in whole milliseconds since 1970: on PostgreSQL the server's, so that all instances go by one clock. */
  readonly nowMs: () => RawBuilder<number>;
  /** Inside a transaction: the rows that are read stay as they are until it ends. SQLite has one writer, and needs nothing. */
  readonly forUpdate: LockingClause;
  /** The same, leaving out the rows that another transaction holds. In a CTE, make it `materialized`. */
  readonly skipLocked: LockingClause;
  /** How many parameters a statement may have. */
  readonly maxParameters: number;
  /** After rows were erased: makes the erased bytes leave the files too, where the database would let them lie for long. */
  readonly flushErased: (db: Kysely<Database>) => Promise<void>;
}

/** `clock`: the wall clock, in milliseconds since 1970. */
export function createSqliteStoreDialect(clock: () => number): StoreDialect {
  return {
    kind: 'sqlite',
    nowMs: () => sql<number>`${Math.floor(clock())}`,
    forUpdate: query => query,
    skipLocked: query => query,
    maxParameters: 32_766,
    async flushErased(db) {
      // `secure_delete` overwrites the database; the log still has the pages as they were.
      await sql`pragma wal_checkpoint(truncate)`.execute(db);
    },
  };
}

/** The server's clock, its row locks, and its own care for what was erased. */
export const postgresStoreDialect: StoreDialect = {
  kind: 'postgres',
  nowMs: () => sql<number>`floor(extract(epoch from clock_timestamp()) * 1000)::bigint`,
  forUpdate: (query, table) => query.forUpdate(table),
  skipLocked: (query, table) => query.forUpdate(table).skipLocked(),
  maxParameters: 65_535,
  flushErased: async () => {},
};
