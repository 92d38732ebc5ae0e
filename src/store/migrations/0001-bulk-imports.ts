import { type Kysely, sql } from 'kysely';
import type { Columns, MakeTable } from '../table-maker.ts';

const realm = { tenant: 'text', mode: 'text', base_url: 'text' } as const;

const bulkImports: Columns = {
  ...realm,
  id: 'text',
  state: 'text',
  file_name: 'text?',
  format: 'text',
  columns: 'text?',
  send_postback: 'integer?',
  on_invalid: 'text',
  on_uncertain: 'text',
  auto_start: 'integer',
  problem: 'text?',
  problem_detail: 'text?',
  is_proven: 'integer',
  halts_in_row: 'integer',
  upload_id: 'text?',
  plan: 'text?',
  header: 'text?',
  sha256: 'text?',
  accepted_rows: 'integer',
  rejected_rows: 'integer',
  duplicate_rows: 'integer',
  revision: 'integer',
  created_at: 'instant',
  uploaded_at: 'instant?',
  started_at: 'instant?',
  finished_at: 'instant?',
  touched_at: 'instant',
  sealed_key: 'text?',
};

const uploads: Columns = { id: 'text', import_id: 'text', owner: 'text', state: 'text', seen_at: 'instant' };

const bulkBatches: Columns = {
  upload_id: 'text',
  batch_index: 'integer',
  state: 'text',
  row_count: 'integer',
  first_line: 'integer',
  last_line: 'integer',
  attempt: 'integer',
  attempt_id: 'text?',
  lease_owner: 'text?',
  lease_until: 'instant?',
  sent_at: 'instant?',
  answered_at: 'instant?',
  job_id: 'text?',
  job: 'text?',
  imported: 'integer?',
  edited: 'integer?',
  failed: 'integer?',
  unprocessed: 'integer?',
  is_given_up: 'integer',
  was_resent: 'integer',
  tail_moved: 'integer',
  error: 'text?',
  submitted_at: 'instant?',
  look_at: 'instant?',
  quiet_looks: 'integer',
  misses: 'integer',
  first_miss_at: 'instant?',
  ended_at: 'instant?',
};

const bulkBatchRows: Columns = { upload_id: 'text', batch_index: 'integer', rows: 'text' };

const rejectedRows: Columns = {
  upload_id: 'text',
  row_index: 'integer',
  line: 'integer',
  source: 'text',
  errors: 'text',
};

const idempotencyRecords: Columns = {
  ...realm,
  key: 'text',
  fingerprint: 'text',
  state: 'text',
  attempt_id: 'text',
  lease_owner: 'text?',
  lease_until: 'instant?',
  started_at: 'instant',
  ended_at: 'instant?',
  job_id: 'text?',
  answer: 'text?',
};

/** The tables of bulk imports and idempotency. */
export async function createBulkImports(db: Kysely<unknown>, makeTable: MakeTable): Promise<void> {
  await makeTable(db, 'bulk_imports', bulkImports, ['id']);
  await makeTable(db, 'uploads', uploads, ['id']);
  await makeTable(db, 'bulk_batches', bulkBatches, ['upload_id', 'batch_index']);
  await makeTable(db, 'bulk_batch_rows', bulkBatchRows, ['upload_id', 'batch_index']);
  await makeTable(db, 'rejected_rows', rejectedRows, ['upload_id', 'row_index']);
  await makeTable(db, 'idempotency_records', idempotencyRecords, [...Object.keys(realm), 'key']);
  await makeTable(db, 'instances', { id: 'text', seen_at: 'instant' }, ['id']);
  await makeTable(db, 'pace_buckets', { id: 'text', next_at: 'instant' }, ['id']);
  await makeTable(db, 'caller_counts', { id: 'text', requests: 'integer', ends_at: 'instant' }, ['id']);
  await makeTable(db, 'secrets', { name: 'text', value: 'text' }, ['name']);
  await makeTable(db, 'store_probes', { id: 'text', filler: 'text' }, ['id']);
  for (const [name, table, columns] of indexes) await db.schema.createIndex(name).on(table).columns(columns).execute();
  for (const [table, column, ...before] of sparse)
    await db.schema
      .createIndex(`${table}_${column}`)
      .on(table)
      .columns([...before, column])
      .where(sql.ref(column), 'is not', null)
      .execute();
  await db.schema
    .createIndex('bulk_batches_due')
    .on('bulk_batches')
    .columns(['look_at', 'upload_id'])
    .where(sql.ref('look_at'), 'is not', null)
    .execute();
}

const indexes: readonly (readonly [string, string, string[]])[] = [
  ['bulk_imports_listed', 'bulk_imports', [...Object.keys(realm), 'created_at', 'id']],
  ['bulk_imports_state', 'bulk_imports', [...Object.keys(realm), 'state']],
  ['bulk_imports_work', 'bulk_imports', ['state', 'mode', 'base_url']],
  ['bulk_imports_touched', 'bulk_imports', ['touched_at']],
  ['bulk_imports_upload', 'bulk_imports', ['upload_id']],
  ['bulk_imports_content', 'bulk_imports', [...Object.keys(realm), 'sha256']],
  ['uploads_import', 'uploads', ['import_id']],
  ['uploads_state', 'uploads', ['state', 'seen_at']],
  ['bulk_batches_state', 'bulk_batches', ['upload_id', 'state', 'batch_index']],
  ['idempotency_records_state', 'idempotency_records', ['state', 'lease_until']],
  ['idempotency_records_started', 'idempotency_records', ['started_at']],
  ['caller_counts_end', 'caller_counts', ['ends_at']],
];

/** Most rows have null in these: only the others are indexed. `column <= x` and `column = x` can use it. */
const sparse: readonly (readonly [string, string, ...string[]])[] = [
  ['bulk_batches', 'lease_until'],
  ['bulk_batches', 'look_at', 'upload_id'],
  ['bulk_batches', 'attempt_id'],
  ['bulk_batches', 'job_id'],
  ['idempotency_records', 'job_id', ...Object.keys(realm)],
];
