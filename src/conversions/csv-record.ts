import { formulaMark, withoutFormulaMark } from './formula-mark.ts';

const delimiters = [',', ';', '\t'] as const;

/** What parts the cells of a CSV. */
export type Delimiter = (typeof delimiters)[number];

/** The delimiter of a file, by its header: the one that is there most often outside of quotes. */
export function findDelimiter(header: string): Delimiter {
  const unquoted = header.replaceAll(/"[^"]*"/g, '');
  const counts = delimiters.map(delimiter => unquoted.split(delimiter).length);
  return delimiters[counts.indexOf(Math.max(...counts))] ?? ',';
}

/** The cells of a record, or null if a quote stands where RFC 4180 has none: then nobody can say where a cell ends. */
export function splitRecord(record: string, delimiter: Delimiter): readonly string[] | null {
  const cells = record.includes('"') ? splitQuoted(record, delimiter) : record.split(delimiter);
  return cells !== null && record.includes(formulaMark) ? cells.map(withoutFormulaMark) : cells;
}

function splitQuoted(record: string, delimiter: Delimiter): readonly string[] | null {
  const cells: string[] = [];
  for (let place = 0; ; ) {
    const isQuoted = record.startsWith('"', place);
    const end = isQuoted ? findCellEnd(record, place + 1) : findPlainEnd(record, delimiter, place);
    if (end < record.length && !record.startsWith(delimiter, end)) return null;
    const cell = isQuoted ? record.slice(place + 1, end - 1).replaceAll('""', '"') : record.slice(place, end);
    if (!isQuoted && cell.includes('"')) return null;
    cells.push(cell);
    if (end >= record.length) return cells;
    place = end + 1;
  }
}

function findPlainEnd(record: string, delimiter: Delimiter, start: number): number {
  const end = record.indexOf(delimiter, start);
  return end === -1 ? record.length : end;
}

// Behind the closing quote: the first that is not written twice. There is one, since a record has an even number.
function findCellEnd(record: string, start: number): number {
  let place = record.indexOf('"', start);
  while (record.startsWith('"', place + 1)) place = record.indexOf('"', place + 2);
  return place + 1;
}
