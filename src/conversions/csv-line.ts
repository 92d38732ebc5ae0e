import { withFormulaMark } from './formula-mark.ts';

const needsQuotes = /[",;\t\r\n]|^\s|\s$/;

/**
 * A line of a CSV after RFC 4180, with its line end. A spreadsheet takes no cell for a formula, because of its
 * `formulaMark`; read as an upload, the line gives the same cells.
 */
export function csvLine(cells: readonly string[]): string {
  const line = cells.map(quoteCell).join(',');
  // A line without anything would not be a row.
  return `${line === '' ? '""' : line}\r\n`;
}

function quoteCell(cell: string): string {
  const marked = withFormulaMark(cell);
  return needsQuotes.test(marked) ? `"${marked.replaceAll('"', '""')}"` : marked;
}
