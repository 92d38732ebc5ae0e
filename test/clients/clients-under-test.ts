import { onTestFinished } from 'vitest';
import { createApolloClient, followWithApollo, importWithApollo } from './snippets/apollo.ts';
import type { FollowImportJobSubscription, ImportConversionsInput } from './snippets/generated/graphql.ts';
import type { NextStep } from './snippets/next-step.ts';
import { followWithFetch, importWithFetch } from './snippets/plain-fetch.ts';
import { createUrqlClient, followWithUrql, importWithUrql } from './snippets/urql.ts';

export type Job = FollowImportJobSubscription['importJob'];

/** What every snippet of docs/clients.md can do. */
export interface ClientUnderTest {
  readonly importNow: (input: ImportConversionsInput) => Promise<NextStep>;
  /** Resolves when the stream has completed; rejects when it has failed. */
  readonly follow: (id: string, onJob?: (job: Job) => void) => Promise<void>;
}

async function forEach(jobs: AsyncIterable<Job>, onJob: (job: Job) => void): Promise<void> {
  for await (const job of jobs) onJob(job);
}

const ignore = (): void => {};

/** The snippets by the client that they show; each makes a client of the GraphQL endpoint's address. */
export const clientsUnderTest: readonly (readonly [name: string, create: (url: string) => ClientUnderTest])[] = [
  [
    'Apollo Client',
    url => {
      const client = createApolloClient(url);
      onTestFinished(() => client.stop());
      return {
        importNow: input => importWithApollo(client, input),
        follow: (id, onJob = ignore) =>
          new Promise((complete, error) => {
            followWithApollo(client, id).subscribe({ next: onJob, error, complete });
          }),
      };
    },
  ],
  [
    'urql',
    url => {
      const client = createUrqlClient(url);
      return {
        importNow: input => importWithUrql(client, input),
        follow: (id, onJob = ignore) => forEach(followWithUrql(client, id), onJob),
      };
    },
  ],
  [
    'plain fetch',
    url => ({
      importNow: input => importWithFetch(url, input),
      follow: (id, onJob = ignore) => forEach(followWithFetch(url, id), onJob),
    }),
  ],
];
