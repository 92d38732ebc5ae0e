import type { Server } from 'node:http';
import type { Config } from './config.ts';
import type { GatewayInfo } from './graphql/context.ts';
import type { Admit } from './server/access/admission.ts';
import { observeAdmission } from './server/access/observed-admission.ts';
import { createHostCheck } from './server/allowed-hosts.ts';
import { createBulkImportRoutes } from './server/bulk-import-routes.ts';
import { createConsole } from './server/console.ts';
import { createGraphiQL } from './server/graphiql.ts';
import { createGraphQLRoute } from './server/graphql-route.ts';
import { createGraphQLServer } from './server/graphql-server.ts';
import type { Readiness } from './server/health.ts';
import { createHttpServer } from './server/http-server.ts';
import { measureRoutes } from './server/measure-routes.ts';
import { createMetricsRoute } from './server/metrics-route.ts';
import { createRoutes } from './server/routes.ts';
import type { TrustedDocuments } from './server/trusted-documents.ts';
import type { Logger } from './telemetry/logger.ts';
import type { Observation } from './telemetry/observation.ts';

interface FrontDoorParts {
  readonly config: Config;
  readonly admit: Admit;
  readonly trustedDocuments: TrustedDocuments | null;
  readonly readiness: Readiness;
  readonly observation: Observation;
  readonly logger: Logger;
}

/** Puts together what callers meet: the HTTP server with all its routes. */
export function createFrontDoor(parts: FrontDoorParts): Server {
  const { config, trustedDocuments, readiness, observation, logger } = parts;
  const { metrics, spans, audit } = observation;
  const admit = observeAdmission(parts.admit, metrics);
  const gateway: GatewayInfo = { mode: config.mode, limits: config.limits, audit };
  const handle = createGraphQLServer({
    gateway,
    introspection: config.introspection,
    maxSubscriptions: config.callers.maxSubscriptions,
    trustedDocuments,
    logger,
    metrics,
    spans,
    fastPath: config.fastPath,
  });
  const isOpen = config.auth.mode === 'none' && !config.trackier.keyPassthrough;
  return createHttpServer({
    routeOf: measureRoutes(
      createRoutes({
        handleGraphQL: createGraphQLRoute(admit, handle),
        graphiql: config.graphiql ? createGraphiQL() : null,
        console: config.console ? createConsole() : null,
        readiness,
        bulkImportRoute: createBulkImportRoutes({ admit, audit, logger }),
        metrics: config.metricsPort === null ? createMetricsRoute(metrics) : null,
      }),
      metrics,
    ),
    // A page whose name was rebound to this address has no credentials.
    isAllowedHost: isOpen ? createHostCheck(config.allowedHosts) : () => true,
    corsOrigins: config.corsOrigins,
    maxWaitMs: config.trackier.timeoutMs,
    isDraining: () => readiness() === 'draining',
    logger,
  });
}
