import { countLineEnds } from './count-line-ends.ts';
import { mostRecordCharacters, UnreadableFileError } from './unreadable-file-error.ts';

/** How a file's text is cut. */
export interface RecordCutterOptions {
  /** Whether a record goes on over the line ends between quotes. */
  readonly hasQuotes: boolean;
  /** Given whole records, and the line on which the first of them begins. */
  readonly onRecords: (text: string, line: number) => void;
}

/**
 * Cuts text, as it comes, between records. It keeps no more of the text than a record may be long: what is longer is
 * refused.
 */
export function createRecordCutter({ hasQuotes, onRecords }: RecordCutterOptions) {
  let rest = '';
  let line = 1;

  const take = (text: string, end: number): void => {
    const records = text.slice(0, end);
    onRecords(records, line);
    line += countLineEnds(records);
    rest = text.slice(end);
    if (rest.length > mostRecordCharacters + longestLineEnd) {
      throw new UnreadableFileError({ code: 'RECORD_TOO_LONG', line });
    }
  };

  return {
    push: (piece: string): void => {
      const text = rest + piece;
      take(text, findCut(text, hasQuotes));
    },
    end: (): void => take(rest, rest.length),
    /** The line that the text has come to. */
    currentLine: (): number => line + countLineEnds(rest),
  };
}

const longestLineEnd = 2;

// Behind the last line end outside of quotes: what stands behind an even number of them. A carriage return at the very
// end may be half of one.
function findCut(text: string, hasQuotes: boolean): number {
  const sound = text.endsWith('\r') ? text.slice(0, -1) : text;
  const parts = hasQuotes ? sound.split('"') : [sound];
  let end = sound.length;
  for (let place = parts.length - 1; place >= 0; place -= 1) {
    const part = parts[place] ?? '';
    const cut = Math.max(part.lastIndexOf('\n'), part.lastIndexOf('\r')) + 1;
    if (place % 2 === 0 && cut > 0) return end - part.length + cut;
    end -= part.length + 1;
  }
  return 0;
}
