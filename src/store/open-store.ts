import type { Store, StoreOptions } from './store.ts';

export type { Store, StoreOptions } from './store.ts';

/**
 * Opens the store and brings it up to date. Rejects with StoreInUseError, StoreTooNewError, or StoreUnavailableError where trying
 * again later may help.
 */
export async function openStore(options: StoreOptions): Promise<Store> {
  const { databaseUrl } = options;
  // Who needs no PostgreSQL does not pay for its driver.
  if (databaseUrl === null) return (await import('./open-sqlite-store.ts')).openSqliteStore(options);
  return (await import('./open-postgres-store.ts')).openPostgresStore({ ...options, databaseUrl });
}
