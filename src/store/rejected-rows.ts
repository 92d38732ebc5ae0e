import type { Kysely } from 'kysely';
import type { Database, RejectedRowsTable } from './tables.ts';

/** Keeps rows that are not sent. */
export async function insertRejectedRows(db: Kysely<Database>, records: readonly RejectedRowsTable[]): Promise<void> {
  if (records.length > 0) await db.insertInto('rejected_rows').values(records).execute();
}

/** Rejected rows of an upload, in the order of the file, after the row of an index. */
export function listRejectedRows(
  db: Kysely<Database>,
  uploadId: string,
  { after, limit }: { readonly after: number; readonly limit: number },
): Promise<RejectedRowsTable[]> {
  const query = db.selectFrom('rejected_rows').selectAll().where('upload_id', '=', uploadId);
  return query.where('row_index', '>', after).orderBy('row_index').limit(limit).execute();
}
