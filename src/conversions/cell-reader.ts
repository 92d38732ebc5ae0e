import { type Delimiter, findDelimiter } from './find-delimiter.ts';
import { withoutFormulaMark } from './formula-mark.ts';
import { readCsvRecords } from './read-csv-records.ts';

/**
 * Creates what reads whole records of a CSV, from its first on, and hands out the cells of each as they are meant. The
 * first record, which says how cells are parted, is the header.
 */
export function createCellReader(onCells: (cells: readonly string[], line: number) => void) {
  let delimiter: Delimiter = ',';
  let isHeaderRead = false;
  const onRecord = (marked: readonly string[], line: number): void => {
    isHeaderRead = true;
    onCells(marked.map(withoutFormulaMark), line);
  };
  return (text: string, line: number): void => {
    if (!isHeaderRead) delimiter = findDelimiter(text);
    readCsvRecords({ text, line, delimiter, onRecord });
  };
}
