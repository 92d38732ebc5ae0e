import { type Dialect, PostgresAdapter, PostgresDriver, PostgresIntrospector, PostgresQueryCompiler } from 'kysely';
import { createPostgresPool, type PostgresPoolOptions } from './postgres-pool.ts';
import type { StoreHealth } from './store-health.ts';
import { watchDriver } from './watched-driver.ts';

/** Kysely over a pool of connections to PostgreSQL. */
export function createPostgresDialect(options: PostgresPoolOptions, health: StoreHealth): Dialect {
  return {
    createAdapter: () => new PostgresAdapter(),
    createDriver: () => watchDriver(new PostgresDriver({ pool: createPostgresPool(options, health.suspect) }), health),
    createIntrospector: db => new PostgresIntrospector(db),
    createQueryCompiler: () => new PostgresQueryCompiler(),
  };
}
