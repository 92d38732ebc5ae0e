import type { BatchRecord } from '../../store/bulk-batches.ts';
import { jobFromText } from '../stored-job.ts';
import type { Batch } from './batch-machine.ts';
import type { BatchError, BulkImportBatch } from './bulk-import.ts';

/** What the machine knows of a batch that is kept. */
export function batchFromRecord(record: BatchRecord): Batch {
  const { imported, edited, failed, unprocessed } = record;
  const hasFigures = imported !== null && edited !== null && failed !== null && unprocessed !== null;
  return {
    state: record.state,
    rowCount: record.row_count,
    attempt: record.attempt,
    jobId: record.job_id,
    figures: hasFigures ? { imported, edited, failed, unprocessed } : null,
    isGivenUp: record.is_given_up === 1,
    wasResent: record.was_resent === 1,
    tailMoved: record.tail_moved === 1,
  };
}

/** The columns in which the machine's batch is kept. */
export function columnsFromBatch(batch: Batch) {
  const { imported = null, edited = null, failed = null, unprocessed = null } = batch.figures ?? {};
  return {
    state: batch.state,
    row_count: batch.rowCount,
    attempt: batch.attempt,
    job_id: batch.jobId,
    imported,
    edited,
    failed,
    unprocessed,
    is_given_up: batch.isGivenUp ? 1 : 0,
    was_resent: batch.wasResent ? 1 : 0,
    tail_moved: batch.tailMoved ? 1 : 0,
  } as const;
}

/** What a new batch has besides the machine's columns. */
export const newBatchColumns = {
  attempt_id: null,
  lease_owner: null,
  lease_until: null,
  sent_at: null,
  answered_at: null,
  job: null,
  error: null,
  submitted_at: null,
  look_at: null,
  quiet_looks: 0,
  misses: 0,
  first_miss_at: null,
  ended_at: null,
} as const;

/** A batch as users see it. */
export function bulkImportBatchFrom(record: BatchRecord): BulkImportBatch {
  const error: BatchError | null = record.error === null ? null : JSON.parse(record.error);
  return {
    uploadId: record.upload_id,
    index: record.batch_index,
    state: record.state,
    rowCount: record.row_count,
    firstLine: record.first_line,
    lastLine: record.last_line,
    attemptCount: record.attempt,
    job: record.job === null ? null : jobFromText(record.job),
    error,
    sentAt: dateFrom(record.sent_at),
    answeredAt: dateFrom(record.answered_at),
  };
}

const dateFrom = (ms: number | null): Date | null => (ms === null ? null : new Date(ms));
