import { Kysely } from 'kysely';
import { type DataDirectory, prepareDataDirectory } from './data-directory.ts';
import { createSqliteStoreDialect } from './dialect.ts';
import { lockDirectory } from './directory-lock.ts';
import { migrate } from './migrations.ts';
import { probeStore } from './probe-store.ts';
import { createSqliteDialect } from './sqlite-dialect.ts';
import type { Store, StoreOptions } from './store.ts';
import { createStoreHealth, defaultProbeEveryMs, type StoreHealth } from './store-health.ts';
import { createTableMaker, sqliteTraits } from './table-maker.ts';
import type { Database } from './tables.ts';

/** The store in a directory of this machine, for one gateway at a time. */
export async function openSqliteStore(options: StoreOptions): Promise<Store> {
  const { instanceId, onTrouble, probeEveryMs = defaultProbeEveryMs } = options;
  const health = createStoreHealth({ probe: () => probeStore(db, instanceId), onTrouble, probeEveryMs });
  const { directory, unlock } = await takeDirectory(options.dataDir, health);
  const db = new Kysely<Database>({ dialect: createSqliteDialect(directory.databaseFile, health) });
  const close = async (): Promise<void> => {
    health.close();
    await db.destroy();
    unlock();
  };
  try {
    await migrate(db, createTableMaker(sqliteTraits));
  } catch (error) {
    await close();
    throw error;
  }
  return {
    kind: 'sqlite',
    db,
    run: work => work(db),
    dialect: createSqliteStoreDialect(options.clock),
    transaction: work => db.transaction().execute(work),
    trouble: health.trouble,
    warnings: directory.warning === null ? [] : [directory.warning],
    async close() {
      // There is one connection: who has it is done with what was under way.
      await db.connection().execute(async () => {});
      await close();
    },
  };
}

async function takeDirectory(
  dataDir: string,
  health: StoreHealth,
): Promise<{ directory: DataDirectory; unlock: () => void }> {
  try {
    return await health.watch(async () => {
      const directory = prepareDataDirectory(dataDir);
      return { directory, unlock: lockDirectory(directory.path, directory.lockFile) };
    });
  } catch (error) {
    health.close();
    throw error;
  }
}
