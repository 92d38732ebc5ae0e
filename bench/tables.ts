/** A number for people. */
export const format = (value: number, digits = 0): string =>
  value.toLocaleString('en-US', { minimumFractionDigits: digits, maximumFractionDigits: digits });

/** Whether a goal was reached, for the report. */
export const verdict = (isMet: boolean): string => (isMet ? 'met' : '**missed**');

const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;

/** A Markdown table of figures, with what they are about in the first column. */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  return [line(head), line(head.map((_, index) => (index === 0 ? '---' : '---:'))), ...rows.map(line)].join('\n');
}
