/** Where a batch stands; GraphQL's `BulkImportBatchState`. Its moves are in src/imports/batch-machine.ts. */
export type BatchState =
  | 'QUEUED'
  | 'SENDING'
  | 'SUBMITTED'
  | 'IMPORTED'
  | 'HALTED'
  | 'UNCERTAIN'
  | 'FAILED'
  | 'CANCELLED';

/** Where a bulk import stands. Its moves are in src/imports/import-machine.ts. */
export type BulkImportState =
  | 'AWAITING_UPLOAD'
  | 'UPLOADING'
  | 'READY'
  | 'RUNNING'
  | 'NEEDS_ATTENTION'
  | 'COMPLETED'
  | 'CANCELLED'
  | 'FAILED';

/** What stopped a bulk import, what needs a person, or why its jobs are not followed. */
export type BulkImportProblemCode =
  | 'INVALID_ROWS'
  | 'NOTHING_TO_SEND'
  | 'INVALID_API_KEY'
  | 'PERMISSION_DENIED'
  | 'IP_NOT_WHITELISTED'
  | 'ACCOUNT_LOCKED'
  | 'REQUEST_REJECTED'
  | 'REPEATED_HALTS'
  | 'HALTED_BATCHES'
  | 'FAILED_BATCHES'
  | 'UNCERTAIN_BATCHES'
  | 'JOBS_UNAVAILABLE';

/** What becomes of a batch whose answer was lost: it waits for a person, or is sent once more (which may import twice). */
export type UncertainPolicy = 'HOLD' | 'RESEND';
