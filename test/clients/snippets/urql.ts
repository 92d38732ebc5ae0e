// #region
import { Client, type CombinedError, cacheExchange, fetchExchange, subscriptionExchange } from '@urql/core';
import { createClient } from 'graphql-sse';
import { toAsyncIterable } from 'wonka';
import { GatewayError } from './gateway-error.ts';
import {
  FollowImportJobDocument,
  type FollowImportJobSubscription,
  ImportConversionsDocument,
  type ImportConversionsInput,
} from './generated/graphql.ts';
import { type NextStep, nextStep } from './next-step.ts';

export function createUrqlClient(url: string): Client {
  const sse = createClient({ url });
  return new Client({
    url,
    // urql would send queries by GET.
    preferGetMethod: false,
    exchanges: [
      cacheExchange,
      fetchExchange,
      subscriptionExchange({
        forwardSubscription: ({ query = '', variables = {} }) => ({
          subscribe: sink => ({ unsubscribe: sse.subscribe({ query, variables }, sink) }),
        }),
      }),
    ],
  });
}

export async function importWithUrql(client: Client, input: ImportConversionsInput): Promise<NextStep> {
  const result = await client.mutation(ImportConversionsDocument, { input });
  const { importConversions } = dataOf(result);
  return importConversions ? nextStep(importConversions) : { kind: 'unknown' };
}

/** The job now and at every change, until Trackier has ended it. */
export async function* followWithUrql(
  client: Client,
  id: string,
): AsyncGenerator<FollowImportJobSubscription['importJob']> {
  let hasEnded = false;
  while (!hasEnded) {
    const results = client.subscription(FollowImportJobDocument, { id });
    for await (const result of toAsyncIterable(results)) {
      const { importJob } = dataOf(result);
      hasEnded = importJob.state === 'COMPLETED' || importJob.state === 'FAILED';
      // urql tells the end by repeating the last result, with nothing to come.
      if (result.hasNext) yield importJob;
    }
    // A gateway that stops completes its streams: the next one goes on where it was.
    if (!hasEnded) await new Promise(resolve => setTimeout(resolve, 1000));
  }
}

function dataOf<TData>({ data, error }: { data?: TData | undefined; error?: CombinedError | undefined }): TData {
  if (error?.graphQLErrors[0]) throw new GatewayError(error.graphQLErrors[0]);
  if (!data) throw new Error('No answer came.', { cause: error });
  return data;
}
// #endregion
