import type { BatchState, BulkImportProblemCode, BulkImportState, UncertainPolicy } from './states.ts';

// Both databases hold the same: instants are whole milliseconds since 1970, truth is 0 or 1, JSON is text.

/** 0 is false, 1 is true. */
export type Bit = 0 | 1;

/** Whose a record is: a record of another tenant, mode or upstream is never sent, replayed or listed. */
export interface Realm {
  readonly tenant: string;
  readonly mode: 'LIVE' | 'SANDBOX';
  readonly base_url: string;
}

/** A bulk import; its rows are those of its upload. */
export interface BulkImportsTable extends Realm {
  id: string;
  state: BulkImportState;
  file_name: string | null;
  format: 'CSV' | 'NDJSON';
  /** The caller's column mappings as JSON; null: the header is read by the rule. */
  columns: string | null;
  send_postback: Bit | null;
  on_invalid: 'REJECT_ALL' | 'SKIP_INVALID';
  on_uncertain: UncertainPolicy;
  auto_start: Bit;
  problem: BulkImportProblemCode | null;
  /** Trackier's own word for the problem, if it had one. */
  problem_detail: string | null;
  /** Trackier took a POST since the last start: more than one may be in flight. */
  is_proven: Bit;
  /** Batches that ended HALTED one after the other. */
  halts_in_row: number;
  /** The upload whose rows are this import's; null until one is complete. */
  upload_id: string | null;
  /** The column plan as JSON, by which rows become conversions; null for NDJSON and before the upload. */
  plan: string | null;
  /** The caller's own columns as JSON; null for NDJSON and before the upload. */
  header: string | null;
  /** Of the content, in hexadecimal. */
  sha256: string | null;
  accepted_rows: number;
  rejected_rows: number;
  duplicate_rows: number;
  /** Grows by one with every change that a follower may see. */
  revision: number;
  created_at: number;
  uploaded_at: number | null;
  started_at: number | null;
  finished_at: number | null;
  /** When the last thing happened to it; what it is erased by. */
  touched_at: number;
  /** The tenant's API key, sealed, while the import may have to go on without a caller who brings it; else null. */
  sealed_key: string | null;
}

/** One PUT of a file. What belongs to an upload that no import names is swept. */
export interface UploadsTable {
  id: string;
  import_id: string;
  /** The instance that takes it in. */
  owner: string;
  /** PENDING while it comes in, ACCEPTED when it is an import's, ABANDONED when it is to be swept. */
  state: 'PENDING' | 'ACCEPTED' | 'ABANDONED';
  /** When its owner was last seen to be alive. */
  seen_at: number;
}

/** A batch: the rows that one POST carries. */
export interface BulkBatchesTable {
  upload_id: string;
  batch_index: number;
  state: BatchState;
  row_count: number;
  first_line: number;
  last_line: number;
  /** How often it was claimed; the fencing token of the attempt that is under way. */
  attempt: number;
  /** The attempt's id, as it stands in the log. */
  attempt_id: string | null;
  /** The instance whose attempt it is, while SENDING. */
  lease_owner: string | null;
  lease_until: number | null;
  /** Between these two instants the last attempt was under way. */
  sent_at: number | null;
  answered_at: number | null;
  job_id: string | null;
  /** The job as last read, as JSON. */
  job: string | null;
  imported: number | null;
  edited: number | null;
  failed: number | null;
  unprocessed: number | null;
  is_given_up: Bit;
  was_resent: Bit;
  tail_moved: Bit;
  /** {code, message, requestId, …} as JSON. */
  error: string | null;
  submitted_at: number | null;
  /** When its job is to be looked for next; null: it is not followed. */
  look_at: number | null;
  /** Looks, one after the other, that brought nothing new; the wait grows with them. */
  quiet_looks: number;
  /** Looks, one after the other, for which Trackier knew no such job, and when the first was. */
  misses: number;
  first_miss_at: number | null;
  /** When its job was first seen ended. */
  ended_at: number | null;
}

/** The rows of a batch, until they are erased. */
export interface BulkBatchRowsTable {
  upload_id: string;
  batch_index: number;
  /** JSON: a list of `[line, ...source]`. */
  rows: string;
}

/** A row that is not sent, because it is invalid or a duplicate. */
export interface RejectedRowsTable {
  upload_id: string;
  /** Its place among the file's data rows, from 0. */
  row_index: number;
  line: number;
  /** As in `bulk_batch_rows`, without the line: JSON. */
  source: string;
  /** A list of row errors, as JSON. */
  errors: string;
}

/** What became of a request with an idempotency key. */
export interface IdempotencyRecordsTable extends Realm {
  key: string;
  /** Of operation and input. */
  fingerprint: string;
  /** FREED: certainly nothing was queued, and the key may be used anew; those who waited read the failure in `answer`. */
  state: 'PENDING' | 'DONE' | 'FREED' | 'UNKNOWN';
  /** Which of several attempts under one key in time this is; an attempt writes only what is its own. */
  attempt_id: string;
  lease_owner: string | null;
  lease_until: number | null;
  /** Between these two instants the request was under way. */
  started_at: number;
  ended_at: number | null;
  /** Trackier's job, so that it is nobody else's candidate. */
  job_id: string | null;
  /** The answer, or of FREED the failure, as JSON. */
  answer: string | null;
}

/** An instance of the gateway, while it lives. */
export interface InstancesTable {
  id: string;
  seen_at: number;
}

/** The pace of an API key over all instances: a bucket that instances lease from. */
export interface PaceBucketsTable {
  /** A hash of base URL and key. */
  id: string;
  /** When the next turn that nobody has leased may start. */
  next_at: number;
}

/** How many requests a caller made in its minute, over all instances; those that were leased and not yet made are counted. */
export interface CallerCountsTable {
  /** A hash of the caller's id: no name and no address. */
  id: string;
  requests: number;
  ends_at: number;
}

/** What all instances have to agree upon, and nobody else may know. */
export interface SecretsTable {
  name: string;
  value: string;
}

/** Everything that is kept. */
export interface Database {
  bulk_imports: BulkImportsTable;
  uploads: UploadsTable;
  bulk_batches: BulkBatchesTable;
  bulk_batch_rows: BulkBatchRowsTable;
  rejected_rows: RejectedRowsTable;
  idempotency_records: IdempotencyRecordsTable;
  instances: InstancesTable;
  pace_buckets: PaceBucketsTable;
  caller_counts: CallerCountsTable;
  secrets: SecretsTable;
}
