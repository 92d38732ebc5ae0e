import type { Insertable, Kysely, Selectable, Updateable } from 'kysely';
import type { StoreDialect } from './dialect.ts';
import { ofRealm } from './of-realm.ts';
import type { BulkImportState } from './states.ts';
import type { BulkImportsTable, Database, Realm } from './tables.ts';

/** A bulk import as it is kept. */
export type BulkImportRecord = Selectable<BulkImportsTable>;

/** Where a list goes on: after this import, newest first. */
export interface ImportPosition {
  readonly createdAt: number;
  readonly id: string;
}

/** Adds an import. */
export async function insertImport(db: Kysely<Database>, record: Insertable<BulkImportsTable>): Promise<void> {
  await db.insertInto('bulk_imports').values(record).execute();
}

/** An import that is locked, and the store's clock at that moment. */
export interface LockedImport extends BulkImportRecord {
  readonly now: number;
}

/** An import, locked until the transaction ends: whoever changes anything of an import begins with this. */
export async function lockImport(
  db: Kysely<Database>,
  dialect: StoreDialect,
  id: string,
): Promise<LockedImport | null> {
  const query = db.selectFrom('bulk_imports').selectAll().select(dialect.nowMs().as('now')).where('id', '=', id);
  return (await dialect.forUpdate(query).executeTakeFirst()) ?? null;
}

/** Changes an import that is held. */
export async function updateImport(
  db: Kysely<Database>,
  id: string,
  change: Updateable<BulkImportsTable>,
): Promise<void> {
  await db.updateTable('bulk_imports').set(change).where('id', '=', id).execute();
}

/** The imports of a realm among `ids`, in no order. */
export function findImports(db: Kysely<Database>, realm: Realm, ids: readonly string[]): Promise<BulkImportRecord[]> {
  return inRealm(db, realm).selectAll().where('id', 'in', ids).execute();
}

/** A page of a realm's imports, newest first. */
export function listImports(
  db: Kysely<Database>,
  realm: Realm,
  {
    limit,
    after,
    states,
  }: {
    readonly limit: number;
    readonly after: ImportPosition | null;
    readonly states: readonly BulkImportState[] | null;
  },
): Promise<BulkImportRecord[]> {
  let query = inRealm(db, realm).selectAll();
  if (states) query = query.where('state', 'in', states);
  if (after) {
    query = query.where(eb =>
      eb.or([
        eb('created_at', '<', after.createdAt),
        eb.and([eb('created_at', '=', after.createdAt), eb('id', '<', after.id)]),
      ]),
    );
  }
  return query.orderBy('created_at', 'desc').orderBy('id', 'desc').limit(limit).execute();
}

/** How many imports a realm has. */
export async function countImports(
  db: Kysely<Database>,
  realm: Realm,
  states: readonly BulkImportState[] | null,
): Promise<number> {
  let query = inRealm(db, realm).select(({ fn }) => fn.countAll<number>().as('count'));
  if (states) query = query.where('state', 'in', states);
  return (await query.executeTakeFirstOrThrow()).count;
}

/** The imports of a realm that have one of these contents, in no order. */
export function importsWithContent(
  db: Kysely<Database>,
  realm: Realm,
  sha256s: readonly string[],
): Promise<BulkImportRecord[]> {
  return inRealm(db, realm).selectAll().where('sha256', 'in', sha256s).execute();
}

/** The revisions of the imports among `ids` that are still there. */
export function importRevisions(
  db: Kysely<Database>,
  ids: readonly string[],
): Promise<Pick<BulkImportRecord, 'id' | 'revision'>[]> {
  return db.selectFrom('bulk_imports').select(['id', 'revision']).where('id', 'in', ids).execute();
}

/** The imports, of whatever realm, to which nothing has happened since. */
export function untouchedImports(db: Kysely<Database>, sinceMs: number, limit: number): Promise<{ id: string }[]> {
  return db.selectFrom('bulk_imports').select('id').where('touched_at', '<', sinceMs).limit(limit).execute();
}

/** Deletes an import; its rows are its upload's. */
export async function deleteImport(db: Kysely<Database>, id: string): Promise<void> {
  await db.deleteFrom('bulk_imports').where('id', '=', id).execute();
}

function inRealm(db: Kysely<Database>, realm: Realm) {
  return db.selectFrom('bulk_imports').where(eb => eb.and(ofRealm(realm)));
}
