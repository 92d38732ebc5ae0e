import type { Conversion } from './conversion.ts';
import type { RowError } from './row-error.ts';

/** A data row of a file, and what became of it. */
export interface SourceRow {
  /** Its place among the data rows, from 0. */
  readonly index: number;
  /** Where it begins, from 1, as an editor counts. */
  readonly line: number;
  /** The cells of a CSV, or the one line of an NDJSON: what `conversionFromSource` needs to make the conversion again. */
  readonly source: readonly string[];
  /** null when the row is invalid. */
  readonly conversion: Conversion | null;
  /**
   * Every fault of the row by itself, its path being the column's name as the caller wrote it, or the field of an NDJSON
   * line; whether it is a duplicate is another matter.
   */
  readonly errors: readonly RowError[];
  /** The `duplicateKey`, for a `DuplicateFinder`: an invalid row with usable ids has one too. */
  readonly duplicateKey: string | null;
}
