import { setImmediate as letOthersRun } from 'node:timers/promises';
import { insertBatchRows } from '../../store/batch-rows.ts';
import { insertBatches } from '../../store/bulk-batches.ts';
import { insertRejectedRows } from '../../store/rejected-rows.ts';
import type { Store } from '../../store/store.ts';
import type { RejectedRowsTable } from '../../store/tables.ts';
import { touchUpload } from '../../store/uploads.ts';
import { queuedBatch } from '../bulk/batch-machine.ts';
import { columnsFromBatch, newBatchColumns } from '../bulk/batch-record.ts';
import type { CutBatch } from './batch-cutter.ts';
import type { FaultyRow } from './row-sorter.ts';
import { UploadError } from './upload-error.ts';

/** Writes what came of an upload's rows, in transactions that are short enough for others to come in between. */
export interface UploadWriter {
  readonly addBatch: (batch: CutBatch) => void;
  readonly addFaulty: (row: FaultyRow) => void;
  /** Writes what makes a portion; `all`: everything. Rejects with UploadError when the upload is no longer ours. */
  readonly flush: (all?: 'all') => Promise<void>;
}

// By rows, whose number a statement's text depends on: it is the same text again and again, but for the last.
const rowsInPortion = 100;
const charactersInPortion = 256 * 1024;
const portionsInTransaction = 4;

/** Makes the writer of one upload. */
export function createUploadWriter(store: Store, uploadId: string): UploadWriter {
  const batches: CutBatch[] = [];
  const faulty: RejectedRowsTable[] = [];
  let faultyCharacters = 0;

  const takeFaulty = (all: boolean): readonly RejectedRowsTable[] => {
    if (!all && faulty.length < rowsInPortion && faultyCharacters < charactersInPortion) return [];
    const portion = faulty.splice(0, rowsInPortion);
    faultyCharacters -= portion.reduce((sum, row) => sum + charactersOf(row), 0);
    return portion;
  };
  const write = (nextBatches: readonly CutBatch[], portions: readonly (readonly RejectedRowsTable[])[]) =>
    store.transaction(async db => {
      // Whoever takes the upload for dead waits until this has been committed, or is seen here.
      if (!(await touchUpload(db, store.dialect, uploadId))) throw givenUp();
      await insertBatches(
        db,
        nextBatches.map(batch => batchRecord(uploadId, batch)),
      );
      await insertBatchRows(
        db,
        nextBatches.map(({ index, rows }) => ({ upload_id: uploadId, batch_index: index, rows })),
      );
      for (const portion of portions) await insertRejectedRows(db, portion);
    });

  return {
    addBatch: batch => void batches.push(batch),
    addFaulty({ row: { index, line, source }, errors }) {
      const record = {
        upload_id: uploadId,
        row_index: index,
        line,
        source: JSON.stringify(source),
        errors: JSON.stringify(errors),
      };
      faulty.push(record);
      faultyCharacters += charactersOf(record);
    },
    async flush(all) {
      for (;;) {
        const portions = Array.from({ length: portionsInTransaction }, () => takeFaulty(all === 'all'));
        const rejected = portions.filter(portion => portion.length > 0);
        const nextBatches = batches.splice(0, portionsInTransaction);
        if (nextBatches.length + rejected.length === 0) return;
        await write(nextBatches, rejected);
        await letOthersRun();
      }
    },
  };
}

/** Our upload has been swept, or is about to be. */
export const givenUp = (): UploadError =>
  new UploadError(
    'UPLOAD_GIVEN_UP',
    'The gateway stood still for so long that the upload was taken for dead. Nothing of it is kept: upload the file again.',
  );

const charactersOf = ({ source, errors }: RejectedRowsTable): number => source.length + errors.length;

function batchRecord(uploadId: string, { index, rowCount, firstLine, lastLine }: CutBatch) {
  const columns = { ...newBatchColumns, ...columnsFromBatch(queuedBatch(rowCount)) };
  return { ...columns, upload_id: uploadId, batch_index: index, first_line: firstLine, last_line: lastLine };
}
