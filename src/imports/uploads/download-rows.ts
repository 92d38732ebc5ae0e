import { csvLine } from '../../conversions/csv-line.ts';
import { findBatchRows } from '../../store/batch-rows.ts';
import { type BatchRecord, groupBatches, listBatches } from '../../store/bulk-batches.ts';
import { type BulkImportRecord, findImports } from '../../store/bulk-imports.ts';
import { listRejectedRows } from '../../store/rejected-rows.ts';
import type { BatchState } from '../../store/states.ts';
import type { Store } from '../../store/store.ts';
import type { Realm } from '../../store/tables.ts';
import { batchFromRecord } from '../bulk/batch-record.ts';
import { keptRowsFrom } from '../bulk/batch-rows.ts';
import { rowCountsFrom } from '../bulk/batch-tally.ts';
import { bulkImportFrom } from '../bulk/bulk-import-record.ts';
import { type RowCounts, rowCountsOf } from '../bulk/row-counts.ts';
import { lineColumns, rejectedHeader, rejectedLine } from './download-lines.ts';

/** Rows to be taken away, as a CSV whose cells no spreadsheet takes for formulas. */
export interface Download {
  /** Of the file that was uploaded, as its caller called it. */
  readonly fileName: string | null;
  /** Read from the store no faster than it is taken. Several lines come at once. */
  readonly text: AsyncIterable<string>;
}

/** The rows of one tenant's imports that were not imported; null when there are none, or no such import. */
export interface Downloads {
  /** Rows that are invalid or duplicates, in the order of the file, with what is wrong with them. */
  readonly rejectedCsv: (importId: string) => Promise<Download | null>;
  /** Rows that certainly were not imported: those counted `unsent` and `unprocessed`, as they can be uploaded again. */
  readonly unsentCsv: (importId: string) => Promise<Download | null>;
}

/** An import that has rows. */
interface Content {
  readonly record: BulkImportRecord;
  readonly uploadId: string;
  readonly columns: readonly string[];
}

const rowsAtOnce = 100;
const batchesAtOnce = 50;
const endedStates: readonly BatchState[] = ['HALTED', 'FAILED', 'CANCELLED'];

/** Makes the downloads of a tenant. */
export function createDownloads({ store, realm }: { readonly store: Store; readonly realm: Realm }): Downloads {
  const find = async (importId: string): Promise<Content | null> => {
    const [record] = await findImports(store.db, realm, [importId]);
    if (!record || record.upload_id === null) return null;
    const columns: readonly string[] = record.header === null ? lineColumns : JSON.parse(record.header);
    return { record, uploadId: record.upload_id, columns };
  };
  return {
    async rejectedCsv(importId) {
      const content = await find(importId);
      if (!content || content.record.rejected_rows + content.record.duplicate_rows === 0) return null;
      return { fileName: content.record.file_name, text: readRejected(store, content) };
    },
    async unsentCsv(importId) {
      const content = await find(importId);
      if (!content) return null;
      const groups = await groupBatches(store.db, [content.uploadId]);
      if (unsentOf(rowCountsFrom(bulkImportFrom(content.record, 0), groups)) === 0) return null;
      return { fileName: content.record.file_name, text: readUnsent(store, content) };
    },
  };
}

async function* readRejected(store: Store, { uploadId, columns }: Content): AsyncGenerator<string> {
  yield rejectedHeader(columns);
  for (let after = -1; ; ) {
    const rows = await listRejectedRows(store.db, uploadId, { after, limit: rowsAtOnce });
    const last = rows.at(-1);
    if (!last) return;
    after = last.row_index;
    yield rows
      .map(({ line, source, errors }) =>
        rejectedLine(columns, JSON.parse(source), { line, errors: JSON.parse(errors) }),
      )
      .join('');
  }
}

async function* readUnsent(store: Store, { uploadId, columns }: Content): AsyncGenerator<string> {
  yield csvLine(columns);
  for (let after = -1; ; ) {
    const batches = await listBatches(store.db, uploadId, { after, limit: batchesAtOnce, states: endedStates });
    const last = batches.at(-1);
    if (!last) return;
    after = last.batch_index;
    for (const batch of batches) yield await unsentLines(store, batch);
  }
}

/** The tail of a batch is what Trackier never looked at, as it works rows off in their order; all of it if none was sent. */
async function unsentLines(store: Store, batch: BatchRecord): Promise<string> {
  const count = unsentOf(rowCountsOf(batchFromRecord(batch)));
  if (count === 0) return '';
  const rows = keptRowsFrom((await findBatchRows(store.db, batch)) ?? '[]');
  return rows
    .slice(-count)
    .map(([, ...cells]) => csvLine(cells))
    .join('');
}

const unsentOf = ({ unsent, unprocessed }: Pick<RowCounts, 'unsent' | 'unprocessed'>): number => unsent + unprocessed;
