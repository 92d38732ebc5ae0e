import { createWatchedFile } from '../server/access/watched-file.ts';
import type { TenantChanges, TenantSet, TenantSpec } from './tenant-set.ts';
import type { Tenants } from './tenants.ts';
import { parseTenants } from './tenants-file.ts';

export interface TenantsFileOptions {
  readonly path: string;
  /** Of a tenant for which the file says nothing of it. */
  readonly requestsPerSecond: number;
  /** Told of what the file says before anything is done with it. */
  readonly onRead: (specs: readonly TenantSpec[]) => void;
  readonly onChange: (changes: TenantChanges) => void;
  readonly onBroken: (problems: readonly string[]) => void;
}

/** The tenants of a file, which is watched; rejects with an `AccessFileError` when it cannot be used at the start. */
export async function createTenantsOfFile(set: TenantSet, options: TenantsFileOptions): Promise<Tenants> {
  const file = await createWatchedFile({
    path: options.path,
    what: 'TRACKIER_TENANTS_FILE',
    parse: text => {
      const specs = parseTenants(text, options.requestsPerSecond);
      options.onRead(specs);
      return specs;
    },
    onChange: specs => options.onChange(set.replaceAll(specs)),
    onBroken: options.onBroken,
  });
  set.replaceAll(file.current());
  return {
    named: set.get,
    keyed: null,
    all: set.all,
    wake: set.wake,
    reload: file.reload,
    start: set.start,
    async stop() {
      file.close();
      await set.stop();
    },
    abandon: set.abandon,
  };
}
