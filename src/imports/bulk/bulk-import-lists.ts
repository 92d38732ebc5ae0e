import { countBatches, groupBatches, listBatches } from '../../store/bulk-batches.ts';
import {
  type BulkImportRecord,
  countImports,
  findImports,
  importsWithContent,
  listImports,
} from '../../store/bulk-imports.ts';
import { listRejectedRows } from '../../store/rejected-rows.ts';
import type { Store } from '../../store/store.ts';
import type { Realm, RejectedRowsTable } from '../../store/tables.ts';
import { bulkImportBatchFrom } from './batch-record.ts';
import { rowCountsFrom } from './batch-tally.ts';
import type { BulkImport, RejectedRow } from './bulk-import.ts';
import { bulkImportFrom } from './bulk-import-record.ts';
import type { BulkImports, Page, PageRequest } from './bulk-imports.ts';
import { cursorFrom, numberAndTextFromCursor, numberFromCursor } from './cursor.ts';

/** What reads of bulk imports need. */
export interface BulkImportListOptions {
  readonly store: Store;
  readonly realm: Realm;
  readonly retentionMs: number;
}

type Lists = Pick<
  BulkImports,
  'find' | 'list' | 'count' | 'rowCounts' | 'batches' | 'batchCount' | 'rejectedRows' | 'sameFiles'
>;

/** Everything that is read of a tenant's bulk imports; each call is one statement. */
export function createBulkImportLists({ store, realm, retentionMs }: BulkImportListOptions): Lists {
  const importFrom = (record: BulkImportRecord): BulkImport => bulkImportFrom(record, retentionMs);
  return {
    async find(ids) {
      // PostgreSQL has no NUL in a text, and refuses to look for one.
      const possible = ids.filter(id => !id.includes('\0'));
      const records = possible.length === 0 ? [] : await findImports(store.db, realm, possible);
      const byId = new Map(records.map(record => [record.id, importFrom(record)]));
      return ids.map(id => byId.get(id) ?? null);
    },
    async list(page, states) {
      const [createdAt, id] = page.after ? numberAndTextFromCursor(page.after) : [];
      const after = createdAt === undefined || id === undefined ? null : { createdAt, id };
      if (isNone(states)) return emptyPage;
      const records = await listImports(store.db, realm, { limit: page.first + 1, after, states });
      return pageOf(records, page, record => [record.created_at, record.id], importFrom);
    },
    count: async states => (isNone(states) ? 0 : countImports(store.db, realm, states)),
    async sameFiles(imports) {
      const sha256s = imports.flatMap(({ sha256 }) => sha256 ?? []);
      const records = sha256s.length === 0 ? [] : await importsWithContent(store.db, realm, sha256s);
      const candidates = records.map(importFrom).toSorted(byUpload).toReversed();
      return imports.map(one => candidates.find(other => isSameFile(one, other) && byUpload(other, one) < 0) ?? null);
    },
    ...createContentLists(store),
  };
}

/** What is read of an import's rows. */
function createContentLists(store: Store): Pick<Lists, 'rowCounts' | 'batches' | 'batchCount' | 'rejectedRows'> {
  return {
    async rowCounts(imports) {
      const uploadIds = imports.flatMap(({ uploadId }) => uploadId ?? []);
      const groups = uploadIds.length === 0 ? [] : await groupBatches(store.db, uploadIds);
      const groupsOf = Map.groupBy(groups, group => group.upload_id);
      return imports.map(one => rowCountsFrom(one, groupsOf.get(one.uploadId ?? '') ?? []));
    },
    async batches({ uploadId }, page, states) {
      const after = page.after ? numberFromCursor(page.after) : -1;
      if (uploadId === null || isNone(states)) return emptyPage;
      const records = await listBatches(store.db, uploadId, { limit: page.first + 1, after, states });
      return pageOf(records, page, record => [record.batch_index], bulkImportBatchFrom);
    },
    batchCount: async ({ uploadId }, states) =>
      uploadId === null || isNone(states) ? 0 : countBatches(store.db, uploadId, states),
    async rejectedRows({ uploadId }, page) {
      const after = page.after ? numberFromCursor(page.after) : -1;
      if (uploadId === null) return emptyPage;
      const records = await listRejectedRows(store.db, uploadId, { limit: page.first + 1, after });
      return pageOf(records, page, record => [record.row_index], rejectedRowFrom);
    },
  };
}

const rejectedRowFrom = ({ line, errors }: RejectedRowsTable): RejectedRow => ({ line, errors: JSON.parse(errors) });

/** Nothing is in none of the states; PostgreSQL has no empty list to ask for. */
const isNone = (states: readonly unknown[] | null): boolean => states?.length === 0;

const emptyPage = { items: [], hasNextPage: false, hasPreviousPage: false };

/** One more than was asked for tells whether there is a next page. */
function pageOf<Record, Item>(
  records: readonly Record[],
  { first, after }: PageRequest,
  placeOf: (record: Record) => readonly (string | number)[],
  itemFrom: (record: Record) => Item,
): Page<Item> {
  return {
    items: records.slice(0, first).map(record => ({ cursor: cursorFrom(placeOf(record)), node: itemFrom(record) })),
    hasNextPage: records.length > first,
    // Whoever has a cursor has seen what it belongs to.
    hasPreviousPage: Boolean(after),
  };
}

const isSameFile = (one: BulkImport, other: BulkImport): boolean => one.sha256 === other.sha256;

/** In the order in which their content came in: of two, one is the earlier. */
const byUpload = (one: BulkImport, other: BulkImport): number =>
  (one.uploadedAt?.getTime() ?? 0) - (other.uploadedAt?.getTime() ?? 0) ||
  one.createdAt.getTime() - other.createdAt.getTime() ||
  (one.id < other.id ? -1 : Number(one.id > other.id));
