import { type Kysely, type RawBuilder, type SelectQueryBuilder, sql } from 'kysely';
import { busyTimeoutMs } from './sqlite-database.ts';
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
  /** Something was erased, or is with the transaction that is under way. */
  readonly noteErased: () => void;
  /**
   * Makes the bytes of what was erased leave the files too, where the database would let them lie for long. While somebody else
   * reads the files it cannot: then that is left to the next call.
   */
  readonly flushErased: (db: Kysely<Database>) => Promise<void>;
}

/** `clock`: the wall clock, in milliseconds since 1970. */
export function createSqliteStoreDialect(clock: () => number): StoreDialect {
  // The process before this one may have died with something left to do.
  let isOwed = true;
  return {
    kind: 'sqlite',
    nowMs: () => sql<number>`${Math.floor(clock())}`,
    forUpdate: query => query,
    skipLocked: query => query,
    maxParameters: 32_766,
    noteErased() {
      isOwed = true;
    },
    async flushErased(db) {
      if (!isOwed) return;
      isOwed = false;
      // `secure_delete` overwrites the database; the log still has the pages as they were.
      let isEmpty = false;
      try {
        isEmpty = await emptyLog(db);
      } finally {
        // What is erased meanwhile says so itself.
        if (!isEmpty) isOwed = true;
      }
    },
  };
}

/** False when somebody reads it. Nobody is waited for: that would block the process. */
async function emptyLog(db: Kysely<Database>): Promise<boolean> {
  return db.connection().execute(async connection => {
    await sql`pragma busy_timeout = 0`.execute(connection);
    try {
      const { rows } = await sql<{ busy: number }>`pragma wal_checkpoint(truncate)`.execute(connection);
      return rows[0]?.busy === 0;
    } finally {
      await sql`pragma busy_timeout = ${sql.lit(busyTimeoutMs)}`.execute(connection);
    }
  });
}

/** The server's clock, its row locks, and its own care for what was erased. */
export const postgresStoreDialect: StoreDialect = {
  kind: 'postgres',
  nowMs: () => sql<number>`floor(extract(epoch from clock_timestamp()) * 1000)::bigint`,
  forUpdate: (query, table) => query.forUpdate(table),
  skipLocked: (query, table) => query.forUpdate(table).skipLocked(),
  maxParameters: 65_535,
  noteErased: () => {},
  flushErased: async () => {},
};
