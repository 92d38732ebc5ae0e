import { once } from 'node:events';
import type { Server } from 'node:http';
import type { Config } from './config.ts';
import type { GatewayInfo, Tenant } from './graphql/context.ts';
import { createImportNow } from './imports/import-now.ts';
import { createJobReader } from './imports/job-reader.ts';
import { createJobWatcher } from './imports/job-watcher.ts';
import { createHostCheck } from './server/allowed-hosts.ts';
import { createGraphiQL } from './server/graphiql.ts';
import { createGraphQLServer } from './server/graphql-server.ts';
import type { Readiness } from './server/health.ts';
import { createHttpServer } from './server/http-server.ts';
import { createRoutes } from './server/routes.ts';
import { createServerCloser } from './server/server-closer.ts';
import type { Logger } from './telemetry/logger.ts';
import { createTrackierConnection } from './trackier/connection.ts';
import { createTrackierClient } from './trackier/create-trackier-client.ts';
import type { TrackierClient } from './trackier/trackier-client.ts';

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

/** Builds every part from a configuration. `upstream`: Trackier, or the sandbox that stands in. */
export function createGateway(config: Config, upstream: Upstream, logger: Logger): Gateway {
  const { requestsPerSecond, timeoutMs } = config.trackier;
  const connection = createTrackierConnection({ baseUrl: upstream.baseUrl, timeoutMs });
  const client = createTrackierClient({
    connection,
    apiKey: upstream.apiKey,
    requestsPerSecond,
    timeoutMs,
    onRequest: event =>
      logger[event.outcome === 'ok' ? 'debug' : 'warn'](
        { ...event, durationMs: Math.round(event.durationMs) },
        'upstream',
      ),
  });
  const tenant = createTenant(config, client);
  let state: ReturnType<Readiness> = 'starting';
  const server = createServer(config, tenant, logger, () => state);
  const closeServer = createServerCloser(server);

  return {
    tenant,
    async listen() {
      server.listen(config.port, config.host);
      await once(server, 'listening');
      state = null;
      return addressOf(server, config.host);
    },
    async close() {
      state = 'draining';
      client.drain();
      tenant.jobWatcher.close();
      await Promise.all([closeServer(), client.settled()]);
      await connection.close();
    },
    abandon: () => connection.close(),
  };
}

function createTenant({ mode, limits }: Config, client: TrackierClient): Tenant {
  const jobs = createJobReader(client, () => performance.now());
  return {
    id: mode === 'SANDBOX' ? 'sandbox' : 'default',
    importNow: createImportNow(client, limits.maxConversions, () => new Date()),
    jobs,
    jobWatcher: createJobWatcher(jobs, {
      nowMs: () => performance.now(),
      schedule: (callback, ms) => {
        const timer = setTimeout(callback, ms);
        return () => clearTimeout(timer);
      },
    }),
    pace: client.pace,
  };
}

function createServer(config: Config, tenant: Tenant, logger: Logger, readiness: Readiness): Server {
  const gateway: GatewayInfo = { mode: config.mode, limits: config.limits };
  const yoga = createGraphQLServer({ gateway, tenant, introspection: config.introspection, logger });
  return createHttpServer({
    routeOf: createRoutes({
      handleGraphQL: (request, response, info) => yoga(request, response, info),
      graphiql: config.graphiql ? createGraphiQL() : null,
      readiness,
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
