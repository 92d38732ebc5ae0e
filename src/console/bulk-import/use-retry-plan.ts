import { useEffect, useState } from 'react';
import { type Client, type OperationResult, useClient } from 'urql';
import {
  type ImportActionsFragment,
  RetryDialogDocument,
  type RetryDialogQuery,
} from '../../operations/generated/graphql.ts';
import { type Failure, failureOf } from '../api/failure.ts';
import { type FailedBatch, planRetry, type RetryPlan } from './retry-plan.ts';

/** What a retry could send, as soon as it is known. */
export interface RetryPlanRead {
  readonly plan: RetryPlan | null;
  readonly failure: Failure | null;
}

type Rows = ImportActionsFragment['rows'];

/** Reads once what a retry could send. */
export function useRetryPlan(id: string, rows: Rows): RetryPlanRead {
  const client = useClient();
  const [read, setRead] = useState<RetryPlanRead>({ plan: null, failure: null });
  // As it stood when the dialog was opened: what one reads may not change while one ticks it.
  const [known] = useState(rows);
  useEffect(() => {
    let isGone = false;
    const begin = async (): Promise<void> => {
      const next = await readPlan(client, id, known);
      if (!isGone) setRead(next);
    };
    void begin();
    return () => {
      isGone = true;
    };
  }, [client, id, known]);
  return read;
}

type FailedPage = NonNullable<RetryDialogQuery['bulkImport']>['failed'];

async function readPlan(client: Client, id: string, rows: Rows): Promise<RetryPlanRead> {
  const failed: FailedBatch[] = [];
  let after: string | null = null;
  for (;;) {
    const { data, error } = await ask(client, id, after);
    if (error) return { plan: null, failure: failureOf(error) };
    if (!data?.bulkImport) return { plan: planRetry({ ...nothing, rows }), failure: null };
    const { halted, uncertain } = data.bulkImport;
    const page: FailedPage = data.bulkImport.failed;
    failed.push(...page.edges.map(({ node }) => node));
    const facts = { rows, haltedBatches: halted.totalCount, uncertainBatches: uncertain.totalCount, failed };
    if (!page.pageInfo.hasNextPage) return { plan: planRetry(facts), failure: null };
    after = page.pageInfo.endCursor;
  }
}

const nothing = { haltedBatches: 0, uncertainBatches: 0, failed: [] };

const ask = (client: Client, id: string, after: string | null): Promise<OperationResult<RetryDialogQuery>> =>
  client.query(RetryDialogDocument, { id, after }, { requestPolicy: 'network-only' }).toPromise();
