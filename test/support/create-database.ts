import { randomUUID } from 'node:crypto';
import { Client } from 'pg';
import { inject, onTestFinished } from 'vitest';
import { askAtDoor } from './open-door.ts';

/** The address of a fresh, empty PostgreSQL database in the run's own server; it is gone when the test ends. */
export async function createDatabase(): Promise<string> {
  const server = await askAtDoor(inject('postgresDoor'), 'postgres');
  const name = `test_${randomUUID().replaceAll('-', '')}`;
  await ask(server, `create database ${name} template template0`);
  onTestFinished(async () => void (await ask(server, `drop database ${name} with (force)`)));
  const url = new URL(server);
  url.pathname = name;
  return url.href;
}

/** Runs one statement on a connection of its own. */
export async function ask(url: string, sql: string): Promise<any[]> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query(sql)).rows;
  } finally {
    await client.end();
  }
}
