import type { RowFormat } from '../../conversions/conversion-from-source.ts';

const formatsByExtension: Readonly<Record<string, RowFormat>> = {
  csv: 'CSV',
  tsv: 'CSV',
  txt: 'CSV',
  ndjson: 'NDJSON',
  jsonl: 'NDJSON',
};

const formatsByType: Readonly<Record<string, RowFormat>> = {
  'text/csv': 'CSV',
  'text/tab-separated-values': 'CSV',
  'application/x-ndjson': 'NDJSON',
  'application/jsonl': 'NDJSON',
};

/** What a file chooser offers. */
export const acceptedFiles = [
  ...Object.keys(formatsByExtension).map(extension => `.${extension}`),
  ...Object.keys(formatsByType),
].join(',');

/** What a file says to be by its name, or else by its type; null if it is nothing that can be imported. */
export function formatOfFile({ name, type }: { readonly name: string; readonly type: string }): RowFormat | null {
  const extension = /\.([^.]+)$/.exec(name)?.[1]?.toLowerCase() ?? '';
  return formatsByExtension[extension] ?? formatsByType[type.split(';', 1)[0]?.trim().toLowerCase() ?? ''] ?? null;
}

/** Why a file is not taken, and what to do. */
export function refusalOfFile(name: string): string {
  const isSheet = /\.(?:xlsx?|xlsm|ods|numbers)$/i.test(name);
  const isJson = /\.json$/i.test(name);
  if (isSheet) return `“${name}” is a spreadsheet. Save it as CSV (UTF-8) there, and choose that file.`;
  if (isJson) return `“${name}” is JSON. Write one conversion a line and name the file .ndjson, or save it as CSV.`;
  return `“${name}” is neither a CSV nor an NDJSON file. Its name should end in .csv or .ndjson.`;
}

/** How an upload says what the file is. */
export const contentTypes: Readonly<Record<RowFormat, string>> = { CSV: 'text/csv', NDJSON: 'application/x-ndjson' };
