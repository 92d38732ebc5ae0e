import type { FileFault } from '../../src/conversions/file-fault.ts';

/** What a naive reader finds in a CSV. */
export interface NaivelyRead {
  readonly rows: readonly { readonly line: number; readonly cells: readonly string[] }[];
  readonly fault: FileFault | null;
}

/** Reads a CSV with a header and commas one character after the other, as RFC 4180 has it. */
export function readNaively(text: string): NaivelyRead {
  const records: { line: number; cells: string[] }[] = [];
  const read = (fault: FileFault | null): NaivelyRead => ({ rows: records.slice(1), fault });
  let [line, next] = [1, 1];
  let cells: string[] = [];
  let cell = '';
  let state: 'empty' | 'plain' | 'quoted' | 'closed' = 'empty';
  for (const token of [...(text.match(/\r\n|[^]/g) ?? []), 'the end']) {
    const endsLine = /^[\r\n]/.test(token);
    if (endsLine) next += 1;
    if (token === '"') {
      if (state === 'plain') return read({ code: 'MISPLACED_QUOTE', line });
      if (state === 'closed') cell += token;
      state = state === 'quoted' ? 'closed' : 'quoted';
    } else if (state === 'quoted') {
      if (token === 'the end') return read({ code: 'UNCLOSED_QUOTE', line });
      cell += token;
    } else if (endsLine || token === 'the end') {
      if (state !== 'empty' || cells.length > 0) records.push({ line, cells: [...cells, cell] });
      [line, cells, cell, state] = [next, [], '', 'empty'];
    } else if (token === ',') {
      cells.push(cell);
      [cell, state] = ['', 'empty'];
    } else {
      if (state === 'closed') return read({ code: 'MISPLACED_QUOTE', line });
      cell += token;
      state = 'plain';
    }
  }
  return read(null);
}
