import type { ExecutionResult } from 'graphql';
import { createGraphQLError, isAsyncIterable, type Plugin } from 'graphql-yoga';
import type { Caller, GatewayContext } from '../../graphql/context.ts';
import { createEndableStream } from '../endable-stream.ts';
import {
  type CredentialsClock,
  type CredentialsEnd,
  credentialsClock,
  watchCredentials,
} from '../watch-credentials.ts';

/** Ends a subscription when the credentials end with which it was begun; its last event is the error that says so. */
export function useExpiringSubscriptions(clock: CredentialsClock = credentialsClock): Plugin<GatewayContext> {
  return {
    onSubscribe({ args, subscribeFn, setSubscribeFn }) {
      const { caller } = args.contextValue;
      if (caller.expiresAtMs === null && caller.revoked === null) return;
      setSubscribeFn(async subscribeArgs => {
        const result: ExecutionResult | AsyncIterable<ExecutionResult> = await subscribeFn(subscribeArgs);
        return isAsyncIterable(result) ? endWithCredentials(result, caller, clock) : result;
      });
    },
  };
}

function endWithCredentials(source: AsyncIterable<ExecutionResult>, caller: Caller, clock: CredentialsClock) {
  let stopWatching: (() => void) | null = null;
  const { stream, end } = createEndableStream(source, () => stopWatching?.());
  stopWatching = watchCredentials(caller, clock, why => end({ errors: [endOfCredentials(why)] }));
  return stream;
}

const messages: Readonly<Record<CredentialsEnd, string>> = {
  expired: 'The token has expired: subscribe again with a new one.',
  revoked: 'The token was taken back: subscribe again with another one.',
};

const endOfCredentials = (why: CredentialsEnd) =>
  createGraphQLError(messages[why], { extensions: { code: 'UNAUTHENTICATED', retryable: false } });
