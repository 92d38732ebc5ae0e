import { checkRow } from './check-row.ts';
import type { ColumnPlan } from './column-plan.ts';
import type { Conversion } from './conversion.ts';
import { rowFromCells } from './row-from-cells.ts';
import { rowFromJson } from './row-from-json.ts';

/** How the rows of a file are written. */
export type RowFormat = 'CSV' | 'NDJSON';

/** Makes the conversion of a valid row again from its `SourceRow.source`; `plan` is null for NDJSON. */
export function conversionFromSource(
  format: RowFormat,
  plan: ColumnPlan | null,
  source: readonly string[],
): Conversion {
  const row = format === 'CSV' ? rowFromCells(plan ?? [], source) : rowFromJson(source[0] ?? '', () => {});
  if (!isConversion(row)) throw new Error('The row was valid when it was read and is not any more.');
  return row;
}

function isConversion(row: unknown): row is Conversion {
  return checkRow(row, 0, () => {});
}
