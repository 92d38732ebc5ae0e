// #region
import { ApolloClient, ApolloLink, CombinedGraphQLErrors, HttpLink, InMemoryCache, Observable } from '@apollo/client';
import { RetryLink } from '@apollo/client/link/retry';
import { OperationTypeNode, print } from 'graphql';
import { createClient } from 'graphql-sse';
import { EMPTY, map, repeat, tap, timer } from 'rxjs';
import { GatewayError } from './gateway-error.ts';
import {
  FollowImportJobDocument,
  type FollowImportJobSubscription,
  ImportConversionsDocument,
  type ImportConversionsInput,
} from './generated/graphql.ts';
import generated from './generated/possible-types.ts';
import { type NextStep, nextStep } from './next-step.ts';

type Job = FollowImportJobSubscription['importJob'];

export function createApolloClient(url: string): ApolloClient {
  // Only queries. A mutation whose answer was lost may have arrived, and subscriptions reconnect by themselves.
  const retryLink = new RetryLink({
    attempts: { retryIf: (_error, { operationType }) => operationType === OperationTypeNode.QUERY },
  });
  return new ApolloClient({
    link: ApolloLink.split(
      ({ operationType }) => operationType === OperationTypeNode.SUBSCRIPTION,
      createSseLink(url),
      ApolloLink.from([retryLink, new HttpLink({ uri: url })]),
    ),
    // Without it the cache does not know that an InvalidInputError is an Error, and drops the fields of `... on Error`.
    cache: new InMemoryCache({ possibleTypes: generated.possibleTypes }),
  });
}

function createSseLink(url: string): ApolloLink {
  const sse = createClient({ url });
  return new ApolloLink(
    ({ query, variables }) =>
      new Observable(observer =>
        sse.subscribe(
          { query: print(query), variables },
          {
            next: ({ data = null, errors }) =>
              observer.next(
                errors
                  ? { data, errors: errors.map(({ message, extensions }) => ({ message, extensions })) }
                  : { data },
              ),
            error: error => observer.error(error),
            complete: () => observer.complete(),
          },
        ),
      ),
  );
}

export async function importWithApollo(client: ApolloClient, input: ImportConversionsInput): Promise<NextStep> {
  const result = await client.mutate({
    mutation: ImportConversionsDocument,
    variables: { input },
    errorPolicy: 'all',
  });
  const { importConversions } = dataOf(result);
  return importConversions ? nextStep(importConversions) : { kind: 'unknown' };
}

/** The job now and at every change; completes when Trackier has ended it. */
export function followWithApollo(client: ApolloClient, id: string): Observable<Job> {
  let hasEnded = false;
  return client.subscribe({ query: FollowImportJobDocument, variables: { id } }).pipe(
    map(result => dataOf(result).importJob),
    tap(({ state }) => {
      hasEnded = state === 'COMPLETED' || state === 'FAILED';
    }),
    // A gateway that stops completes its streams: the next one goes on where it was.
    repeat({ delay: () => (hasEnded ? EMPTY : timer(1000)) }),
  );
}

function dataOf<TData>({ data, error }: { data?: TData | null | undefined; error?: unknown }): TData {
  if (CombinedGraphQLErrors.is(error) && error.errors[0]) throw new GatewayError(error.errors[0]);
  if (!data) throw new Error('No answer came.', { cause: error });
  return data;
}
// #endregion
