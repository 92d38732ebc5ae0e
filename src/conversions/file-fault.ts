/** What is wrong with a header, or with the mappings for it. */
export type ColumnFault =
  | { readonly code: 'UNKNOWN_COLUMNS'; readonly columns: readonly string[] }
  /** Columns without a name, by their places from 1. */
  | { readonly code: 'UNNAMED_COLUMNS'; readonly places: readonly number[] }
  /** A mapping names a column that the file does not have. */
  | { readonly code: 'MISSING_COLUMN'; readonly column: string }
  /** A mapping's name fits several columns, or several mappings fit the column. */
  | { readonly code: 'AMBIGUOUS_COLUMN'; readonly column: string }
  /** Several columns go to one place. */
  | { readonly code: 'REPEATED_TARGET'; readonly target: string; readonly columns: readonly string[] }
  /** `extra` repeats a field that has a column of its own kind. */
  | { readonly code: 'RESERVED_EXTRA'; readonly column: string }
  | { readonly code: 'NO_CLICK_ID' };

/** Why a file cannot be read at all. Lines count from 1, as an editor counts. */
export type FileFault =
  | { readonly code: 'NOT_UTF8' | 'RECORD_TOO_LONG' | 'UNCLOSED_QUOTE' | 'MISPLACED_QUOTE'; readonly line: number }
  | { readonly code: 'NO_HEADER' }
  | { readonly code: 'UNUSABLE_HEADER'; readonly columnFaults: readonly ColumnFault[] };
