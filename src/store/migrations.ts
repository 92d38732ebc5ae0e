import { type Kysely, sql } from 'kysely';
import { type Migration, Migrator } from 'kysely/migration';
import { createBulkImports } from './migrations/0001-bulk-imports.ts';
import { StoreTooNewError } from './store-errors.ts';
import type { MakeTable } from './table-maker.ts';
import type { Database } from './tables.ts';

/** A step from one version of the database to the next. What has been released is never edited. */
export type StoreMigration = (db: Kysely<unknown>, makeTable: MakeTable) => Promise<void>;

/** All steps, by the names under which a database remembers them; they run in the order of the names. */
export const storeMigrations: Readonly<Record<string, StoreMigration>> = {
  '0001-bulk-imports': createBulkImports,
};

/**
 * Brings a database up to date. Several processes may do so at the same time: one works, the others wait. A step that fails, or
 * whose process dies, leaves nothing behind.
 */
export async function migrate(
  db: Kysely<Database>,
  makeTable: MakeTable,
  migrations: Readonly<Record<string, StoreMigration>> = storeMigrations,
): Promise<void> {
  const known = Object.entries(migrations).map(
    ([name, step]) => [name, { up: (inside: Kysely<unknown>) => step(inside, makeTable) }] as const,
  );
  const provider = { getMigrations: async (): Promise<Record<string, Migration>> => Object.fromEntries(known) };
  const { error } = await new Migrator({ db, provider }).migrateToLatest();
  if (error === undefined) return;
  const unknown = (await findExecuted(db).catch(() => [])).filter(name => !(name in migrations));
  if (unknown.length > 0) throw new StoreTooNewError(unknown, error);
  throw error instanceof Error ? error : new Error('The migration failed.', { cause: error });
}

async function findExecuted(db: Kysely<Database>): Promise<readonly string[]> {
  const { rows } = await sql<{ name: string }>`select name from kysely_migration order by name`.execute(db);
  return rows.map(({ name }) => name);
}
