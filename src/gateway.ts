import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import type { Server } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Config } from './config.ts';
import { createFrontDoor } from './front-door.ts';
import { auditRest } from './imports/bulk/audit-rest.ts';
import { createMaintenance, type Maintenance } from './imports/bulk/maintenance.ts';
import { createWorkFinder, type WorkFinder, type WorkFinderOptions } from './imports/bulk/work-finder.ts';
import { createInstanceCount } from './imports/pace/instance-count.ts';
import { observeGateway } from './observe-gateway.ts';
import { allUsable } from './server/access/access-file-error.ts';
import { type Admit, createAdmission } from './server/access/admission.ts';
import { type AuthReports, createAuthenticator } from './server/access/authenticator.ts';
import { type CallerRate, createCallerRate } from './server/access/caller-rate.ts';
import { isUpload } from './server/bulk-import-routes.ts';
import type { Readiness } from './server/health.ts';
import { createMetricsServer } from './server/metrics-route.ts';
import { createServerCloser } from './server/server-closer.ts';
import { createTrustedDocuments, type TrustedDocuments } from './server/trusted-documents.ts';
import { leaseCallerRequests } from './store/caller-counts.ts';
import { openStore } from './store/open-store.ts';
import type { Store, StoreOptions } from './store/store.ts';
import type { Logger } from './telemetry/logger.ts';
import { type Observation, startObservation } from './telemetry/observation.ts';
import { createTenants } from './tenants/create-tenants.ts';
import { realmOf, retentionMsOf } from './tenants/running-tenant.ts';
import { createTenantFactory } from './tenants/tenant-factory.ts';
import type { Tenants } from './tenants/tenants.ts';
import { timers } from './timers.ts';
import { type Breaker, createBreaker } from './trackier/breaker.ts';
import { monotonicClock } from './trackier/clock.ts';
import { createTrackierConnection } from './trackier/connection.ts';
import { version } from './version.ts';

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
  /** Reads again the files that say who may call, and for whom; what is broken is logged and the old stays. */
  readonly reload: () => Promise<void>;
  readonly tenants: Pick<Tenants, 'named' | 'all'>;
}

export interface GatewayOptions {
  /** Told of every key that the server reads from a file: no log line may have it. @default nobody is told */
  readonly hideInLog?: (secret: string) => void;
}

/**
 * Opens the store and builds every part from a configuration. `upstream`: Trackier, or the sandbox that stands in. Rejects as
 * `openStore` does, and with an `AccessFileError` when a file that says who may do what cannot be used.
 */
export async function createGateway(
  config: Config,
  upstream: Upstream,
  logger: Logger,
  { hideInLog = () => {} }: GatewayOptions = {},
): Promise<Gateway> {
  const instanceId = randomUUID();
  const store = await openStore({ ...config.store, instanceId, clock: Date.now, onTrouble: logTrouble(logger) });
  for (const warning of store.warnings) logger.warn(warning);
  const observation = await startObservation({ endpoint: config.tracing.endpoint, version, instanceId, logger });
  try {
    return await createOnStore({ config, upstream, logger, hideInLog, store, instanceId, observation });
  } catch (error) {
    await observation.close();
    await store.close();
    throw error;
  }
}

interface Parts extends Required<GatewayOptions> {
  readonly config: Config;
  readonly upstream: Upstream;
  readonly logger: Logger;
  readonly store: Store;
  readonly instanceId: string;
  readonly observation: Observation;
}

async function createOnStore(parts: Parts): Promise<Gateway> {
  const { config, upstream, logger, store, instanceId } = parts;
  const connection = createTrackierConnection({ baseUrl: upstream.baseUrl, timeoutMs: config.trackier.timeoutMs });
  const instances =
    store.kind === 'postgres' ? createInstanceCount({ store, instanceId, clock: monotonicClock }) : null;
  const breaker = createUpstreamBreaker(logger);
  const create = createTenantFactory({ ...parts, baseUrl: upstream.baseUrl, connection, instances, breaker });
  const reading = [
    readTrustedDocuments(config, logger),
    createAuthenticator(config.auth, authReports(logger)),
    createTenants({ ...parts, apiKey: upstream.apiKey, create }),
  ] as const;
  await allUsable(reading).catch(async (error: unknown) => {
    // It has begun to show that it lives, and would keep the process alive.
    await instances?.stop();
    throw error;
  });
  const [trustedDocuments, authenticator, tenants] = await Promise.all(reading);
  const rate = createRate(config, store, logger);
  const admit = createAdmission({ authenticator, tenants, rate });
  const finder = createFinder(parts, tenants.wake);
  const maintenance = createStoreMaintenance(parts);
  let state: 'starting' | 'draining' | null = 'starting';
  const readiness = (): string | null => state ?? store.trouble();
  const servers = createServers({ ...parts, admit, trustedDocuments, readiness, breaker });
  let closing: Promise<void> | null = null;

  const close = async (): Promise<void> => {
    const delayMs = state === null ? config.shutdownDelayMs : 0;
    state = 'draining';
    if (delayMs > 0) await sleep(delayMs);
    // First of all no new connection is taken.
    await Promise.all([servers.close(), finder.stop(), tenants.stop(), maintenance.stop()]);
    authenticator?.close();
    rate.close();
    await connection.close();
    await instances?.stop();
    await store.close();
    servers.closeMetrics();
    await parts.observation.close();
  };

  return {
    tenants,
    async listen() {
      // The lock on the directory says that whoever was at work there is dead.
      if (store.kind === 'sqlite') await maintenance.takeOver();
      const url = await servers.listen();
      tenants.start();
      finder.start();
      maintenance.start();
      state = null;
      return url;
    },
    async reload() {
      await Promise.all([tenants.reload(), authenticator?.reload()]);
    },
    close: () => (closing ??= close()),
    async abandon() {
      await Promise.all([connection.close(), tenants.abandon()]);
    },
  };
}

interface ServerParts extends Parts {
  readonly admit: Admit;
  readonly trustedDocuments: TrustedDocuments | null;
  readonly readiness: Readiness;
  readonly breaker: Breaker;
}

/** When the gateway is to stop, for how long a request that was on its way is still taken, if the grace is not shorter. */
const longestLastRequestMs = 1_000;

/** What callers and Prometheus meet. */
function createServers(parts: ServerParts) {
  const { config, readiness, store, breaker, logger } = parts;
  const { metrics } = parts.observation;
  observeGateway(metrics, { store, readiness, breaker });
  const server = createFrontDoor(parts);
  const metricsServer = createMetricsServer({
    port: config.metricsPort,
    host: config.host,
    metrics,
    readiness,
    logger,
  });
  return {
    async listen(): Promise<string> {
      await once(server.listen(config.port, config.host), 'listening');
      await metricsServer.listen();
      return addressOf(server, config.host);
    },
    close: createServerCloser(server, {
      isWorthWaiting: isUpload,
      lastRequestMs: Math.min(longestLastRequestMs, config.shutdownGraceMs / 2),
    }),
    closeMetrics: metricsServer.close,
  };
}

const logTrouble =
  (logger: Logger): StoreOptions['onTrouble'] =>
  (trouble, error) =>
    trouble === null ? logger.info('The store works again') : logger.error({ err: error }, trouble);

function createFinder({ config, store, logger }: Parts, onWork: WorkFinderOptions['onWork']): WorkFinder {
  const { mode, base_url: baseUrl } = realmOf(config);
  return createWorkFinder({
    store,
    mode,
    baseUrl,
    clock: monotonicClock,
    onWork,
    onError: error => logger.error({ err: error }, 'Unexpected error'),
  });
}

function createStoreMaintenance({ config, store, instanceId, observation, logger }: Parts): Maintenance {
  return createMaintenance({
    store,
    instanceId,
    onRest: auditRest(observation.audit),
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

async function readTrustedDocuments(
  { trustedDocuments: { file, only } }: Config,
  logger: Logger,
): Promise<TrustedDocuments | null> {
  if (file === null) return null;
  const documents = await createTrustedDocuments(file, { only });
  for (const warning of documents.warnings) logger.warn(warning);
  return documents;
}

/** How often callers may come is counted by all gateways that share the database. */
function createRate({ callers }: Config, store: Store, logger: Logger): CallerRate {
  return createCallerRate({
    requestsPerMinute: callers.requestsPerMinute,
    shared: store.kind === 'postgres' ? lease => leaseCallerRequests(store, lease) : null,
    onAway: error =>
      error
        ? logger.error({ err: error }, "Callers' requests cannot be counted together: this instance counts alone")
        : logger.info("Callers' requests are counted together again"),
  });
}

/** Its first opening and its closing are for people to see; what its probes find in between is not. */
function createUpstreamBreaker(logger: Logger): Breaker {
  let wasClosed = true;
  return createBreaker({
    clock: monotonicClock,
    onStateChange(state, reason) {
      if (state === 'closed') logger.info('Trackier answers again: requests go on');
      else if (state === 'half-open') logger.debug('Trackier is asked whether it answers again');
      else
        logger[wasClosed ? 'warn' : 'debug'](
          { err: reason },
          'Trackier does not answer: imports are refused at once, and bulk imports wait, until it does',
        );
      wasClosed = state === 'closed';
    },
  });
}

/** What the log says of the files and keys that tell who may call. */
function authReports(logger: Logger): AuthReports {
  return {
    onReloaded: what => logger.info({ what }, 'Who may call has changed'),
    onBrokenFile: (what, problems) =>
      logger.error({ what, problems }, 'Who may call is as before: the new version of the file cannot be used'),
    onWarning: sentence => logger.warn(sentence),
    onKeysUnavailable: error =>
      error
        ? logger.error({ err: error }, 'The keys that verify tokens cannot be fetched')
        : logger.info('The keys that verify tokens can be fetched again'),
  };
}

/** What stands for every address of the machine is no address to open: a browser is sent to its own. */
const ownAddress: Readonly<Record<string, string>> = { '0.0.0.0': '127.0.0.1', '::': '::1' };

function addressOf(server: Server, listensOn: string): string {
  const host = ownAddress[listensOn] ?? listensOn;
  const address = server.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  return `http://${host.includes(':') ? `[${host}]` : host}:${port}`;
}
