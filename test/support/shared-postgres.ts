import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { type PostgresServer, startPostgres } from './start-postgres.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** A socket file: who connects to it is told the address of the run's PostgreSQL. */
    readonly postgresDoor: string;
  }
}

/** Global setup: one PostgreSQL for the whole run, started when the first test asks for it. */
export async function setup({ provide }: TestProject): Promise<() => Promise<void>> {
  const home = await mkdtemp(join(tmpdir(), 'postgres-door-'));
  const door = join(home, 'door');
  let server: Promise<PostgresServer> | null = null;
  const listener = createServer(socket => {
    socket.on('error', () => {});
    server ??= startPostgres();
    server.then(
      ({ url }) => socket.end(url),
      error => socket.end(String(error)),
    );
  }).listen(door);
  await once(listener, 'listening');
  provide('postgresDoor', door);
  return async () => {
    listener.close();
    await rm(home, { recursive: true, force: true });
    await (await server?.catch(() => null))?.close();
  };
}
