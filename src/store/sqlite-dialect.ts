import { type Dialect, SqliteAdapter, SqliteDriver, SqliteIntrospector, SqliteQueryCompiler } from 'kysely';
import { openSqliteDatabase } from './sqlite-database.ts';
import type { StoreHealth } from './store-health.ts';
import { watchDriver } from './watched-driver.ts';

/** Kysely over Node's own SQLite. */
export function createSqliteDialect(path: string, health: StoreHealth): Dialect {
  return {
    createAdapter: () => new MigratingAdapter(),
    createDriver: () => watchDriver(new SqliteDriver({ database: async () => openSqliteDatabase(path) }), health),
    createIntrospector: db => new SqliteIntrospector(db),
    createQueryCompiler: () => new SqliteQueryCompiler(),
  };
}

/** SQLite can take back changes of tables, so that a migration whose process dies leaves nothing; Kysely does not use that by itself. */
class MigratingAdapter extends SqliteAdapter {
  override get supportsTransactionalDdl(): boolean {
    return true;
  }
}
