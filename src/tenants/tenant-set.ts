import type { KeyKeeping } from '../imports/bulk/key-keeping.ts';
import type { TenantWork } from '../imports/bulk/work-finder.ts';
import type { RunningTenant } from './running-tenant.ts';

/** What makes a tenant what it is. */
export interface TenantSpec {
  readonly id: string;
  readonly apiKey: string;
  readonly requestsPerSecond: number;
  readonly keyKeeping: KeyKeeping;
}

/** The tenants that are there. */
export interface TenantSet {
  readonly get: (id: string) => RunningTenant | null;
  readonly all: () => readonly RunningTenant[];
  /** Adds a tenant, or puts it in the place of the one of that name, which finishes what it has begun. */
  readonly put: (spec: TenantSpec) => RunningTenant;
  /** From now on there is none of that name; resolves when what was out has its answer. */
  readonly remove: (id: string) => Promise<void>;
  /** Makes these the tenants that are there; who stays as it is goes on undisturbed. Gives what has changed. */
  readonly replaceAll: (specs: readonly TenantSpec[]) => TenantChanges;
  /** There is something to do for these; those that are not there are passed over. */
  readonly wake: (work: readonly TenantWork[]) => void;
  readonly start: () => void;
  readonly stop: () => Promise<void>;
  /** At a shutdown: gives up the files that are still on their way in. */
  readonly abandon: () => Promise<void>;
}

/** By their names. */
export interface TenantChanges {
  readonly added: readonly string[];
  readonly changed: readonly string[];
  readonly removed: readonly string[];
}

/** Makes a set without a tenant. `create` makes one that waits for its `start`. */
export function createTenantSet(create: (spec: TenantSpec) => RunningTenant): TenantSet {
  const tenants = new Map<string, { readonly spec: TenantSpec; readonly running: RunningTenant }>();
  const stopping = new Map<RunningTenant, Promise<void>>();
  let state: 'waiting' | 'started' | 'stopped' = 'waiting';

  const stopOne = (running: RunningTenant): Promise<void> => {
    const stopped = running.stop().finally(() => stopping.delete(running));
    stopping.set(running, stopped);
    return stopped;
  };
  const put = (spec: TenantSpec): RunningTenant => {
    const before = tenants.get(spec.id);
    const running = create(spec);
    tenants.set(spec.id, { spec, running });
    if (before) void stopOne(before.running);
    if (state === 'started') running.start();
    // Whoever comes during a shutdown is told so, and nothing of theirs begins.
    if (state === 'stopped') void stopOne(running);
    return running;
  };
  const remove = async (id: string): Promise<void> => {
    const entry = tenants.get(id);
    tenants.delete(id);
    if (entry) await stopOne(entry.running);
  };

  return {
    get: id => tenants.get(id)?.running ?? null,
    all: () => [...tenants.values()].map(({ running }) => running),
    put,
    remove,
    replaceAll(specs) {
      const ids = new Set(specs.map(({ id }) => id));
      const removed = [...tenants.keys()].filter(id => !ids.has(id));
      const added = specs.filter(({ id }) => !tenants.has(id));
      const changed = specs.filter(spec => isChanged(tenants.get(spec.id)?.spec, spec));
      for (const id of removed) void remove(id);
      for (const spec of [...added, ...changed]) put(spec);
      return { added: added.map(idOf), changed: changed.map(idOf), removed };
    },
    wake(work) {
      for (const one of work) tenants.get(one.tenant)?.running.wake(one);
    },
    start() {
      state = 'started';
      for (const { running } of tenants.values()) running.start();
    },
    async stop() {
      state = 'stopped';
      for (const { running } of tenants.values()) void stopOne(running);
      while (stopping.size > 0) await Promise.all(stopping.values());
    },
    async abandon() {
      const all = new Set([...stopping.keys(), ...[...tenants.values()].map(({ running }) => running)]);
      await Promise.all([...all].map(({ uploads }) => uploads.abandon()));
    },
  };
}

const idOf = ({ id }: TenantSpec): string => id;

const isChanged = (before: TenantSpec | undefined, { apiKey, requestsPerSecond }: TenantSpec): boolean =>
  before !== undefined && (before.apiKey !== apiKey || before.requestsPerSecond !== requestsPerSecond);
