/** What is wrong with a field of a row; the values of the GraphQL enum `RowErrorCode`. */
export type RowErrorCode =
  | 'REQUIRED'
  | 'INVALID_FORMAT'
  | 'OUT_OF_RANGE'
  | 'TOO_LONG'
  | 'DUPLICATE'
  | 'CONFLICT'
  /** Only of a line of NDJSON: a CSV with such a column is refused as a whole. */
  | 'UNKNOWN_COLUMN';

/** One fault of one row. */
export interface RowError {
  /** The row's place, from 0, in the request or among the file's data rows. */
  readonly index: number;
  /** Input field names, such as `['customDimensions', 'first_name']`; in a file's row as in `SourceRow`. */
  readonly path: readonly string[];
  readonly code: RowErrorCode;
  /** One sentence that names the field and the rule, never the value. */
  readonly message: string;
}
