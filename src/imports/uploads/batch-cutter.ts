import type { SourceRow } from '../../conversions/source-row.ts';
import { type KeptRow, textFromKeptRows } from '../bulk/batch-rows.ts';
import { mostBatchBytes } from './wire-size.ts';

/** The rows that one POST will carry. */
export interface CutBatch {
  readonly index: number;
  readonly rowCount: number;
  readonly firstLine: number;
  readonly lastLine: number;
  /** As they are kept. */
  readonly rows: string;
}

export interface BatchCutterOptions {
  /** Rows in a batch, at most. */
  readonly batchSize: number;
  /** The bytes that a row takes in a POST, at most. */
  readonly measure: (row: SourceRow) => number;
  readonly onBatch: (batch: CutBatch) => void;
}

/** Cuts valid rows, in their order, into batches that are as large as they may be. */
export function createBatchCutter({ batchSize, measure, onBatch }: BatchCutterOptions) {
  let rows: KeptRow[] = [];
  let bytes = 0;
  let index = 0;

  const cut = (): void => {
    const [first, last] = [rows[0], rows.at(-1)];
    if (!first || !last) return;
    onBatch({ index, rowCount: rows.length, firstLine: first[0], lastLine: last[0], rows: textFromKeptRows(rows) });
    index += 1;
    rows = [];
    bytes = 0;
  };
  return {
    add(row: SourceRow): void {
      const size = measure(row);
      if (bytes + size > mostBatchBytes) cut();
      rows.push([row.line, ...row.source]);
      bytes += size;
      if (rows.length === batchSize) cut();
    },
    /** What is left is a batch, too. */
    end: cut,
  };
}
