import type { TenantSet, TenantSpec } from './tenant-set.ts';
import type { Tenants } from './tenants.ts';

/** One tenant, whose key the server has. `anyName`: whatever name credentials have, it is meant (in the sandbox). */
export function createOnlyTenant(
  set: TenantSet,
  spec: TenantSpec,
  { anyName }: { readonly anyName: boolean },
): Tenants {
  set.put(spec);
  return {
    named: id => set.get(anyName ? spec.id : id),
    keyed: null,
    all: set.all,
    wake: set.wake,
    reload: () => Promise.resolve(),
    start: set.start,
    stop: set.stop,
    abandon: set.abandon,
  };
}
