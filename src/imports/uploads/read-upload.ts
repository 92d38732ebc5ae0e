import { createHash, randomBytes } from 'node:crypto';
import { setImmediate as letOthersRun } from 'node:timers/promises';
import type { ColumnMapping, ColumnPlan } from '../../conversions/column-plan.ts';
import { createDuplicateFinder } from '../../conversions/duplicate-finder.ts';
import { createRowReader } from '../../conversions/row-reader.ts';
import type { BulkImportFormat } from '../bulk/bulk-import.ts';
import { createBatchCutter } from './batch-cutter.ts';
import { createRowSorter, type UploadCounts } from './row-sorter.ts';
import type { UploadBody } from './upload-body.ts';
import type { UploadWriter } from './upload-writer.ts';
import { createWireMeasure } from './wire-size.ts';

/** What is known of a file when all of it has been read and written. */
export interface ReadUpload {
  readonly counts: UploadCounts;
  readonly header: readonly string[] | null;
  readonly plan: ColumnPlan | null;
  /** Of the content, in hexadecimal. */
  readonly sha256: string;
}

/** How a file is to be read. */
export interface ReadUploadOptions {
  readonly format: BulkImportFormat;
  readonly mappings: readonly ColumnMapping[] | null;
  readonly batchSize: number;
  readonly writer: UploadWriter;
}

// What is read in one go holds everybody up, and so does what is written of it.
const bytesInPiece = 16 * 1024;

/**
 * Reads a file to its end and has its rows written, no faster than they can be. Rejects with UnreadableFileError, and with
 * what `body` and `writer` reject with.
 */
export async function readUpload(
  body: UploadBody,
  { format, mappings, batchSize, writer }: ReadUploadOptions,
): Promise<ReadUpload> {
  const measure = createWireMeasure(() => reader.plan, batchSize);
  const cutter = createBatchCutter({ batchSize, measure, onBatch: batch => writer.addBatch(batch) });
  const sorter = createRowSorter({
    duplicates: createDuplicateFinder(randomBytes(32)),
    plan: () => reader.plan,
    onAccepted: row => cutter.add(row),
    onFaulty: row => writer.addFaulty(row),
  });
  const reader = createRowReader({ format, mappings, onRow: row => sorter.add(row) });
  const sha256 = createHash('sha256');

  for (let chunk = await body.next(); chunk !== null; chunk = await body.next()) {
    sha256.update(chunk);
    for (let start = 0; start < chunk.length; start += bytesInPiece) {
      reader.write(chunk.subarray(start, start + bytesInPiece));
      await writer.flush();
      await letOthersRun();
    }
  }
  reader.end();
  cutter.end();
  await writer.flush('all');
  return { counts: sorter.counts(), header: reader.header, plan: reader.plan, sha256: sha256.digest('hex') };
}
