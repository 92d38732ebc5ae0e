import { type ExecutionResult, GraphQLError } from 'graphql';
import { isAsyncIterable, mapAsyncIterator, type Plugin } from 'graphql-yoga';
import { toGraphQLError } from '../../graphql/graphql-error.ts';
import type { Logger } from '../../telemetry/logger.ts';
import type { ServerContext } from '../server-context.ts';

/** GraphQL quotes what it does not understand, at whatever length. */
const maxMessageLength = 500;

/**
 * Words every error that leaves the gateway: each gets a code and the request's id; those that nobody can act on are
 * masked, and logged with their cause. Yoga's own masking is off: it does not know the request.
 */
export function useErrorCodes(logger: Logger): Plugin<object, ServerContext> {
  return {
    onResultProcess(payload) {
      const { requestId, note } = payload.serverContext;
      const logUnexpected = (cause: Error): void => logger.error({ requestId, err: cause }, 'Unexpected error');
      const reword = (error: GraphQLError): GraphQLError => {
        const reworded = complete(toGraphQLError(error, requestId, logUnexpected), requestId);
        note.errorCodes = [...new Set([...(note.errorCodes ?? []), String(reworded.extensions['code'])])];
        return reworded;
      };
      const rewordAll = <Result extends Pick<ExecutionResult, 'errors'>>(one: Result): Result =>
        one.errors ? { ...one, errors: one.errors.map(reword) } : one;

      const { result } = payload;
      if (isAsyncIterable(result)) payload.setResult(mapAsyncIterator(result, rewordAll));
      else payload.setResult(Array.isArray(result) ? result.map(rewordAll) : rewordAll(result));
    },
  };
}

/** `unexpected` is for Yoga, which makes it a 500 where there is no data, and is not sent. */
function complete(error: GraphQLError, requestId: string): GraphQLError {
  const { message, nodes, source, positions, path, extensions } = error;
  const { code = 'BAD_USER_INPUT', retryable = false } = extensions;
  return new GraphQLError(message.length > maxMessageLength ? `${message.slice(0, maxMessageLength)}…` : message, {
    nodes,
    source,
    positions,
    path,
    extensions: { ...extensions, code, retryable, requestId, unexpected: code === 'INTERNAL_SERVER_ERROR' },
  });
}
