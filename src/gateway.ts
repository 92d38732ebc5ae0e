import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import type { Server } from 'node:http';
import type { Config } from './config.ts';
import type { GatewayInfo, Tenant } from './graphql/context.ts';
import { createImportFeed } from './imports/bulk/import-feed.ts';
import { createMaintenance, type Maintenance } from './imports/bulk/maintenance.ts';
import type { WatcherClock } from './imports/jobs/job-watcher.ts';
import { createInstanceCount, type InstanceCount } from './imports/pace/instance-count.ts';
import { createSharedPace } from './imports/pace/shared-pace.ts';
import { createTurnBucket } from './imports/pace/turn-bucket.ts';
import { createHostCheck } from './server/allowed-hosts.ts';
import { createBulkImportRoutes, isUpload } from './server/bulk-import-routes.ts';
import { createGraphiQL } from './server/graphiql.ts';
import { createGraphQLServer } from './server/graphql-server.ts';
import type { Readiness } from './server/health.ts';
import { createHttpServer } from './server/http-server.ts';
import { createRoutes } from './server/routes.ts';
import { createServerCloser } from './server/server-closer.ts';
import { openStore } from './store/open-store.ts';
import type { Store, StoreOptions } from './store/store.ts';
import type { Logger } from './telemetry/logger.ts';
import { createRunningTenant, type RunningTenant, retentionMsOf } from './tenants/running-tenant.ts';
import { monotonicClock } from './trackier/clock.ts';
import { createTrackierConnection } from './trackier/connection.ts';
import { createTrackierClient } from './trackier/create-trackier-client.ts';
import type { Pace } from './trackier/pace.ts';

/** Where requests go, and the key that goes with them. */
export interface Upstream {
  readonly baseUrl: string;
  readonly apiKey: string;
}

/** The whole gateway, put together. */
export interface Gateway {
  /** Resolves with the gateway's address when it serves; the port is the one that was picked where 0 was asked for. */
  readonly listen: () => Promise<string>;
  /**
   * Takes no new work, answers whoever waits, completes the streams, and resolves when the last POST that was out has
   * been answered and nothing is open any more.
   */
  readonly close: () => Promise<void>;
  /** While it closes: gives up what is still out, whose callers are told that the outcome is unknown; `close` resolves soon. */
  readonly abandon: () => Promise<void>;
  readonly tenant: Tenant;
}

/**
 * Opens the store and builds every part from a configuration. `upstream`: Trackier, or the sandbox that stands in. Rejects as
 * `openStore` does.
 */
export async function createGateway(config: Config, upstream: Upstream, logger: Logger): Promise<Gateway> {
  const { requestsPerSecond, timeoutMs } = config.trackier;
  const instanceId = randomUUID();
  const store = await openStore({ ...config.store, instanceId, clock: Date.now, onTrouble: logTrouble(logger) });
  for (const warning of store.warnings) logger.warn(warning);
  const connection = createTrackierConnection({ baseUrl: upstream.baseUrl, timeoutMs });
  const instances =
    store.kind === 'postgres' ? createInstanceCount({ store, instanceId, clock: monotonicClock }) : null;
  const client = createTrackierClient({
    connection,
    pace: instances ? sharedPace(config, upstream, { store, instances, logger }) : undefined,
    apiKey: upstream.apiKey,
    requestsPerSecond,
    timeoutMs,
    onRequest: event =>
      logger[event.outcome === 'ok' ? 'debug' : 'warn'](
        { ...event, durationMs: Math.round(event.durationMs) },
        'upstream',
      ),
  });
  const feed = createImportFeed(store, timers);
  const running = createRunningTenant({ config, client, store, feed, clock: timers, instanceId, logger });
  const { tenant } = running;
  const maintenance = createStoreMaintenance(config, { store, instanceId }, logger);
  let state: 'starting' | 'draining' | null = 'starting';
  const server = createServer(config, running, logger, () => state ?? store.trouble());
  const closeServer = createServerCloser(server, isUpload);
  let closing: Promise<void> | null = null;

  const close = async (): Promise<void> => {
    state = 'draining';
    feed.close();
    await Promise.all([running.stop(), closeServer(), maintenance.stop()]);
    await connection.close();
    await instances?.stop();
    await store.close();
  };

  return {
    tenant,
    async listen() {
      // The lock on the directory says that whoever was at work there is dead.
      if (store.kind === 'sqlite') await maintenance.takeOver();
      server.listen(config.port, config.host);
      await once(server, 'listening');
      running.start();
      maintenance.start();
      state = null;
      return addressOf(server, config.host);
    },
    close: () => {
      closing ??= close();
      return closing;
    },
    async abandon() {
      await Promise.all([connection.close(), running.uploads.abandon()]);
    },
  };
}

interface SharedPaceParts {
  readonly store: Store;
  readonly instances: InstanceCount;
  readonly logger: Logger;
}

/** One pace for all gateways that share the database. */
function sharedPace({ trackier }: Config, upstream: Upstream, { store, instances, logger }: SharedPaceParts): Pace {
  return createSharedPace({
    requestsPerSecond: trackier.requestsPerSecond,
    bucket: createTurnBucket(store, upstream),
    instanceCount: instances.count,
    clock: monotonicClock,
    onOutage: outage =>
      outage
        ? logger.error(
            { err: outage.error, requestsPerSecond: outage.requestsPerSecond },
            'The pace cannot be shared while the database is away: this instance keeps its part, bulk imports wait',
          )
        : logger.info('The pace is shared again'),
  });
}

const timers: WatcherClock = {
  nowMs: () => performance.now(),
  schedule: (callback, ms) => {
    const timer = setTimeout(callback, ms);
    return () => clearTimeout(timer);
  },
};

const logTrouble =
  (logger: Logger): StoreOptions['onTrouble'] =>
  (trouble, error) =>
    trouble === null ? logger.info('The store works again') : logger.error({ err: error }, trouble);

function createStoreMaintenance(
  config: Config,
  parts: { readonly store: Store; readonly instanceId: string },
  logger: Logger,
): Maintenance {
  return createMaintenance({
    ...parts,
    retentionMs: retentionMsOf(config),
    clock: timers,
    onBatchOrphaned: orphan =>
      logger.warn(orphan, 'The outcome of a batch is unknown: its gateway stopped while it was out'),
    onUnfinishedErased: importId =>
      logger.warn(
        { importId },
        'A bulk import was cancelled and erased: nothing had happened to it for BULK_RETENTION_DAYS',
      ),
    onError: error => logger.error({ err: error }, 'Unexpected error'),
  });
}

function createServer(config: Config, running: RunningTenant, logger: Logger, readiness: Readiness): Server {
  const { tenant, uploads, downloads } = running;
  const gateway: GatewayInfo = { mode: config.mode, limits: config.limits };
  const yoga = createGraphQLServer({ gateway, tenant, introspection: config.introspection, logger });
  return createHttpServer({
    routeOf: createRoutes({
      handleGraphQL: (request, response, info) => yoga(request, response, info),
      graphiql: config.graphiql ? createGraphiQL() : null,
      readiness,
      bulkImportRoute: createBulkImportRoutes({ uploads, downloads, logger }),
    }),
    isAllowedHost: createHostCheck(config.allowedHosts),
    maxWaitMs: config.trackier.timeoutMs,
    isDraining: () => readiness() === 'draining',
    logger,
  });
}

/** What stands for every address of the machine is no address to open: a browser is sent to its own. */
const ownAddress: Readonly<Record<string, string>> = { '0.0.0.0': '127.0.0.1', '::': '::1' };

function addressOf(server: Server, listensOn: string): string {
  const host = ownAddress[listensOn] ?? listensOn;
  const address = server.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  return `http://${host.includes(':') ? `[${host}]` : host}:${port}`;
}
