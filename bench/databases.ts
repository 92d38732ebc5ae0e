import { randomUUID } from 'node:crypto';
import { Client } from 'pg';
import { startPostgres } from '../test/support/start-postgres.ts';

/** A kind of database that a gateway keeps bulk imports in. */
export interface Database {
  readonly name: string;
  /** Makes a fresh one. */
  readonly create: () => Promise<FreshDatabase>;
}

/** An empty database for one gateway. */
export interface FreshDatabase {
  /** How the gateway is told of it. */
  readonly env: Readonly<Record<string, string>>;
  readonly drop: () => Promise<void>;
}

/** The databases to measure, and how to be done with them. */
export interface Databases {
  readonly databases: readonly Database[];
  readonly close: () => Promise<void>;
}

// In the data directory that each gateway has of its own anyway.
const sqlite: Database = { name: 'SQLite', create: async () => ({ env: {}, drop: async () => {} }) };

/**
 * Finds what to measure. `postgres`: the address of a server in which databases can be made; `embedded`: one that is started
 * for this run, if that is possible here; `none`.
 */
export async function findDatabases(postgres: string): Promise<Databases> {
  if (postgres === 'none') return { databases: [sqlite], close: async () => {} };
  if (postgres !== 'embedded') return { databases: [sqlite, postgresAt(postgres)], close: async () => {} };
  try {
    const { url, close } = await startPostgres();
    return { databases: [sqlite, postgresAt(url)], close };
  } catch (error) {
    console.log('PostgreSQL is left out, as it could not be started:', error);
    return { databases: [sqlite], close: async () => {} };
  }
}

// A database of its own, so that no other gateway takes part in the work.
const postgresAt = (server: string): Database => ({
  name: 'PostgreSQL',
  async create() {
    const name = `bench_${randomUUID().replaceAll('-', '')}`;
    await run(server, `create database ${name}`);
    const url = new URL(server);
    url.pathname = name;
    return { env: { DATABASE_URL: url.href }, drop: () => run(server, `drop database ${name} with (force)`) };
  },
});

async function run(url: string, sql: string): Promise<void> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(sql);
  } finally {
    await client.end();
  }
}
