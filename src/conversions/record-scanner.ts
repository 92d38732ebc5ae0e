import { mostRecordCharacters, UnreadableFileError } from './unreadable-file-error.ts';

/** How a file's text is parted into records. */
export interface RecordScannerOptions {
  /** Whether a record goes on over the line ends between quotes. */
  readonly hasQuotes: boolean;
  /** A record that is not empty, without its line end, and the line on which it begins. */
  readonly onRecord: (record: string, line: number) => void;
}

/**
 * Parts text, as it comes, into records. CRLF, LF and CR each end a line, as in an editor. It keeps no more of the text
 * than a record may be long: what is longer is refused.
 */
export function createRecordScanner({ hasQuotes, onRecord }: RecordScannerOptions) {
  let rest = '';
  let line = 1;
  const fail = (code: 'RECORD_TOO_LONG' | 'UNCLOSED_QUOTE'): never => {
    throw new UnreadableFileError({ code, line });
  };

  const scan = (text: string, isLast: boolean): void => {
    const findEnd = createEndFinder(text, hasQuotes);
    let start = 0;
    while (start < text.length) {
      const end = findEnd(start);
      if (end === unclosed) {
        if (isLast) fail('UNCLOSED_QUOTE');
        break;
      }
      const next = text.startsWith('\r\n', end) ? end + 2 : end + 1;
      // What comes may belong to the record, or be a line feed that belongs to the carriage return.
      if (next >= text.length && !isLast) break;
      if (end - start > mostRecordCharacters) fail('RECORD_TOO_LONG');
      if (end > start) {
        const record = text.slice(start, end);
        onRecord(record, line);
        if (hasQuotes && record.includes('"')) line += countLineEnds(record);
      }
      line += 1;
      start = next;
    }
    rest = text.slice(start);
    if (rest.length > mostRecordCharacters + longestLineEnd) fail('RECORD_TOO_LONG');
  };

  return {
    push: (text: string): void => scan(rest + text, false),
    end: (): void => scan(rest, true),
    /** The line that the text has come to. */
    currentLine: (): number => line + countLineEnds(rest),
  };
}

const unclosed = -1;
const longestLineEnd = 2;

/** Finds where a record ends that starts at a place, the places only growing; so each text is searched once. */
function createEndFinder(text: string, hasQuotes: boolean): (start: number) => number {
  const findLf = createFinder(text, '\n');
  const findCr = createFinder(text, '\r');
  const findQuote = hasQuotes ? createFinder(text, '"') : () => text.length;
  return start => {
    for (let place = start; ; ) {
      const end = Math.min(findLf(place), findCr(place));
      const opening = findQuote(place);
      if (opening >= end) return end;
      const closing = findQuote(opening + 1);
      if (closing === text.length) return unclosed;
      place = closing + 1;
    }
  };
}

function createFinder(text: string, mark: string): (from: number) => number {
  let found = -1;
  return from => {
    if (found >= from) return found;
    found = text.indexOf(mark, from);
    if (found === -1) found = text.length;
    return found;
  };
}

function countLineEnds(text: string): number {
  return text.match(/\r\n|\r|\n/g)?.length ?? 0;
}
