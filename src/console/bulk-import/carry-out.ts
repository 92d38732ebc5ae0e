import type { Client, CombinedError } from 'urql';
import {
  CancelBulkImportDocument,
  type CancelBulkImportMutation,
  ResolveBulkImportBatchDocument,
  RetryBulkImportDocument,
  StartBulkImportDocument,
} from '../../operations/generated/graphql.ts';
import { failureOf } from '../api/failure.ts';
import { importStates } from './import-states.ts';
import type { RetryOnly } from './retry-plan.ts';

/** What a person does to an import. */
export type ImportAction =
  | { readonly kind: 'start' }
  | { readonly kind: 'cancel' }
  | { readonly kind: 'retry'; readonly only: RetryOnly }
  /** `jobId`: which job carried the batch; null: none did, it is sent again. */
  | { readonly kind: 'resolve'; readonly index: number; readonly jobId: string | null };

type ActionResult = NonNullable<CancelBulkImportMutation['cancelBulkImport']>;

/** Carries an action out. null: it is done; else why it is not, for a person. */
export async function carryOut(client: Client, id: string, action: ImportAction): Promise<string | null> {
  const { result, error } = await mutate(client, id, action);
  if (result) return refusalOf(result);
  return error ? sentenceOf(error) : 'The gateway gave no answer. Look at how the import stands before you try again.';
}

interface Answer {
  readonly result: ActionResult | null | undefined;
  readonly error: CombinedError | undefined;
}

async function mutate(client: Client, id: string, action: ImportAction): Promise<Answer> {
  if (action.kind === 'start') {
    const { data, error } = await client.mutation(StartBulkImportDocument, { id }).toPromise();
    return { result: data?.startBulkImport, error };
  }
  if (action.kind === 'cancel') {
    const { data, error } = await client.mutation(CancelBulkImportDocument, { id }).toPromise();
    return { result: data?.cancelBulkImport, error };
  }
  if (action.kind === 'retry') {
    const only = action.only && [...action.only];
    const { data, error } = await client.mutation(RetryBulkImportDocument, { id, only }).toPromise();
    return { result: data?.retryBulkImport, error };
  }
  const { index, jobId } = action;
  const { data, error } = await client.mutation(ResolveBulkImportBatchDocument, { id, index, jobId }).toPromise();
  return { result: data?.resolveBulkImportBatch, error };
}

/** What each member of the answer says to a person; null: it was done. */
export function refusalOf(result: ActionResult): string | null {
  switch (result.__typename) {
    case 'BulkImport':
      return null;
    case 'NotFoundError':
      return 'This import is not there any more: it was erased after its days.';
    case 'InvalidStateError': {
      const { word } = importStates[result.state];
      return `This cannot be done now. ${result.message} (The import is: ${word.toLowerCase()}.)`;
    }
    default:
      // A newer gateway may have more to say than this page knows.
      result satisfies never;
      return 'The gateway refused it, for a reason that this page does not know. Reload the page.';
  }
}

function sentenceOf(error: CombinedError): string {
  const { code, message } = failureOf(error);
  return code === 'UNREACHABLE'
    ? 'The gateway cannot be reached, so it may have been done or not. Look at how the import stands before you try again.'
    : message;
}
