import type { TenantWork } from '../imports/bulk/work-finder.ts';
import type { KeyVault } from './key-vault.ts';
import type { RunningTenant } from './running-tenant.ts';
import type { TenantSet, TenantSpec } from './tenant-set.ts';
import type { Tenants } from './tenants.ts';
import { TooManyTenantsError } from './too-many-tenants-error.ts';

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

/** Long enough for a person who looks at another page meanwhile; the pace of a key is known anew after it. */
const idleMs = 15 * 60_000;
const sweepEveryMs = 60_000;

/**
 * A tenant for each key that callers bring, made when its first request comes, or when an import of it is found to be at
 * work. Nobody says whether a key is good but Trackier, so strangers can make as many as they like: those for which
 * nothing is done make room.
 */
export function createPassthroughTenants(set: TenantSet, options: PassthroughOptions): Tenants {
  const { vault, requestsPerSecond, now, maxTenants = 1_000 } = options;
  /** When each was last asked for. A Map keeps the order: the first was not used for the longest time. */
  const used = new Map<string, number>();
  let atWork: ReadonlySet<string> = new Set();
  const toldOf = new Set<string>();

  const touch = (id: string): void => {
    used.delete(id);
    used.set(id, now());
  };
  const evict = (id: string): void => {
    used.delete(id);
    void set.remove(id);
  };
  const isIdle = (id: string): boolean => !atWork.has(id) && (set.get(id)?.isIdle() ?? true);
  const makeRoom = (): void => {
    if (used.size < maxTenants) return;
    const idle = [...used.keys()].find(isIdle);
    if (idle === undefined) throw new TooManyTenantsError();
    evict(idle);
  };
  const add = (apiKey: string, id: string): RunningTenant => {
    const sealedKey = vault.seal(apiKey, id);
    const keyKeeping: TenantSpec['keyKeeping'] = sealedKey === null ? 'impossible' : { sealedKey };
    touch(id);
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
  const sweep = setInterval(() => {
    for (const [id, usedAt] of used) if (usedAt < now() - idleMs && isIdle(id)) evict(id);
  }, sweepEveryMs).unref();

  return {
    named: () => null,
    keyed: {
      find(apiKey) {
        const id = vault.tenantIdOf(apiKey);
        const known = set.get(id);
        if (known) touch(id);
        return known;
      },
      add(apiKey) {
        const id = vault.tenantIdOf(apiKey);
        const known = set.get(id);
        if (!known) makeRoom();
        return known ?? add(apiKey, id);
      },
    },
    all: set.all,
    wake(work) {
      atWork = new Set(work.map(({ tenant }) => tenant));
      for (const one of work) {
        const running = set.get(one.tenant);
        if (running) running.wake(one);
        else revive(one);
      }
    },
    reload: () => Promise.resolve(),
    start: set.start,
    async stop() {
      clearInterval(sweep);
      await set.stop();
    },
    abandon: set.abandon,
  };
}
