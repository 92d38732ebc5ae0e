import type { InstanceCount } from '../imports/pace/instance-count.ts';
import { createSharedPace } from '../imports/pace/shared-pace.ts';
import { createTurnBucket } from '../imports/pace/turn-bucket.ts';
import type { Store } from '../store/store.ts';
import type { Logger } from '../telemetry/logger.ts';
import type { Breaker } from '../trackier/breaker.ts';
import { monotonicClock } from '../trackier/clock.ts';
import type { TrackierConnection } from '../trackier/connection.ts';
import { createTrackierClient } from '../trackier/create-trackier-client.ts';
import type { Pace } from '../trackier/pace.ts';
import type { TrackierClient } from '../trackier/trackier-client.ts';
import type { ClientObservers } from './client-observers.ts';
import type { TenantSpec } from './tenant-set.ts';

/** What the clients of all tenants have in common. */
export interface ClientParts {
  readonly connection: TrackierConnection;
  readonly breaker: Breaker;
  readonly baseUrl: string;
  readonly timeoutMs: number;
  readonly store: Store;
  /** null: this gateway is the only one. */
  readonly instances: InstanceCount | null;
  readonly observers: ClientObservers;
  readonly logger: Logger;
}

/** Makes Trackier as a tenant's key sees it; its pace is that of all gateways that share the database. */
export function createTenantClient(parts: ClientParts, spec: TenantSpec): TrackierClient {
  const { connection, timeoutMs, observers, breaker, instances } = parts;
  const { apiKey, requestsPerSecond } = spec;
  return createTrackierClient({
    connection,
    breaker,
    apiKey,
    requestsPerSecond,
    timeoutMs,
    ...observers,
    pace: instances ? sharedPace(parts, instances, spec) : undefined,
  });
}

function sharedPace({ store, baseUrl, logger }: ClientParts, instances: InstanceCount, spec: TenantSpec): Pace {
  const { id: tenant, apiKey, requestsPerSecond } = spec;
  return createSharedPace({
    requestsPerSecond,
    bucket: createTurnBucket(store, { baseUrl, apiKey }),
    instanceCount: instances.count,
    clock: monotonicClock,
    onOutage: outage =>
      outage
        ? logger.error(
            { tenant, err: outage.error, requestsPerSecond: outage.requestsPerSecond },
            'The pace cannot be shared, as the database does not answer, or not in time: this instance keeps its part, bulk imports wait',
          )
        : logger.info({ tenant }, 'The pace is shared again'),
  });
}
