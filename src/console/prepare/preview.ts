import type { ColumnMapping } from '../../conversions/column-plan.ts';
import type { FileFault } from '../../conversions/file-fault.ts';
import type { RowErrorCode } from '../../conversions/row-error.ts';

/** The beginning of a CSV, whatever its columns mean. */
export interface FileHead {
  readonly columns: readonly string[];
  /** The cells of the first rows, shortened. */
  readonly rows: readonly (readonly string[])[];
}

/** Something that is wrong with a row. */
export interface RowProblem {
  readonly line: number;
  /** The column, or the field of an NDJSON line; null: the row as a whole. */
  readonly column: string | null;
  readonly code: RowErrorCode;
  /** What stands there, shortened; null where no one cell is to blame. */
  readonly value: string | null;
  readonly message: string;
}

/** A row at the beginning of the file. */
export interface PreviewRow {
  readonly line: number;
  /** Its first cells, shortened; of an NDJSON the line. */
  readonly cells: readonly string[];
  readonly problems: readonly RowProblem[];
}

/** What is known of a file's rows so far. */
export interface Preview {
  readonly rows: number;
  readonly accepted: number;
  readonly rejected: number;
  readonly duplicate: number;
  readonly firstRows: readonly PreviewRow[];
  /** The first of them. */
  readonly problems: readonly RowProblem[];
  /** All of them, by what is wrong. */
  readonly problemCounts: Readonly<Partial<Record<RowErrorCode, number>>>;
  /** Why the file cannot be read as a whole; the rows before it stand above. null: it can, as far as it was read. */
  readonly fault: { readonly cause: FileFault; readonly message: string } | null;
}

/** What the page asks of the worker, once. */
export interface PreviewRequest {
  readonly file: Blob;
  readonly format: 'CSV' | 'NDJSON';
  readonly mappings: readonly ColumnMapping[] | null;
}

/** What the worker tells. */
export type PreviewMessage =
  | { readonly kind: 'head'; readonly head: FileHead }
  | { readonly kind: 'preview'; readonly preview: Preview; readonly bytes: number; readonly isDone: boolean }
  /** The browser cannot read the file. */
  | { readonly kind: 'unreadable' };
