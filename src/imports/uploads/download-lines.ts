import { csvLine } from '../../conversions/csv-line.ts';
import type { RowError } from '../../conversions/row-error.ts';

const addedColumns = ['line', 'error_code', 'error_message'] as const;

/** An NDJSON has no columns: each line is one cell as it was uploaded. */
export const lineColumns: readonly string[] = ['conversion'];

/** The header of a download of rejected rows. A column of ours whose name the caller has, too, gets a number. */
export function rejectedHeader(columns: readonly string[]): string {
  const taken = new Set(columns);
  return csvLine([...columns, ...addedColumns.map(name => freeName(name, taken))]);
}

/** A rejected row, with all that is wrong with it on its one line: each code once, and every message. */
export function rejectedLine(
  columns: readonly string[],
  cells: readonly string[],
  { line, errors }: { readonly line: number; readonly errors: readonly RowError[] },
): string {
  const codes = [...new Set(errors.map(({ code }) => code))].join('; ');
  const messages = errors.map(({ message }) => message).join(' ');
  return csvLine([...fitCells(cells, columns.length), String(line), codes, messages]);
}

/** As many cells as there are columns: missing ones are empty, and what is too much stays in the last, with commas. */
function fitCells(cells: readonly string[], count: number): readonly string[] {
  if (cells.length > count) return [...cells.slice(0, count - 1), cells.slice(count - 1).join(',')];
  return [...cells, ...Array.from({ length: count - cells.length }, () => '')];
}

function freeName(name: string, taken: ReadonlySet<string>): string {
  let free = name;
  for (let number = 2; taken.has(free); number += 1) free = `${name}_${number}`;
  return free;
}
