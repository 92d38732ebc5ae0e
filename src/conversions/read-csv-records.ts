import { CsvError, parse } from 'csv-parse/sync';
import { countLineEnds } from './count-line-ends.ts';
import type { Delimiter } from './find-delimiter.ts';
import { mostRecordCharacters, UnreadableFileError } from './unreadable-file-error.ts';

/** Some whole records of a CSV. */
export interface CsvRecords {
  readonly text: string;
  /** On which they begin. */
  readonly line: number;
  readonly delimiter: Delimiter;
  /** Called with the cells of each record that is not empty, and the line on which it begins. */
  readonly onRecord: (cells: readonly string[], line: number) => void;
}

/**
 * Reads records after RFC 4180; a quote where it has none refuses the file: nobody could say where the cell ends. It reads
 * them at once, where csv-parse's stream would hand out rows and errors later than the bytes they come from.
 */
export function readCsvRecords({ text, line, delimiter, onRecord }: CsvRecords): void {
  let next = line;
  let emptyLines = 0;
  const skipEmpty = (count: number): void => {
    next += count - emptyLines;
    emptyLines = count;
  };
  const take = (cells: string[], info: { readonly empty_lines: number }): null => {
    skipEmpty(info.empty_lines);
    const record = cells.join(delimiter);
    if (record.length > mostRecordCharacters) throw new UnreadableFileError({ code: 'RECORD_TOO_LONG', line: next });
    onRecord(cells, next);
    // Counted here, because csv-parse takes a CRLF between quotes for two line ends.
    next += 1 + countLineEnds(record);
    return null;
  };
  try {
    // What `on_record` throws comes out of here as it is.
    parse(text, {
      delimiter,
      record_delimiter: ['\r\n', '\n', '\r'],
      relax_column_count: true,
      skip_empty_lines: true,
      on_record: take,
    });
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    skipEmpty(Number(error['empty_lines']));
    const code = error.code === 'CSV_QUOTE_NOT_CLOSED' ? 'UNCLOSED_QUOTE' : 'MISPLACED_QUOTE';
    throw new UnreadableFileError({ code, line: next });
  }
}
