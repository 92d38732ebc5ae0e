import type { Config } from '../config.ts';
import { timers } from '../timers.ts';
import type { RequestEvent } from '../trackier/request-event.ts';
import { type ClientParts, createTenantClient } from './create-tenant-client.ts';
import { createRunningTenant, type RunningTenant } from './running-tenant.ts';
import type { TenantSpec } from './tenant-set.ts';

interface TenantFactoryParts extends Omit<ClientParts, 'timeoutMs' | 'onRequest'> {
  readonly config: Config;
  readonly instanceId: string;
}

/** Makes the tenants of a gateway, one at a time; each says in its log lines which it is. */
export function createTenantFactory(parts: TenantFactoryParts): (spec: TenantSpec) => RunningTenant {
  const { config, store, instanceId } = parts;
  const { timeoutMs } = config.trackier;
  return spec => {
    const logger = parts.logger.child({ tenant: spec.id });
    const onRequest = (event: RequestEvent): void =>
      logger[event.outcome === 'ok' ? 'debug' : 'warn'](
        { ...event, durationMs: Math.round(event.durationMs) },
        'upstream',
      );
    const client = createTenantClient({ ...parts, timeoutMs, onRequest, logger }, spec);
    return createRunningTenant({ spec, config, client, store, clock: timers, instanceId, logger });
  };
}
