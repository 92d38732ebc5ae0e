import type { Server } from 'node:http';
import type { Config } from './config.ts';
import type { GatewayInfo } from './graphql/context.ts';
import type { Admit } from './server/access/admission.ts';
import { createHostCheck } from './server/allowed-hosts.ts';
import { createBulkImportRoutes } from './server/bulk-import-routes.ts';
import { createGraphiQL } from './server/graphiql.ts';
import { createGraphQLRoute } from './server/graphql-route.ts';
import { createGraphQLServer } from './server/graphql-server.ts';
import type { Readiness } from './server/health.ts';
import { createHttpServer } from './server/http-server.ts';
import { createRoutes } from './server/routes.ts';
import type { TrustedDocuments } from './server/trusted-documents.ts';
import type { Logger } from './telemetry/logger.ts';

interface FrontDoorParts {
  readonly config: Config;
  readonly admit: Admit;
  readonly trustedDocuments: TrustedDocuments | null;
  readonly readiness: Readiness;
  readonly logger: Logger;
}

/** Puts together what callers meet: the HTTP server with all its routes. */
export function createFrontDoor({ config, admit, trustedDocuments, readiness, logger }: FrontDoorParts): Server {
  const gateway: GatewayInfo = { mode: config.mode, limits: config.limits };
  const yoga = createGraphQLServer({
    gateway,
    introspection: config.introspection,
    maxSubscriptions: config.callers.maxSubscriptions,
    trustedDocuments,
    logger,
  });
  const isOpen = config.auth.mode === 'none' && !config.trackier.keyPassthrough;
  return createHttpServer({
    routeOf: createRoutes({
      handleGraphQL: createGraphQLRoute(admit, (request, response, context) => yoga(request, response, context)),
      graphiql: config.graphiql ? createGraphiQL() : null,
      readiness,
      bulkImportRoute: createBulkImportRoutes({ admit, logger }),
    }),
    // A page whose name was rebound to this address has no credentials.
    isAllowedHost: isOpen ? createHostCheck(config.allowedHosts) : () => true,
    corsOrigins: config.corsOrigins,
    maxWaitMs: config.trackier.timeoutMs,
    isDraining: () => readiness() === 'draining',
    logger,
  });
}
