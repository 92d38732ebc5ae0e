import type { BulkImport } from './bulk-import.ts';

type Counts = BulkImport['rows'];

/** Where a row can be at the end; together they are all rows of the file. */
const places = [
  ['imported', 'imported', ''],
  ['edited', 'edited', 'they were there before, and were changed'],
  ['failed', 'failed', 'refused by Trackier'],
  ['unprocessed', 'unprocessed', 'Trackier stopped before it came to them'],
  ['awaiting', 'awaiting', 'taken by Trackier, which has not told what became of them'],
  ['uncertain', 'uncertain', 'sent, but the answer was lost: they may be imported'],
  ['queued', 'queued', 'not sent yet'],
  ['unsent', 'unsent', 'not taken by Trackier, or cancelled'],
  ['rejected', 'rejected', 'invalid: never sent'],
  ['duplicate', 'duplicates', 'of an earlier row of the file: never sent'],
] as const satisfies readonly (readonly [keyof Counts, string, string])[];

/** 0: every row was imported or edited; 2: look at it; 1: it failed or was cancelled. */
export function exitCodeOf({ state, rows }: BulkImport): 0 | 1 | 2 {
  if (state === 'FAILED' || state === 'CANCELLED') return 1;
  return state === 'COMPLETED' && rows.imported + rows.edited === rows.total ? 0 : 2;
}

/** The end of an import as a table, and what can be done about it. */
export function summaryOf(bulkImport: BulkImport, rejectedFile: string | null): string {
  const { id, state, problem, rows } = bulkImport;
  const counts = places.filter(([key]) => rows[key] > 0 || key === 'imported');
  const table = [
    ['rows in all', rows.total, ''] as const,
    ...counts.map(([key, word, note]) => [word, rows[key], note]),
  ];
  const width = count(rows.total).length;
  const lines = table.map(([word, value, note]) =>
    `  ${String(word).padEnd(13)}${count(Number(value)).padStart(width)}  ${note}`.trimEnd(),
  );
  return [
    `Bulk import ${id}: ${state}`,
    ...(problem ? [`${problem.code}: ${problem.message}`] : []),
    '',
    ...lines,
    ...(rejectedFile === null ? [] : ['', `The rejected rows are in ${rejectedFile}`]),
  ].join('\n');
}

/** The same for programs. */
export function jsonSummaryOf({ id, state, problem, rows }: BulkImport, rejectedFile: string | null): string {
  return JSON.stringify({ id, state, problem, rows, rejectedFile });
}

/** A count as a person reads it. */
export const count = (value: number): string => value.toLocaleString('en');
