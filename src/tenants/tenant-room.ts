import { TooManyTenantsError } from '../server/access/too-many-tenants-error.ts';
import type { TenantSet } from './tenant-set.ts';

/** Who of the tenants that come and go may be forgotten. */
export interface TenantRoom {
  /** Somebody asked for it. */
  readonly touch: (id: string) => void;
  /** Room for one more. Throws a TooManyTenantsError when all are in use. */
  readonly make: () => void;
  /** For these there is something to do, whether or not anybody asks. */
  readonly keep: (ids: readonly string[]) => void;
  readonly close: () => void;
}

/** Long enough for a person who looks at another page meanwhile; the pace of a key is known anew after it. */
const idleMs = 15 * 60_000;
const sweepEveryMs = 60_000;

/** Forgets tenants that nobody needs: those that rested for long, and when there is no room, those that rested longest. */
export function createTenantRoom(
  set: Pick<TenantSet, 'get' | 'remove'>,
  { now, maxTenants }: { readonly now: () => number; readonly maxTenants: number },
): TenantRoom {
  // A Map keeps the order: the first was not asked for for the longest time.
  const askedFor = new Map<string, number>();
  let kept: ReadonlySet<string> = new Set();

  const forget = (id: string): void => {
    askedFor.delete(id);
    void set.remove(id);
  };
  const isIdle = (id: string): boolean => !kept.has(id) && (set.get(id)?.isIdle() ?? true);
  const sweep = setInterval(() => {
    for (const [id, atMs] of askedFor) if (atMs < now() - idleMs && isIdle(id)) forget(id);
  }, sweepEveryMs).unref();

  return {
    touch(id) {
      askedFor.delete(id);
      askedFor.set(id, now());
    },
    make() {
      if (askedFor.size < maxTenants) return;
      const idle = [...askedFor.keys()].find(isIdle);
      if (idle === undefined) throw new TooManyTenantsError();
      forget(idle);
    },
    keep(ids) {
      kept = new Set(ids);
    },
    close: () => clearInterval(sweep),
  };
}
