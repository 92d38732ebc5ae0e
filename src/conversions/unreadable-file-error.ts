import type { ColumnFault, FileFault } from './file-fault.ts';

/** A file cannot be read as a whole, and nothing of it counts. The message says what to do. */
export class UnreadableFileError extends Error {
  override readonly name = 'UnreadableFileError';
  readonly fault: FileFault;

  constructor(fault: FileFault) {
    super(describeFileFault(fault));
    this.fault = fault;
  }
}

/** In characters. A row of it, with its column names, is less than the 4 MiB of a batch however it is written as JSON. */
export const mostRecordCharacters = 262_144;

const mostListed = 100;

function describeFileFault(fault: FileFault): string {
  switch (fault.code) {
    case 'NOT_UTF8':
      return `Line ${fault.line} is not UTF-8. Save the file as UTF-8 and upload it again.`;
    case 'RECORD_TOO_LONG':
      return `The row that begins on line ${fault.line} is longer than ${mostRecordCharacters} characters. Shorten it, or close its quotes.`;
    case 'UNCLOSED_QUOTE':
      return `The row that begins on line ${fault.line} opens a quote that is never closed. Close it.`;
    case 'MISPLACED_QUOTE':
      return `The row that begins on line ${fault.line} has a quote inside a cell. Put the whole cell in quotes and write each quote in it twice.`;
    case 'NO_HEADER':
      return 'The file has no header. Write the names of the columns into its first line.';
    case 'UNUSABLE_HEADER':
    default:
      return fault.columnFaults.map(describeColumnFault).join(' ');
  }
}

/** One sentence or two: what is wrong with the header, and what to do. */
export function describeColumnFault(fault: ColumnFault): string {
  switch (fault.code) {
    case 'UNKNOWN_COLUMNS':
      return `Unknown columns: ${list(fault.columns)}. Rename them, or map or ignore each of them in \`columns\`.`;
    case 'UNNAMED_COLUMNS':
      return `Columns without a name: ${fault.places
        .slice(0, mostListed)
        .map(place => `the ${ordinal(place)}`)
        .join(', ')}. Name or remove them, or ignore "" in \`columns\`.`;
    case 'MISSING_COLUMN':
      return `\`columns\` names ${quote(fault.column)}, which the file does not have.`;
    case 'AMBIGUOUS_COLUMN':
      return `\`columns\` does not say clearly what is to become of ${quote(fault.column)}: several columns or mappings fit. Rename the columns, or map each once.`;
    case 'REPEATED_TARGET':
      return `${fault.target} comes from several columns: ${list(fault.columns)}. Keep one, and ignore the others in \`columns\`.`;
    case 'RESERVED_EXTRA':
      return `The column ${quote(fault.column)} repeats in \`extra\` what has a field of its own. Map it to that field.`;
    case 'NO_CLICK_ID':
    default:
      return 'No column holds the click id. Name one click_id, or map one to CLICK_ID in `columns`.';
  }
}

// All of them are in the fault; a file that is no CSV can have a hundred thousand.
function list(columns: readonly string[]): string {
  const more = columns.length > mostListed ? `, and ${columns.length - mostListed} more` : '';
  return columns.slice(0, mostListed).map(quote).join(', ') + more;
}

function quote(column: string): string {
  return JSON.stringify(column);
}

function ordinal(place: number): string {
  const teens = place % 100 > 10 && place % 100 < 14;
  return `${place}${teens ? 'th' : (['th', 'st', 'nd', 'rd'][place % 10] ?? 'th')}`;
}
