import type { ColumnPlan } from '../../conversions/column-plan.ts';
import type { Conversion } from '../../conversions/conversion.ts';
import { conversionFromSource } from '../../conversions/conversion-from-source.ts';
import type { BulkImportRecord } from '../../store/bulk-imports.ts';

/** A row as it is kept: its line in the file, and what stood there: the cells of a CSV record, or a line of NDJSON. */
export type KeptRow = readonly [line: number, ...source: string[]];

/** The rows of a batch, out of the JSON that is kept. */
export function keptRowsFrom(json: string): readonly KeptRow[] {
  return JSON.parse(json);
}

/** The JSON that is kept of rows. */
export const textFromKeptRows = (rows: readonly KeptRow[]): string => JSON.stringify(rows);

/** The conversions of a batch: made of its rows again each time it is sent, so that they are kept once, as the caller wrote them. */
export function conversionsFrom({ format, plan }: BulkImportRecord, rows: readonly KeptRow[]): readonly Conversion[] {
  const columnPlan: ColumnPlan | null = plan === null ? null : JSON.parse(plan);
  return rows.map(([, ...source]) => conversionFromSource(format, columnPlan, source));
}
