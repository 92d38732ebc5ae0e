import { useEffect, useState, useSyncExternalStore } from 'react';
import { type Client, useClient } from 'urql';
import { BatchPageDocument, type BatchPageQuery } from '../../operations/generated/graphql.ts';
import { type BatchPages, type BatchRange, createBatchPages } from './batch-pages.ts';
import type { BatchPage, BatchPageRequest } from './walk-pages.ts';

/** A batch as the strip has it. */
export type StripBatch = NonNullable<BatchPageQuery['bulkImport']>['batches']['edges'][number]['node'];

interface Changes {
  /** Another one whenever the import has changed. */
  readonly version: unknown;
  /** Grows whenever something was done to the import. */
  readonly actionCount: number;
}

/** The batches of an import that are in sight, kept as they are at the gateway. */
export function useBatchPages(
  id: string,
  { version, actionCount }: Changes,
): { readonly range: BatchRange<StripBatch>; readonly pages: BatchPages<StripBatch> } {
  const client = useClient();
  const [pages] = useState(() => createBatchPages({ read: request => readPage(client, { id, ...request }), sleep }));
  useEffect(() => pages.stop, [pages]);
  useEffect(() => pages.load(actionCount), [pages, actionCount]);
  useEffect(() => pages.refresh(version), [pages, version]);
  return { range: useSyncExternalStore(pages.subscribe, pages.range), pages };
}

async function readPage(
  client: Client,
  { id, first, after, states }: BatchPageRequest & { readonly id: string },
): Promise<BatchPage<StripBatch>> {
  const variables = { id, first, after, states: states && [...states] };
  const { data, error } = await client
    .query(BatchPageDocument, variables, { requestPolicy: 'network-only' })
    .toPromise();
  if (error) throw error;
  const connection = data?.bulkImport?.batches;
  if (!connection) return { batches: [], endCursor: null, hasNextPage: false, totalCount: 0 };
  const { edges, pageInfo, totalCount } = connection;
  return { batches: edges.map(({ node }) => node), ...pageInfo, totalCount };
}

const sleep = (ms: number, signal: AbortSignal): Promise<void> =>
  new Promise(resolve => {
    const timer = setTimeout(resolve, ms);
    signal.addEventListener('abort', () => {
      clearTimeout(timer);
      resolve();
    });
  });
