import { createCellReader } from './cell-reader.ts';
import { checkSourceRow } from './check-source-row.ts';
import type { ColumnMapping, ColumnPlan } from './column-plan.ts';
import type { RowFormat } from './conversion-from-source.ts';
import { createJsonReader } from './json-reader.ts';
import { planColumns } from './plan-columns.ts';
import { createRecordCutter } from './record-cutter.ts';
import { rowFromCells } from './row-from-cells.ts';
import type { SourceRow } from './source-row.ts';
import { createTextDecoder } from './text-decoder.ts';
import { UnreadableFileError } from './unreadable-file-error.ts';

/** A file to be read. */
export interface RowReaderOptions {
  readonly format: RowFormat;
  /** Of a CSV's columns; null: the header is read by the rule. */
  readonly mappings: readonly ColumnMapping[] | null;
  /** Called for each data row, in their order. */
  readonly onRow: (row: SourceRow) => void;
}

/** Takes in a file's bytes as they come. What it throws, other than what `onRow` does, is UnreadableFileError. */
export interface RowReader {
  readonly write: (chunk: Uint8Array) => void;
  readonly end: () => void;
  /** The caller's own columns; null for NDJSON and before the header was read. */
  readonly header: readonly string[] | null;
  /** How cells become conversions; null as `header` is. */
  readonly plan: ColumnPlan | null;
}

/** Reads the rows of a file and checks each by itself, in memory that does not grow with the file. */
export function createRowReader({ format, mappings, onRow }: RowReaderOptions): RowReader {
  const reader = format === 'CSV' ? createCsvReader(mappings, onRow) : createJsonReader(onRow);
  const cutter = createRecordCutter({ hasQuotes: format === 'CSV', onRecords: reader.onRecords });
  const decoder = createTextDecoder({
    push: cutter.push,
    refuseLine: () => {
      throw new UnreadableFileError({ code: 'NOT_UTF8', line: cutter.currentLine() });
    },
  });
  return {
    write: decoder.write,
    end() {
      decoder.end();
      cutter.end();
      if (format === 'CSV' && reader.plan() === null) throw new UnreadableFileError({ code: 'NO_HEADER' });
    },
    get header() {
      return reader.plan()?.map(({ column }) => column) ?? null;
    },
    get plan() {
      return reader.plan();
    },
  };
}

function createCsvReader(mappings: readonly ColumnMapping[] | null, onRow: (row: SourceRow) => void) {
  let plan: ColumnPlan | null = null;
  let index = 0;
  const onRecords = createCellReader((cells, line) => {
    if (plan === null) {
      plan = planHeader(cells, mappings);
      return;
    }
    onRow(rowOfCells(plan, cells, index, line));
    index += 1;
  });
  return { onRecords, plan: () => plan };
}

function planHeader(header: readonly string[], mappings: readonly ColumnMapping[] | null): ColumnPlan {
  const result = planColumns(header, mappings);
  if ('plan' in result) return result.plan;
  throw new UnreadableFileError({ code: 'UNUSABLE_HEADER', columnFaults: result.faults });
}

function rowOfCells(plan: ColumnPlan, cells: readonly string[], index: number, line: number): SourceRow {
  if (cells.length !== plan.length) {
    const message = `The row must have as many cells as the header, which is ${plan.length}; it has ${cells.length}.`;
    const errors = [{ index, path: [], code: 'INVALID_FORMAT', message } as const];
    return { index, line, source: cells, conversion: null, errors, duplicateKey: null };
  }
  return { index, line, source: cells, ...checkSourceRow(rowFromCells(plan, cells), index, plan, []) };
}
