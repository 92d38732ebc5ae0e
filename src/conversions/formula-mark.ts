/**
 * The mark that spreadsheets know for "what follows is text". Quotes do not stop them from taking a cell for a formula,
 * so a cell of ours that could be one begins with this, and an upload is read without it: a download can be uploaded
 * again, and its ids are still the same.
 */
export const formulaMark = "'";

// Also those that begin with marks already, so that taking one away always gives back what was there. The wide forms
// are formulas in some locales; white space at the beginning is skipped by some programs.
const couldBeFormula = /^'*[=+\-@\t\r\n\uff1d\uff0b\uff0d\uff20]/;

/** A cell as it stands in a file for spreadsheets. */
export function withFormulaMark(cell: string): string {
  return couldBeFormula.test(cell) ? `${formulaMark}${cell}` : cell;
}

/** What a cell of a file means. */
export function withoutFormulaMark(cell: string): string {
  return cell.startsWith(formulaMark) && couldBeFormula.test(cell) ? cell.slice(1) : cell;
}
