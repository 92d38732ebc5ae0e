import { findBatchRows, insertBatchRows } from '../../store/batch-rows.ts';
import {
  type BatchRecord,
  cancelQueuedBatches,
  groupBatches,
  insertBatches,
  jobsHeldByBatches,
  lastBatchIndex,
  listBatches,
} from '../../store/bulk-batches.ts';
import { jobsHeldByRecords } from '../../store/idempotency-records.ts';
import type { BatchState } from '../../store/states.ts';
import type { Realm } from '../../store/tables.ts';
import { InvalidStateError } from '../import-errors.ts';
import { queuedBatch } from './batch-machine.ts';
import { columnsFromBatch, newBatchColumns } from './batch-record.ts';
import { keptRowsFrom, textFromKeptRows } from './batch-rows.ts';
import { tallyOf } from './batch-tally.ts';
import type { RetryScope } from './bulk-imports.ts';
import type { HeldImport } from './held-import.ts';
import { followedFrom } from './store-ledger.ts';

/** Begins to send, or goes on with what is queued. */
export async function startImport(held: HeldImport): Promise<void> {
  const { record, db, uploadId } = held;
  held.step('started', {
    acceptedRows: record.accepted_rows,
    tally: tallyOf(await groupBatches(db, [uploadId])),
  });
  held.set({ started_at: record.started_at ?? held.nowMs });
}

/** Sends nothing any more. What is under way is awaited, what Trackier has is followed. */
export async function cancelImport(held: HeldImport): Promise<void> {
  held.step('cancelled', null);
  await cancelQueuedBatches(held.db, held.uploadId);
}

/** Sends again what was not imported: see `BulkImports.retry`. */
export async function retryImport(held: HeldImport, only: readonly RetryScope[] | null): Promise<void> {
  const { state } = held.record;
  if (state !== 'NEEDS_ATTENTION' && state !== 'COMPLETED') {
    throw new InvalidStateError(retryRefusals[state] ?? 'There is nothing to retry.', state);
  }
  const states = (only ?? (['HALTED', 'FAILED'] as const)) satisfies readonly BatchState[];
  const batches = states.length === 0 ? [] : await listBatches(held.db, held.uploadId, { states });
  let nextIndex = (await lastBatchIndex(held.db, held.uploadId)) + 1;
  let retried = 0;
  for (const batch of batches) {
    if (batch.state === 'HALTED') {
      if (!(await moveTail(held, batch, nextIndex))) continue;
      nextIndex += 1;
    } else {
      // Of a failed job's rows some may be imported: a person has to name them.
      if (batch.state === 'FAILED' && batch.job_id !== null && !only?.includes('FAILED')) continue;
      await held.stepBatch(batch, 'requeued', null, forgotten);
    }
    retried += 1;
  }
  if (retried === 0) throw new InvalidStateError(nothingToRetry(only), state);
  held.step('wentOn', { by: 'RETRY' });
}

const retryRefusals: Readonly<Partial<Record<string, string>>> = {
  RUNNING: 'The import is still running: retry when it has stopped.',
  CANCELLED: 'The import was cancelled. Create a new one for what it did not send: its unsentRowsUrl has the rows.',
  READY: 'The import has not been started: use startBulkImport.',
};

const nothingToRetry = (only: readonly RetryScope[] | null): string =>
  only
    ? `There is nothing to send again among the batches that are ${only.join(' or ') || 'of no state'}.`
    : 'There is nothing to send again: no batch was halted, and none was refused. Batches that are UNCERTAIN, or FAILED with a job, are sent again only when `only` names them.';

/** Nothing is left of what an earlier attempt brought; its id stays until the next one has its own. */
const forgotten = {
  job: null,
  error: null,
  submitted_at: null,
  look_at: null,
  ended_at: null,
} as const;

/**
 * Makes a batch of the rows that Trackier never looked at: the last ones, as it works rows off in their order. False when
 * there are none.
 */
async function moveTail(held: HeldImport, batch: BatchRecord, newIndex: number): Promise<boolean> {
  const count = batch.unprocessed ?? 0;
  if (count === 0 || batch.tail_moved === 1) return false;
  const kept = await findBatchRows(held.db, batch);
  const tail = keptRowsFrom(kept ?? '[]').slice(-count);
  const [first, last] = [tail[0], tail.at(-1)];
  if (!first || !last || tail.length !== count) throw new Error('The rows of a halted batch are gone.');
  await held.stepBatch(batch, 'tailMoved', null);
  const place = { upload_id: batch.upload_id, batch_index: newIndex };
  await insertBatches(held.db, [
    { ...place, ...newBatchColumns, ...columnsFromBatch(queuedBatch(count)), first_line: first[0], last_line: last[0] },
  ]);
  await insertBatchRows(held.db, [{ ...place, rows: textFromKeptRows(tail) }]);
  return true;
}

/** Settles an uncertain batch by a person's word: see `BulkImports.resolveBatch`. */
export async function resolveBatch(held: HeldImport, realm: Realm, index: number, jobId: string | null): Promise<void> {
  const { state } = held.record;
  const batch = await held.batch(index);
  if (batch?.state !== 'UNCERTAIN') {
    const found = batch ? `it is ${batch.state}` : 'there is none of that index';
    throw new InvalidStateError(`Only an UNCERTAIN batch can be settled by hand, and ${found}.`, state);
  }
  if (jobId === null) {
    if (state === 'CANCELLED') {
      throw new InvalidStateError('The import was cancelled, so the batch is not sent again.', state);
    }
    await held.stepBatch(batch, 'requeued', null, forgotten);
  } else {
    if (jobId === '' || jobId.includes('\0')) throw new InvalidStateError('No job of Trackier has such an id.', state);
    const byBatches = await jobsHeldByBatches(held.db, realm, [jobId]);
    const byRecords = await jobsHeldByRecords(held.db, realm, [jobId]);
    if (byBatches.length + byRecords.length > 0) {
      throw new InvalidStateError(`The job ${jobId} is known to have carried other rows.`, state);
    }
    await held.stepBatch(batch, 'jobNamed', { jobId }, { job: null, error: null, ...followedFrom(held.nowMs) });
  }
  held.step('wentOn', { by: 'RESOLVE' });
}
