const delimiters = [',', ';', '\t'] as const;

/** What parts the cells of a CSV. */
export type Delimiter = (typeof delimiters)[number];

/** The delimiter of a CSV that begins with the given text, by its header: what is there most often outside of quotes. */
export function findDelimiter(start: string): Delimiter {
  const [header = ''] = /[^\r\n]+/.exec(start.replaceAll(/"[^"]*"/g, '""')) ?? [];
  const counts = delimiters.map(delimiter => header.split(delimiter).length);
  return delimiters[counts.indexOf(Math.max(...counts))] ?? ',';
}
