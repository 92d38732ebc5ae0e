import { GraphQLError } from 'graphql';
import { isAsyncIterable, type Plugin } from 'graphql-yoga';
import type { GatewayContext } from '../../graphql/context.ts';
import { toGraphQLError } from '../../graphql/graphql-error.ts';
import type { Logger } from '../../telemetry/logger.ts';

/**
 * Words every error that leaves an execution: those that a caller can act on get a code, all others are masked and
 * logged with their cause.
 */
export function useErrorCodes(logger: Logger): Plugin<GatewayContext> {
  const reword =
    ({ requestId }: GatewayContext) =>
    (error: GraphQLError): GraphQLError =>
      toGraphQLError(error, requestId, cause => logger.error({ requestId, err: cause }, 'Unexpected error'));

  return {
    onExecute({ args }) {
      return {
        onExecuteDone({ result, setResult }) {
          if (isAsyncIterable(result) || !result.errors) return;
          setResult({ ...result, errors: result.errors.map(reword(args.contextValue)) });
        },
      };
    },
    onSubscribe({ args }) {
      const rewordOne = reword(args.contextValue);
      return {
        onSubscribeResult({ result, setResult }) {
          if (!isAsyncIterable(result)) {
            if (result.errors) setResult({ ...result, errors: result.errors.map(rewordOne) });
            return;
          }
          return {
            onNext({ result: event, setResult: setEvent }) {
              if (event.errors) setEvent({ ...event, errors: event.errors.map(rewordOne) });
            },
          };
        },
        onSubscribeError({ error, setError }) {
          const cause = error instanceof Error ? error : new Error('Not an Error', { cause: error });
          setError(rewordOne(cause instanceof GraphQLError ? cause : new GraphQLError(cause.message, { originalError: cause })));
        },
      };
    },
  };
}
