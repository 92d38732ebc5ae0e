import type { GraphQLSchema } from 'graphql';
import { createYoga, type Plugin } from 'graphql-yoga';
import type { GatewayContext, GatewayInfo } from '../graphql/context.ts';
import { schema } from '../graphql/schema.ts';
import type { Logger } from '../telemetry/logger.ts';
import type { Metrics } from '../telemetry/metrics.ts';
import type { Spans } from '../telemetry/spans.ts';
import { createDocumentCache } from './document-cache.ts';
import { createAnswerTypes } from './fast-path/answer-types.ts';
import { createFastPath, type Handle } from './fast-path/fast-path.ts';
import { createKnownOperations } from './fast-path/known-operations.ts';
import { observeSubscriptions } from './observe-subscriptions.ts';
import { useAcceptableAnswer } from './plugins/use-acceptable-answer.ts';
import { useCsrfPrevention } from './plugins/use-csrf-prevention.ts';
import { useDocumentLimit } from './plugins/use-document-limit.ts';
import { useErrorCodes } from './plugins/use-error-codes.ts';
import { useExpiringSubscriptions } from './plugins/use-expiring-subscriptions.ts';
import { useFastPath } from './plugins/use-fast-path.ts';
import { useOperationMetrics } from './plugins/use-operation-metrics.ts';
import { useOperationNote } from './plugins/use-operation-note.ts';
import { useRequestParams } from './plugins/use-request-params.ts';
import { useScopeCheck } from './plugins/use-scope-check.ts';
import { useSseHeaders } from './plugins/use-sse-headers.ts';
import { useSubscriptionLimit } from './plugins/use-subscription-limit.ts';
import { useTracing } from './plugins/use-tracing.ts';
import { useTrustedDocuments } from './plugins/use-trusted-documents.ts';
import { useUncopiedRows } from './plugins/use-uncopied-rows.ts';
import { useValidation } from './plugins/use-validation.ts';
import { useVariableCheck } from './plugins/use-variable-check.ts';
import type { ServerContext } from './server-context.ts';
import { createSubscriptionCounts } from './subscription-counts.ts';
import { traceRootFields } from './traced-schema.ts';
import type { TrustedDocuments } from './trusted-documents.ts';
import { withUncopiedInput } from './uncopied-input.ts';

interface GraphQLServerOptions {
  readonly gateway: GatewayInfo;
  readonly introspection: boolean;
  /** Of one caller, at the same time. */
  readonly maxSubscriptions: number;
  /** null: every document is taken, and none by its id. */
  readonly trustedDocuments: TrustedDocuments | null;
  readonly logger: Logger;
  readonly metrics: Metrics;
  /** undefined: nobody traces. */
  readonly spans: Spans | undefined;
  /** Whether requests that are like earlier ones go past Yoga. */
  readonly fastPath: boolean;
}

/** What carries out the operations of those who were let in: Yoga, with the fast path before it. */
export function createGraphQLServer(options: GraphQLServerOptions): Handle {
  const { gateway, trustedDocuments, metrics, spans } = options;
  const served = spans ? traceRootFields(schema, spans) : schema;
  const twin = withUncopiedInput(served, 'ConversionInput');
  // A trace has the time of each step, and the fast path has none of them.
  if (!options.fastPath || spans) return createYogaServer(options, served, twin, {});
  const operations = createKnownOperations(twin);
  const answerTypes = createAnswerTypes();
  const handle = createYogaServer(options, served, twin, useFastPath(operations, answerTypes));
  return createFastPath({ handle, operations, answerTypes, gateway, trustedDocuments, metrics });
}

/** Yoga as this gateway sets it up: one behaviour for each plugin, and nothing that a browser may call across origins. */
function createYogaServer(
  { gateway, introspection, maxSubscriptions, trustedDocuments, logger, metrics, spans }: GraphQLServerOptions,
  served: GraphQLSchema,
  twin: GraphQLSchema,
  fastPath: Plugin<object, ServerContext>,
): Handle {
  const yoga = createYoga<ServerContext, Pick<GatewayContext, 'gateway'>>({
    schema: served,
    context: { gateway },
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
      fastPath,
      useAcceptableAnswer(),
      useCsrfPrevention(),
      useRequestParams(gateway.limits.maxBodyBytes),
      useTrustedDocuments(trustedDocuments),
      useDocumentLimit(),
      useValidation({ introspection }),
      useOperationNote(),
      useScopeCheck(),
      useVariableCheck({ introspection }),
      useUncopiedRows(twin),
      useExpiringSubscriptions(),
      useSubscriptionLimit(createSubscriptionCounts(maxSubscriptions), observeSubscriptions(metrics)),
      useErrorCodes(logger),
      useOperationMetrics(metrics),
      spans ? useTracing(spans) : {},
      useSseHeaders(),
    ],
  });
  return (request, response, context) => yoga(request, response, context);
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
