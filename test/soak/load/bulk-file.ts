import { Readable } from 'node:stream';
import { clickIdOf, isBlank } from '../ledger.ts';

/** A file for a bulk import. */
export interface BulkFile {
  readonly format: 'CSV' | 'NDJSON';
  readonly group: string;
  readonly rowCount: number;
  readonly blankEvery: number;
}

/** What an upload says that it is. */
export const contentTypeOf = ({ format }: BulkFile): string => (format === 'CSV' ? 'text/csv' : 'application/x-ndjson');

/** The line of a file's first row. */
export const firstLineOf = ({ format }: Pick<BulkFile, 'format'>): number => (format === 'CSV' ? 2 : 1);

/** The file as it goes over the wire; it breaks off after so many rows. The last row repeats the first. */
export const readBulkFile = (file: BulkFile, breakAfter = Number.POSITIVE_INFINITY): Readable =>
  Readable.from(chunksOf(file, breakAfter), { objectMode: false });

const rowsPerChunk = 50;

function* chunksOf(file: BulkFile, breakAfter: number): Generator<Buffer> {
  if (file.format === 'CSV') yield Buffer.from('click_id,sale_amount,custom_dimensions.note\n');
  for (let row = 0; row < file.rowCount; row += rowsPerChunk) {
    if (row >= breakAfter) break;
    const count = Math.min(rowsPerChunk, file.rowCount - row);
    yield Buffer.from(Array.from({ length: count }, (_, place) => lineOf(file, row + place)).join(''));
  }
  if (Number.isFinite(breakAfter)) throw new Error('The caller has gone.');
  yield Buffer.from(lineOf(file, 0));
}

function lineOf({ format, group, blankEvery }: BulkFile, row: number): string {
  const clickId = isBlank(row, blankEvery) ? ' ' : clickIdOf(group, row);
  if (format === 'CSV') return `${clickId},${row}.5,"a ""note"", of some length"\n`;
  return `${JSON.stringify({ clickId, saleAmount: row, customDimensions: { note: 'of some length' } })}\n`;
}
