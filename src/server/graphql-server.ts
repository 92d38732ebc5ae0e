import { createYoga, type YogaServerInstance } from 'graphql-yoga';
import type { Caller, GatewayContext, GatewayInfo, Tenant } from '../graphql/context.ts';
import { schema } from '../graphql/schema.ts';
import type { Logger } from '../telemetry/logger.ts';
import { createDocumentCache } from './document-cache.ts';
import { useAcceptableAnswer } from './plugins/use-acceptable-answer.ts';
import { useDocumentLimit } from './plugins/use-document-limit.ts';
import { useErrorCodes } from './plugins/use-error-codes.ts';
import { useNoIntrospection } from './plugins/use-no-introspection.ts';
import { useOperationNote } from './plugins/use-operation-note.ts';
import { useRequestParams } from './plugins/use-request-params.ts';
import { useSseHeaders } from './plugins/use-sse-headers.ts';
import { useUncopiedRows } from './plugins/use-uncopied-rows.ts';
import { useVariableCheck } from './plugins/use-variable-check.ts';
import type { ServerContext } from './server-context.ts';

interface GraphQLServerOptions {
  readonly gateway: GatewayInfo;
  readonly tenant: Tenant;
  readonly introspection: boolean;
  readonly logger: Logger;
}

const anybody: Caller = {
  id: 'anybody',
  scopes: new Set(['IMPORT_READ', 'IMPORT_WRITE']),
  expiresAtMs: null,
  revoked: null,
};

/** Yoga as this gateway sets it up: one behaviour for each plugin, and nothing that a browser may call across origins. */
export function createGraphQLServer({
  gateway,
  tenant,
  introspection,
  logger,
}: GraphQLServerOptions): YogaServerInstance<ServerContext, Pick<GatewayContext, 'gateway' | 'caller' | 'tenant'>> {
  return createYoga<ServerContext, Pick<GatewayContext, 'gateway' | 'caller' | 'tenant'>>({
    schema,
    context: { gateway, caller: anybody, tenant },
    graphqlEndpoint: '/graphql',
    graphiql: false,
    landingPage: false,
    cors: false,
    multipart: false,
    maxRequestBodySize: false,
    // `useErrorCodes` masks.
    maskedErrors: false,
    parserAndValidationCache: { documentCache: createDocumentCache(), errorCache: createDocumentCache() },
    logging: yogaLogger(logger),
    plugins: [
      useAcceptableAnswer(),
      useRequestParams(gateway.limits.maxBodyBytes),
      useDocumentLimit(),
      introspection ? {} : useNoIntrospection(),
      useOperationNote(),
      useVariableCheck(),
      useUncopiedRows(),
      useErrorCodes(logger),
      useSseHeaders(),
    ],
  });
}

/** Yoga's own words are for debugging, but for errors. */
function yogaLogger(logger: Logger) {
  const debug = (...words: unknown[]): void => logger.trace({ words }, 'yoga');
  return {
    debug,
    info: debug,
    warn: debug,
    error: (error: unknown): void => logger.error({ err: error }, 'Unexpected error'),
  };
}
