import type { Kysely } from 'kysely';
import type { BatchPlace } from './bulk-batches.ts';
import type { BulkBatchRowsTable, Database } from './tables.ts';

/** Keeps the rows of batches. */
export async function insertBatchRows(db: Kysely<Database>, records: readonly BulkBatchRowsTable[]): Promise<void> {
  if (records.length > 0) await db.insertInto('bulk_batch_rows').values(records).execute();
}

/** The rows of a batch as JSON; null when they were erased. */
export async function findBatchRows(
  db: Kysely<Database>,
  { upload_id, batch_index }: BatchPlace,
): Promise<string | null> {
  const query = db.selectFrom('bulk_batch_rows').select('rows').where('upload_id', '=', upload_id);
  return (await query.where('batch_index', '=', batch_index).executeTakeFirst())?.rows ?? null;
}

/** Erases the rows of a batch. */
export async function eraseBatchRows(db: Kysely<Database>, { upload_id, batch_index }: BatchPlace): Promise<void> {
  const query = db.deleteFrom('bulk_batch_rows').where('upload_id', '=', upload_id);
  await query.where('batch_index', '=', batch_index).execute();
}
