import type { Kysely, Transaction } from 'kysely';
import type { StoreDialect } from './dialect.ts';
import type { Database } from './tables.ts';

/**
 * Durable state. Whatever fails for the database's sake is thrown as StoreUnavailableError, by `db` as well; everything goes on by
 * itself when the database is back.
 */
export interface Store {
  readonly kind: 'sqlite' | 'postgres';
  /** The database itself, for single statements. */
  readonly db: Kysely<Database>;
  /** Runs a single statement. Never inside `transaction`: SQLite has one connection, and it would wait for itself. */
  readonly run: <T>(work: (db: Kysely<Database>) => Promise<T>) => Promise<T>;
  readonly dialect: StoreDialect;
  /** All of it or nothing. `work` runs again when another transaction got in its way, so it does nothing but ask the database. */
  readonly transaction: <T>(work: (trx: Transaction<Database>) => Promise<T>) => Promise<T>;
  /** Why the store does not work, in one sentence that names no host; null when it does. */
  readonly trouble: () => string | null;
  /** What an operator should know, once. */
  readonly warnings: readonly string[];
  /** Lets what is under way end, and closes. */
  readonly close: () => Promise<void>;
}

/** What the store is told when it is opened. */
export interface StoreOptions {
  /** `postgres://…`; null: SQLite in `dataDir`. */
  readonly databaseUrl: string | null;
  readonly dataDir: string;
  /** Of this process, for as long as it lives. */
  readonly instanceId: string;
  /** Told when the store stops working, with the reason, and when it works again, with null. */
  readonly onTrouble: (trouble: string | null, error: unknown) => void;
  /** The wall clock, in milliseconds since 1970. */
  readonly clock: () => number;
  /** How often a store in trouble is tried. @default 1000 */
  readonly probeEveryMs?: number;
}
