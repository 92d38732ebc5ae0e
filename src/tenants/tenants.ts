import type { TenantWork } from '../imports/bulk/work-finder.ts';
import type { RunningTenant } from './running-tenant.ts';

/** The tenants of a gateway, wherever their keys come from. */
export interface Tenants {
  /** The tenant that credentials name; null: there is none of that name. */
  readonly named: (id: string) => RunningTenant | null;
  /** The tenants of the keys that callers bring; null where they bring none. */
  readonly keyed: {
    /** The tenant of a key that was used lately; null: there is none yet. */
    readonly find: (apiKey: string) => RunningTenant | null;
    /** Throws a TooManyTenantsError. */
    readonly add: (apiKey: string) => RunningTenant;
  } | null;
  readonly all: () => readonly RunningTenant[];
  /** There is something to do for these, whoever left it there. */
  readonly wake: (work: readonly TenantWork[]) => void;
  /** Reads again where the keys are; never rejects. */
  readonly reload: () => Promise<void>;
  readonly start: () => void;
  readonly stop: () => Promise<void>;
  readonly abandon: () => Promise<void>;
}
