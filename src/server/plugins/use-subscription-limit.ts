import type { ExecutionArgs, ExecutionResult } from 'graphql';
import { createGraphQLError, isAsyncIterable, type Plugin } from 'graphql-yoga';
import type { GatewayContext } from '../../graphql/context.ts';
import { createEndableStream } from '../endable-stream.ts';
import type { SubscriptionCounts } from '../subscription-counts.ts';

/** When one of the others ends nobody knows. */
const retryAfterSeconds = 10;

/** Told of subscriptions that begin. */
export interface SubscriptionObserver {
  /** One was refused: its caller has as many as it may. */
  readonly onRefused?: () => void;
  /** One is open, of an operation; gives what to do when it ends, however it does. */
  readonly onOpened?: (args: ExecutionArgs) => () => void;
}

/**
 * Refuses a subscription to a caller who has as many open as it may. Behind the plugins that end streams themselves, so
 * that a stream counts for as long as the caller has it.
 */
export function useSubscriptionLimit(
  counts: SubscriptionCounts,
  { onRefused, onOpened }: SubscriptionObserver = {},
): Plugin<GatewayContext> {
  return {
    onSubscribe({ args, subscribeFn, setSubscribeFn }) {
      const { caller, request } = args.contextValue;
      setSubscribeFn(async subscribeArgs => {
        const release = counts.take(caller.id);
        if (!release) {
          onRefused?.();
          return { errors: [tooManySubscriptions(counts.maxSubscriptions)] };
        }
        try {
          const result: ExecutionResult | AsyncIterable<ExecutionResult> = await subscribeFn(subscribeArgs);
          if (isAsyncIterable(result)) {
            const onEnd = onOpened?.(args);
            return countWhileOpen(result, request.signal, () => {
              release();
              onEnd?.();
            });
          }
          release();
          return result;
        } catch (error) {
          release();
          throw error;
        }
      });
    },
  };
}

function countWhileOpen<Value>(source: AsyncIterable<Value>, gone: AbortSignal, release: () => void) {
  const { stream, end } = createEndableStream(source, () => {
    gone.removeEventListener('abort', leave);
    release();
  });
  const leave = (): void => end();
  // Of who goes away before the answer has begun, nobody reads the stream, or ends it.
  if (gone.aborted) leave();
  else gone.addEventListener('abort', leave);
  return stream;
}

const tooManySubscriptions = (maxSubscriptions: number) =>
  createGraphQLError(
    `Too many subscriptions: a caller may have ${maxSubscriptions} open at a time. Close one of the others first.`,
    {
      extensions: {
        code: 'TOO_MANY_REQUESTS',
        retryable: true,
        retryAfterSeconds,
        http: { status: 429, headers: { 'retry-after': String(retryAfterSeconds) } },
      },
    },
  );
