import type { Kysely } from 'kysely';
import type { StoreDialect } from './dialect.ts';
import type { Database, UploadsTable } from './tables.ts';

/** Begins an upload. */
export async function insertUpload(db: Kysely<Database>, record: UploadsTable): Promise<void> {
  await db.insertInto('uploads').values(record).execute();
}

/** Says that an upload's owner lives; false when the upload is no longer PENDING, so that nothing more may be added. */
export async function touchUpload(db: Kysely<Database>, dialect: StoreDialect, id: string): Promise<boolean> {
  const update = db.updateTable('uploads').set({ seen_at: dialect.nowMs() }).where('id', '=', id);
  const { numUpdatedRows } = await update.where('state', '=', 'PENDING').executeTakeFirstOrThrow();
  return numUpdatedRows > 0n;
}

/** Ends an upload that is PENDING; false when it has ended before. */
export async function endUpload(
  db: Kysely<Database>,
  id: string,
  state: Exclude<UploadsTable['state'], 'PENDING'>,
): Promise<boolean> {
  const update = db.updateTable('uploads').set({ state }).where('id', '=', id).where('state', '=', 'PENDING');
  const { numUpdatedRows } = await update.executeTakeFirstOrThrow();
  return numUpdatedRows > 0n;
}

/** Leaves everything of an import to the sweep. */
export async function abandonUploads(db: Kysely<Database>, importId: string): Promise<void> {
  await db.updateTable('uploads').set({ state: 'ABANDONED' }).where('import_id', '=', importId).execute();
}

/** Uploads whose owner was not seen since a moment; all that are PENDING when none is given. */
export function deadUploads(db: Kysely<Database>, notSeenSince: number | null): Promise<UploadsTable[]> {
  const query = db.selectFrom('uploads').selectAll().where('state', '=', 'PENDING');
  return (notSeenSince === null ? query : query.where('seen_at', '<', notSeenSince)).execute();
}

/** An upload that is to be swept; null when there is none. */
export async function abandonedUpload(db: Kysely<Database>): Promise<string | null> {
  const query = db.selectFrom('uploads').select('id').where('state', '=', 'ABANDONED').limit(1);
  return (await query.executeTakeFirst())?.id ?? null;
}

/** Erases a part of what belongs to an upload, at most so many batches and rejected rows; true when nothing is left of it. */
export async function sweepUpload(
  db: Kysely<Database>,
  uploadId: string,
  limits: { readonly batches: number; readonly rejectedRows: number },
): Promise<boolean> {
  let isEmpty = true;
  const batches = db.selectFrom('bulk_batches').select('batch_index').where('upload_id', '=', uploadId);
  const indexes = (await batches.limit(limits.batches).execute()).map(({ batch_index }) => batch_index);
  if (indexes.length > 0) {
    isEmpty = false;
    for (const table of ['bulk_batch_rows', 'bulk_batches'] as const) {
      await db.deleteFrom(table).where('upload_id', '=', uploadId).where('batch_index', 'in', indexes).execute();
    }
  }
  const rejected = db.selectFrom('rejected_rows').select('row_index').where('upload_id', '=', uploadId);
  const rows = (await rejected.limit(limits.rejectedRows).execute()).map(({ row_index }) => row_index);
  if (rows.length > 0) {
    isEmpty = false;
    await db.deleteFrom('rejected_rows').where('upload_id', '=', uploadId).where('row_index', 'in', rows).execute();
  }
  if (isEmpty) await db.deleteFrom('uploads').where('id', '=', uploadId).execute();
  return isEmpty;
}
