/** How many rows at the beginning of a file are shown. */
export const mostFirstRows = 8;

/** How many problems are kept, of all that are counted. */
export const mostProblems = 300;

/** How many columns of a row are shown. */
export const mostColumns = 200;

/** How often the page is told how far the reading is, whatever the size of the file. */
export const mostReports = 100;

const mostCharacters = 120;

/** A cell as it is shown: a cell can be as long as a book. */
export function shorten(cell: string): string {
  return cell.length > mostCharacters ? `${cell.slice(0, mostCharacters).toWellFormed()}…` : cell;
}
