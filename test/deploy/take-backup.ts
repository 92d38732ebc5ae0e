import { copyFile } from 'node:fs/promises';
import { join } from 'node:path';
import { backup, DatabaseSync } from 'node:sqlite';
import { Client } from 'pg';
import { createDatabase } from '../support/create-database.ts';
import { makeDataDir } from '../support/data-dir.ts';
import { openTestStore } from '../support/open-store.ts';
import { readText } from './read-deployment.ts';

/** Where a gateway keeps what it knows. */
export type Place = Readonly<Record<string, string>>;

/** A database as it was at one moment. */
export interface Backup {
  /** Makes a new place of it, each time. */
  readonly restore: () => Promise<Place>;
}

/** How a kind of database is made, backed up while it works, and spoken to. */
export interface BackupKit {
  readonly makePlace: () => Promise<Place>;
  readonly take: (place: Place) => Promise<Backup>;
  /** Runs the statements of deploy/after-restore.*.sql, as psql or sqlite3 would. */
  readonly runAfterRestore: (place: Place) => Promise<void>;
}

const connected = async <Result>(url: string, work: (client: Client) => Promise<Result>): Promise<Result> => {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
};

/** All tables in one snapshot, as pg_dump takes them; the PostgreSQL of the tests comes without pg_dump. */
const takeFromPostgres = (url: string): Promise<ReadonlyMap<string, string>> =>
  connected(url, async client => {
    await client.query('begin isolation level repeatable read read only');
    const { rows: tables } = await client.query("select tablename from pg_tables where schemaname = 'public'");
    const contents = new Map<string, string>();
    for (const { tablename } of tables) {
      const { rows } = await client.query(`select coalesce(json_agg(t), '[]')::text as json from ${tablename} t`);
      contents.set(tablename, rows[0].json);
    }
    return contents;
  });

async function restoreToPostgres(contents: ReadonlyMap<string, string>): Promise<Place> {
  const DATABASE_URL = await createDatabase();
  // The tables of the schema, empty.
  await (await openTestStore('postgres', { place: { databaseUrl: DATABASE_URL, dataDir: '' } })).close();
  await connected(DATABASE_URL, async client => {
    for (const [table, json] of contents) {
      await client.query(`truncate ${table}`);
      await client.query(`insert into ${table} select * from json_populate_recordset(null::${table}, $1)`, [json]);
    }
    // Whoever restores comes later than that: leases have run out.
    await client.query('update bulk_batches set lease_until = 0 where lease_until is not null');
  });
  return { DATABASE_URL };
}

export const backupKits: Readonly<Record<'sqlite' | 'postgres', BackupKit>> = {
  sqlite: {
    makePlace: async () => ({ DATA_DIR: makeDataDir() }),
    async take({ DATA_DIR = '' }) {
      const backupDir = makeDataDir();
      const source = new DatabaseSync(join(DATA_DIR, 'gateway.db'), { readOnly: true });
      await backup(source, join(backupDir, 'gateway.db'));
      source.close();
      return {
        async restore() {
          const place = makeDataDir();
          await copyFile(join(backupDir, 'gateway.db'), join(place, 'gateway.db'));
          return { DATA_DIR: place };
        },
      };
    },
    async runAfterRestore({ DATA_DIR = '' }) {
      const database = new DatabaseSync(join(DATA_DIR, 'gateway.db'));
      database.exec(readText('deploy/after-restore.sqlite.sql'));
      database.close();
    },
  },
  postgres: {
    makePlace: async () => ({ DATABASE_URL: await createDatabase() }),
    async take({ DATABASE_URL = '' }) {
      const contents = await takeFromPostgres(DATABASE_URL);
      return { restore: () => restoreToPostgres(contents) };
    },
    runAfterRestore: async ({ DATABASE_URL = '' }) =>
      void (await connected(DATABASE_URL, client => client.query(readText('deploy/after-restore.postgres.sql')))),
  },
};
