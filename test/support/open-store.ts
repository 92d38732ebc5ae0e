import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { openStore, type Store, type StoreOptions } from '../../src/store/open-store.ts';
import { createDatabase } from './create-database.ts';

/** For `describe.each`: what is shown of the store is shown on both. */
export const storeKinds = ['sqlite', 'postgres'] as const;

/** One of the two databases. */
export type StoreKind = (typeof storeKinds)[number];

/** Where a store is: what two stores have in common that share a database. */
export type StorePlace = Pick<StoreOptions, 'databaseUrl' | 'dataDir'>;

/** A place for a store, empty, gone when the test ends. */
export async function makeStorePlace(kind: StoreKind): Promise<StorePlace> {
  const dataDir = await makeDirectory();
  return { dataDir, databaseUrl: kind === 'postgres' ? await createDatabase() : null };
}

/** A directory that is gone when the test ends. */
export async function makeDirectory(): Promise<string> {
  const path = await mkdtemp(join(tmpdir(), 'store-'));
  onTestFinished(() => rm(path, { recursive: true, force: true }));
  return path;
}

let opened = 0;

/** Opens a store, in a place of its own unless told; closed when the test ends. Closing it sooner is the test's own affair. */
export async function openTestStore(
  kind: StoreKind,
  { place, ...options }: Partial<StoreOptions> & { readonly place?: StorePlace } = {},
): Promise<Store> {
  const store = await openStore({
    ...(place ?? (await makeStorePlace(kind))),
    instanceId: `test-${++opened}`,
    onTrouble: () => {},
    clock: Date.now,
    probeEveryMs: 20,
    ...options,
  });
  let closing: Promise<void> | null = null;
  const close = (): Promise<void> => (closing ??= store.close());
  onTestFinished(close);
  return { ...store, close };
}
