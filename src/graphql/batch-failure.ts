import type { BatchError, BulkImportBatch } from '../imports/bulk/bulk-import.ts';

/** What went wrong with a batch, as a record: the executor would throw an instance of Error. */
export interface BatchFailure extends BatchError {
  readonly name: string;
  readonly batch: BulkImportBatch;
}

/** The failure of a batch; null when there was none. */
export const failureOf = (batch: BulkImportBatch): BatchFailure | null =>
  batch.error && { name: 'BatchFailure', ...batch.error, batch };
