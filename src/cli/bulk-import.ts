import { getFragmentData } from '../operations/generated/fragment-masking.ts';
import {
  BulkImportDocument,
  type BulkImportPartsFragment,
  BulkImportPartsFragmentDoc,
  type BulkImportQuery,
  type BulkImportRetryScope,
  type BulkImportState,
  CancelBulkImportDocument,
  type CancelBulkImportMutation,
  RetryBulkImportDocument,
  StartBulkImportDocument,
} from '../operations/generated/graphql.ts';
import { CommandError } from './command-error.ts';
import type { GatewayClient } from './gateway-client.ts';

/** A bulk import as this program sees it. */
export type BulkImport = BulkImportPartsFragment;

/** An earlier import of the same content. */
export type SameFile = NonNullable<NonNullable<BulkImportQuery['bulkImport']>['sameFileAs']>;

/** The states in which nothing goes on by itself. */
const standingStates: ReadonlySet<BulkImportState> = new Set(['NEEDS_ATTENTION', 'COMPLETED', 'CANCELLED', 'FAILED']);

/** Whether nothing more happens to an import unless somebody does something. */
export const hasStopped = ({ state }: BulkImport): boolean => standingStates.has(state);

/** The import as it stands, and an earlier one of the same content. */
export async function readBulkImport(
  client: GatewayClient,
  id: string,
  signal?: AbortSignal,
): Promise<{ bulkImport: BulkImport; sameFileAs: SameFile | null }> {
  const { bulkImport } = await client.execute(BulkImportDocument, { id }, signal);
  if (!bulkImport) throw new CommandError(`There is no bulk import ${id}.`);
  return { bulkImport: getFragmentData(BulkImportPartsFragmentDoc, bulkImport), sameFileAs: bulkImport.sameFileAs };
}

/** Lets an import begin, or go on. */
export async function startBulkImport(client: GatewayClient, id: string): Promise<BulkImport> {
  return afterAction((await client.execute(StartBulkImportDocument, { id })).startBulkImport);
}

/** Sends nothing more of an import. */
export async function cancelBulkImport(client: GatewayClient, id: string, signal?: AbortSignal): Promise<BulkImport> {
  return afterAction((await client.execute(CancelBulkImportDocument, { id }, signal)).cancelBulkImport);
}

/** Sends again what was not imported; nothing that Trackier may have taken, unless it is named. */
export async function retryBulkImport(
  client: GatewayClient,
  id: string,
  only: readonly BulkImportRetryScope[],
): Promise<BulkImport> {
  const variables = { id, only: only.length > 0 ? [...only] : null };
  return afterAction((await client.execute(RetryBulkImportDocument, variables)).retryBulkImport);
}

function afterAction(result: CancelBulkImportMutation['cancelBulkImport']): BulkImport {
  if (result?.__typename === 'BulkImport') return getFragmentData(BulkImportPartsFragmentDoc, result);
  throw new CommandError(result?.message ?? 'The gateway gave no answer.');
}
