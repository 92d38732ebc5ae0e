import type { TenantWork } from '../imports/bulk/work-finder.ts';
import type { KeyVault } from './key-vault.ts';
import type { RunningTenant } from './running-tenant.ts';
import { createTenantRoom } from './tenant-room.ts';
import type { TenantSet, TenantSpec } from './tenant-set.ts';
import type { Tenants } from './tenants.ts';

export interface PassthroughOptions {
  readonly vault: KeyVault;
  readonly requestsPerSecond: number;
  /** The monotonic clock. */
  readonly now: () => number;
  /** An import waits whose key cannot be opened: told once for each tenant. */
  readonly onSealedForGood: (tenantId: string) => void;
  /** How many are kept at the same time. @default 1000 */
  readonly maxTenants?: number;
}

/**
 * A tenant for each key that callers bring, made when its first request comes, or when an import of it is found to be at
 * work. Nobody says whether a key is good but Trackier, so strangers can make as many as they like: those for which
 * nothing is done make room.
 */
export function createPassthroughTenants(set: TenantSet, options: PassthroughOptions): Tenants {
  const { vault, requestsPerSecond, now, maxTenants = 1_000 } = options;
  const room = createTenantRoom(set, { now, maxTenants });
  const toldOf = new Set<string>();

  const add = (apiKey: string, id: string): RunningTenant => {
    const sealedKey = vault.seal(apiKey, id);
    const keyKeeping: TenantSpec['keyKeeping'] = sealedKey === null ? 'impossible' : { sealedKey };
    room.touch(id);
    return set.put({ id, apiKey, requestsPerSecond, keyKeeping });
  };
  /** An import goes on although its caller is away, or its gateway died. */
  const revive = ({ tenant, sealedKey }: TenantWork): void => {
    const apiKey = sealedKey === null ? null : vault.open(sealedKey, tenant);
    if (apiKey !== null) add(apiKey, tenant);
    else if (!toldOf.has(tenant)) {
      toldOf.add(tenant);
      options.onSealedForGood(tenant);
    }
  };

  return {
    named: () => null,
    keyed: {
      find(apiKey) {
        const id = vault.tenantIdOf(apiKey);
        const known = set.get(id);
        if (known) room.touch(id);
        return known;
      },
      add(apiKey) {
        const id = vault.tenantIdOf(apiKey);
        const known = set.get(id);
        if (!known) room.make();
        return known ?? add(apiKey, id);
      },
    },
    all: set.all,
    wake(work) {
      room.keep(work.map(({ tenant }) => tenant));
      set.wake(work);
      for (const one of work) if (!set.get(one.tenant)) revive(one);
    },
    reload: () => Promise.resolve(),
    start: set.start,
    async stop() {
      room.close();
      await set.stop();
    },
    abandon: set.abandon,
  };
}
