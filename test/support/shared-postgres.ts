import type { TestProject } from 'vitest/node';
import { openDoor } from './open-door.ts';
import { startPostgres } from './start-postgres.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** The way to the run's PostgreSQL. */
    readonly postgresDoor: string;
  }
}

/** Global setup: one PostgreSQL for the whole run, started when the first test asks for it. */
export async function setup({ provide }: TestProject): Promise<() => Promise<void>> {
  const door = await openDoor('postgres', startPostgres);
  provide('postgresDoor', door.path);
  return door.close;
}
