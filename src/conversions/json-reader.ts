import { checkSourceRow } from './check-source-row.ts';
import type { RowError } from './row-error.ts';
import { rowFromJson } from './row-from-json.ts';
import type { SourceRow } from './source-row.ts';
import { mostRecordCharacters, UnreadableFileError } from './unreadable-file-error.ts';

/** Reads rows from whole lines of NDJSON. */
export function createJsonReader(onRow: (row: SourceRow) => void) {
  let index = 0;
  const onLine = (text: string, line: number): void => {
    if (text.length > mostRecordCharacters) throw new UnreadableFileError({ code: 'RECORD_TOO_LONG', line });
    if (text.trim() === '') return;
    const errors: RowError[] = [];
    const row = rowFromJson(text, fault => void errors.push({ index, ...fault }));
    const checked =
      row === null ? { conversion: null, errors, duplicateKey: null } : checkSourceRow(row, index, null, errors);
    onRow({ index, line, source: [text], ...checked });
    index += 1;
  };
  const onRecords = (text: string, line: number): void => {
    for (const [place, record] of text.split(/\r\n|\r|\n/).entries()) onLine(record, line + place);
  };
  return { onRecords, plan: () => null };
}
