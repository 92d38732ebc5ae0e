import { countBatches, groupBatches, listBatches } from '../store/bulk-batches.ts';
import { countImports, findImports, importsWithContent, listImports } from '../store/bulk-imports.ts';
import { listRejectedRows } from '../store/rejected-rows.ts';
import type { Store } from '../store/store.ts';
import type { Realm } from '../store/tables.ts';
import { bulkImportBatchFrom } from './batch-record.ts';
import { rowCountsFrom } from './batch-tally.ts';
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
  const find: Lists['find'] = async ids => {
    if (ids.length === 0) return [];
    const records = await findImports(store.db, realm, ids);
    const byId = new Map(records.map(record => [record.id, bulkImportFrom(record, retentionMs)]));
    return ids.map(id => byId.get(id) ?? null);
  };

  const rowCounts: Lists['rowCounts'] = async imports => {
    const uploadIds = imports.flatMap(({ uploadId }) => uploadId ?? []);
    const groups = uploadIds.length === 0 ? [] : await groupBatches(store.db, uploadIds);
    const byUpload = Map.groupBy(groups, group => group.upload_id);
    return imports.map(one => rowCountsFrom(one, byUpload.get(one.uploadId ?? '') ?? []));
  };

  const sameFiles: Lists['sameFiles'] = async imports => {
    const sha256s = imports.flatMap(({ sha256 }) => sha256 ?? []);
    const records = sha256s.length === 0 ? [] : await importsWithContent(store.db, realm, sha256s);
    const candidates = records.map(record => bulkImportFrom(record, retentionMs));
    return imports.map(
      one =>
        candidates.find(other => one.sha256 === other.sha256 && one.id !== other.id && isEarlier(other, one)) ?? null,
    );
  };

  return {
    find,
    rowCounts,
    sameFiles,
    count: states => countImports(store.db, realm, states),
    batchCount: async ({ uploadId }, states) => (uploadId === null ? 0 : countBatches(store.db, uploadId, states)),
    async list(page, states) {
      const [createdAt, id] = page.after ? numberAndTextFromCursor(page.after) : [];
      const after = createdAt === undefined || id === undefined ? null : { createdAt, id };
      const records = await listImports(store.db, realm, { limit: page.first + 1, after, states });
      return pageOf(
        records,
        page,
        record => [record.created_at, record.id],
        record => bulkImportFrom(record, retentionMs),
      );
    },
    async batches({ uploadId }, page, states) {
      const after = page.after ? numberFromCursor(page.after) : -1;
      if (uploadId === null) return emptyPage;
      const records = await listBatches(store.db, uploadId, { limit: page.first + 1, after, states });
      return pageOf(records, page, record => [record.batch_index], bulkImportBatchFrom);
    },
    async rejectedRows({ uploadId }, page) {
      const after = page.after ? numberFromCursor(page.after) : -1;
      if (uploadId === null) return emptyPage;
      const records = await listRejectedRows(store.db, uploadId, { limit: page.first + 1, after });
      return pageOf(
        records,
        page,
        record => [record.row_index],
        ({ line, errors }) => ({
          line,
          errors: JSON.parse(errors),
        }),
      );
    },
  };
}

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

function isEarlier(one: { readonly uploadedAt: Date | null }, other: { readonly uploadedAt: Date | null }): boolean {
  return (one.uploadedAt?.getTime() ?? 0) <= (other.uploadedAt?.getTime() ?? 0);
}
