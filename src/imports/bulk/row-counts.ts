import type { BatchState } from '../../store/states.ts';
import type { Batch } from './batch-machine.ts';

/** Where accepted rows stand; every one is counted in exactly one place. */
export interface RowCounts {
  readonly queued: number;
  readonly uncertain: number;
  /** Certainly not at Trackier, and nobody is about to send them. */
  readonly unsent: number;
  readonly imported: number;
  readonly edited: number;
  readonly failed: number;
  /** At Trackier, which never looked at them. */
  readonly unprocessed: number;
  /** At Trackier, which has not told a figure of them. */
  readonly awaiting: number;
}

/** No rows at all. */
export const noRows: RowCounts = {
  queued: 0,
  uncertain: 0,
  unsent: 0,
  imported: 0,
  edited: 0,
  failed: 0,
  unprocessed: 0,
  awaiting: 0,
};

/** Where a batch's rows stand. A tail that was moved is counted with the batch that it has become. */
export const rowCountsOf = (batch: Batch): RowCounts => ({ ...noRows, ...countsByState[batch.state](batch) });

type Count = (batch: Batch) => Partial<RowCounts>;

const queued: Count = ({ rowCount }) => ({ queued: rowCount });
const unsent: Count = ({ rowCount }) => ({ unsent: rowCount });
const atTrackier: Count = ({ figures, rowCount }) => figures ?? { awaiting: rowCount };

const countsByState: Record<BatchState, Count> = {
  QUEUED: queued,
  SENDING: queued,
  UNCERTAIN: ({ rowCount }) => ({ uncertain: rowCount }),
  SUBMITTED: atTrackier,
  IMPORTED: atTrackier,
  HALTED: atTrackier,
  FAILED: batch => (batch.jobId === null ? unsent(batch) : atTrackier(batch)),
  CANCELLED: unsent,
};

/** Rows that Trackier has taken. */
export const submittedOf = ({ imported, edited, failed, unprocessed, awaiting }: RowCounts): number =>
  imported + edited + failed + unprocessed + awaiting;

/** All rows that were counted. */
export const acceptedOf = (counts: RowCounts): number =>
  counts.queued + submittedOf(counts) + counts.uncertain + counts.unsent;

/** The rows of both. */
export const addCounts = (one: RowCounts, other: RowCounts): RowCounts => ({
  queued: one.queued + other.queued,
  uncertain: one.uncertain + other.uncertain,
  unsent: one.unsent + other.unsent,
  imported: one.imported + other.imported,
  edited: one.edited + other.edited,
  failed: one.failed + other.failed,
  unprocessed: one.unprocessed + other.unprocessed,
  awaiting: one.awaiting + other.awaiting,
});
