import { createCellReader } from '../../conversions/cell-reader.ts';
import { createRecordCutter } from '../../conversions/record-cutter.ts';
import { createTextDecoder } from '../../conversions/text-decoder.ts';
import { UnreadableFileError } from '../../conversions/unreadable-file-error.ts';
import type { FileHead } from './preview.ts';
import { shorten } from './preview-limits.ts';

/** How many bytes of a file hold its header, and some rows if they are not very long. */
export const headBytes = 1024 * 1024;

const pieceBytes = 16 * 1024;
const mostRows = 5;

/**
 * The columns and first rows of a CSV by the bytes it begins with, so that somebody can say what the columns are when
 * nothing else can be read yet; null if no header is there.
 */
export function readHead(bytes: Uint8Array): FileHead | null {
  let columns: readonly string[] | null = null;
  const rows: (readonly string[])[] = [];
  const onRecords = createCellReader(cells => {
    if (columns === null) columns = cells;
    else if (rows.length < mostRows) rows.push(cells.map(shorten));
  });
  const cutter = createRecordCutter({ hasQuotes: true, onRecords });
  const decoder = createTextDecoder({
    push: cutter.push,
    refuseLine: () => {
      throw new UnreadableFileError({ code: 'NOT_UTF8', line: cutter.currentLine() });
    },
  });
  try {
    for (let start = 0; start < bytes.length && rows.length < mostRows; start += pieceBytes) {
      decoder.write(bytes.subarray(start, start + pieceBytes));
    }
    if (rows.length < mostRows && bytes.length < headBytes) {
      decoder.end();
      cutter.end();
    }
  } catch (error) {
    // What is wrong further down is told by who reads all of the file.
    if (!(error instanceof UnreadableFileError)) throw error;
  }
  return columns === null ? null : { columns, rows };
}
