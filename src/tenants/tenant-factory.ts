import type { Config } from '../config.ts';
import type { Observation } from '../telemetry/observation.ts';
import { timers } from '../timers.ts';
import { createClientObservers } from './client-observers.ts';
import { type ClientParts, createTenantClient } from './create-tenant-client.ts';
import { createRunningTenant, type RunningTenant } from './running-tenant.ts';
import type { TenantSpec } from './tenant-set.ts';

interface TenantFactoryParts extends Omit<ClientParts, 'timeoutMs' | 'observers'> {
  readonly config: Config;
  readonly instanceId: string;
  readonly observation: Observation;
}

/** Makes the tenants of a gateway, one at a time; each says in its log lines which it is. */
export function createTenantFactory(parts: TenantFactoryParts): (spec: TenantSpec) => RunningTenant {
  const { config, store, instanceId, observation } = parts;
  const { timeoutMs } = config.trackier;
  return spec => {
    const logger = parts.logger.child({ tenant: spec.id });
    const observers = createClientObservers(observation, logger);
    const client = createTenantClient({ ...parts, timeoutMs, observers, logger }, spec);
    return createRunningTenant({ spec, config, client, store, clock: timers, instanceId, observation, logger });
  };
}
