import { vi } from 'vitest';
import type { RunningTenant } from '../../src/tenants/running-tenant.ts';
import type { TenantSpec } from '../../src/tenants/tenant-set.ts';

/** A tenant that does nothing but tell what was done to it. */
export interface FakeTenant extends RunningTenant {
  readonly spec: TenantSpec;
  readonly isStopped: () => boolean;
  /** Lets `stop` come to its end. */
  readonly letGo: () => void;
  idle: boolean;
}

const unused: Pick<RunningTenant, 'tenant' | 'uploads' | 'downloads'> = JSON.parse('{"uploads":{},"downloads":{}}');

/** Makes fake tenants, and keeps them in the order in which they were made. */
export function createFakeTenants(): { create: (spec: TenantSpec) => FakeTenant; made: FakeTenant[] } {
  const made: FakeTenant[] = [];
  const create = (spec: TenantSpec): FakeTenant => {
    const { promise, resolve } = Promise.withResolvers<void>();
    let isStopped = false;
    const fake: FakeTenant = {
      ...unused,
      spec,
      start: vi.fn<RunningTenant['start']>(),
      wake: vi.fn<RunningTenant['wake']>(),
      idle: true,
      isIdle: () => fake.idle,
      stop() {
        isStopped = true;
        return promise;
      },
      isStopped: () => isStopped,
      letGo: resolve,
    };
    made.push(fake);
    return fake;
  };
  return { create, made };
}

/** A tenant by its name and key. */
export const specOf = (id: string, apiKey = `key-of-${id}`, requestsPerSecond = 5): TenantSpec => ({
  id,
  apiKey,
  requestsPerSecond,
  keyKeeping: 'not-needed',
});
