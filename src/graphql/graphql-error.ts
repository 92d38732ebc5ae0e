import { GraphQLError } from 'graphql';
import { errorCodeOf, isRetryable } from './error-codes.ts';
import { toUpstreamError } from './upstream-errors.ts';

/** The error that lies behind, whatever the executor wrapped it in. */
function originOf(error: GraphQLError): Error {
  const origin = error.originalError;
  if (!origin) return error;
  return origin instanceof GraphQLError ? originOf(origin) : origin;
}

/**
 * What a caller gets to see of an error outside of a result union: its code and the request's id, and its message where
 * that was written for callers. Everything else is "Unexpected error.", after `onUnexpected` has been told.
 */
export function toGraphQLError(
  error: GraphQLError,
  requestId: string,
  onUnexpected: (cause: Error) => void,
): GraphQLError {
  const origin = originOf(error);
  // GraphQL's own errors (a value that cannot be coerced) were written for callers too.
  if (origin instanceof GraphQLError) return error;
  const known = toUpstreamError(origin);
  const code = known instanceof Error ? errorCodeOf(known) : null;
  if (code === null || !(known instanceof Error)) onUnexpected(origin);
  const retryAfter = known instanceof Error && 'retryAfterSeconds' in known ? known.retryAfterSeconds : null;
  return new GraphQLError(code !== null && known instanceof Error ? known.message : 'Unexpected error.', {
    nodes: error.nodes,
    path: error.path,
    extensions: {
      code: code ?? 'INTERNAL_SERVER_ERROR',
      retryable: code !== null && isRetryable(code) && !('retryable' in origin && origin.retryable === false),
      requestId,
      ...(typeof retryAfter === 'number' && { retryAfterSeconds: retryAfter }),
    },
  });
}
