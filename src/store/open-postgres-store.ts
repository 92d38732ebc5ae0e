import { Kysely } from 'kysely';
import { postgresStoreDialect } from './dialect.ts';
import { migrate } from './migrations.ts';
import { createPostgresDialect } from './postgres-dialect.ts';
import { probeStore } from './probe-store.ts';
import { retryConflicts } from './retry-conflicts.ts';
import type { Store, StoreOptions } from './store.ts';
import { createStoreHealth, defaultProbeEveryMs } from './store-health.ts';
import { createTableMaker, postgresTraits } from './table-maker.ts';
import type { Database } from './tables.ts';

/** The store in PostgreSQL, which several instances share. */
export async function openPostgresStore(options: StoreOptions & { readonly databaseUrl: string }): Promise<Store> {
  const { databaseUrl, instanceId, onTrouble, probeEveryMs = defaultProbeEveryMs } = options;
  const applicationName = `trackier-graphql-gateway ${instanceId}`;
  const health = createStoreHealth({ probe: () => probeStore(db, instanceId), onTrouble, probeEveryMs });
  const connect = (purpose: 'work' | 'migration'): Kysely<Database> =>
    new Kysely<Database>({ dialect: createPostgresDialect({ databaseUrl, applicationName, purpose }, health) });
  const db = connect('work');
  const close = async (): Promise<void> => {
    health.close();
    await db.destroy();
  };
  const migrator = connect('migration');
  try {
    await migrate(migrator, createTableMaker(postgresTraits));
  } catch (error) {
    await close();
    throw error;
  } finally {
    await migrator.destroy();
  }
  return {
    kind: 'postgres',
    db,
    run: work => work(db),
    dialect: postgresStoreDialect,
    transaction: work => retryConflicts(() => db.transaction().execute(work)),
    trouble: health.trouble,
    warnings: [],
    close,
  };
}
