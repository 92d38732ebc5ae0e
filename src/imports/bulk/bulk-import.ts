import type { RowError } from '../../conversions/row-error.ts';
import type { BatchState, BulkImportProblemCode, BulkImportState, UncertainPolicy } from '../../store/states.ts';
import type { ImportJob } from '../../trackier/import-job.ts';
import type { InvalidRowPolicy } from '../import-now.ts';
import type { RowCounts } from './row-counts.ts';

/** How the rows of a file are written. */
export type BulkImportFormat = 'CSV' | 'NDJSON';

/** A file's worth of rows, on its way to Trackier. */
export interface BulkImport {
  readonly id: string;
  readonly state: BulkImportState;
  readonly fileName: string | null;
  readonly format: BulkImportFormat;
  readonly sendPostback: boolean | null;
  readonly onInvalid: InvalidRowPolicy;
  readonly onUncertain: UncertainPolicy;
  readonly problem: { readonly code: BulkImportProblemCode; readonly message: string } | null;
  /** The upload whose rows are this import's; null until one is complete. */
  readonly uploadId: string | null;
  /** The caller's own columns; null for NDJSON and before the upload. */
  readonly header: readonly string[] | null;
  /** Of the content, in hexadecimal; null before the upload. */
  readonly sha256: string | null;
  readonly acceptedCount: number;
  readonly rejectedCount: number;
  readonly duplicateCount: number;
  /** Grows with every change. */
  readonly revision: number;
  readonly createdAt: Date;
  readonly uploadedAt: Date | null;
  readonly startedAt: Date | null;
  readonly finishedAt: Date | null;
  /** When it is erased with its rows, if nothing happens to it before. */
  readonly expiresAt: Date;
}

/** What went wrong with a batch; `code` is one of the GraphQL enum `ErrorCode`. */
export interface BatchError {
  readonly code:
    | 'INVALID_API_KEY'
    | 'PERMISSION_DENIED'
    | 'IP_NOT_WHITELISTED'
    | 'ACCOUNT_LOCKED'
    | 'REQUEST_REJECTED'
    | 'RATE_LIMITED'
    | 'UPSTREAM_UNAVAILABLE'
    | 'OUTCOME_UNKNOWN';
  readonly message: string;
  /** The attempt's id, as it stands in the log. */
  readonly requestId: string;
  /** Trackier's own word. */
  readonly upstreamMessage?: string | undefined;
  readonly upstreamCode?: number | undefined;
  readonly httpStatus?: number | undefined;
  readonly retryAfterSeconds?: number | undefined;
}

/** The rows that one POST carries. */
export interface BulkImportBatch {
  readonly uploadId: string;
  readonly index: number;
  readonly state: BatchState;
  readonly rowCount: number;
  readonly firstLine: number;
  readonly lastLine: number;
  readonly attemptCount: number;
  /** As last read. */
  readonly job: ImportJob | null;
  readonly error: BatchError | null;
  /** Between these two instants the last attempt was under way. */
  readonly sentAt: Date | null;
  readonly answeredAt: Date | null;
}

/** A row that is not sent, because it is invalid or a duplicate. */
export interface RejectedRow {
  /** In the file, from 1, as an editor counts. */
  readonly line: number;
  readonly errors: readonly RowError[];
}

/** Where each of an import's rows stands; the GraphQL type `BulkImportRowCounts`. */
export interface BulkImportRowCounts extends RowCounts {
  readonly total: number;
  readonly accepted: number;
  readonly rejected: number;
  readonly duplicate: number;
  readonly submitted: number;
}
