import { checkRow } from './check-row.ts';
import type { ColumnPlan } from './column-plan.ts';
import { nameTarget } from './column-targets.ts';
import type { Conversion } from './conversion.ts';
import { duplicateKey, keyOf } from './duplicate-key.ts';
import type { RowError } from './row-error.ts';
import type { SourceRow } from './source-row.ts';

/** Checks a row that was read, and adds its faults to those that reading it has found. */
export function checkSourceRow(
  row: Readonly<Record<string, unknown>>,
  index: number,
  plan: ColumnPlan | null,
  readingErrors: readonly RowError[],
): Pick<SourceRow, 'conversion' | 'errors' | 'duplicateKey'> {
  const found: RowError[] = [];
  if (isConversion(row, index, found) && readingErrors.length === 0) {
    return { conversion: row, errors: readingErrors, duplicateKey: keyOf(row) };
  }
  const errors = [...readingErrors, ...found.map(error => (plan === null ? error : locateError(plan, error)))];
  return { conversion: null, errors, duplicateKey: duplicateKey(row) };
}

/** The fault of a row whose `DuplicateFinder` knows an earlier line with the same ids. */
export function createDuplicateRowError(index: number, firstLine: number, plan: ColumnPlan | null): RowError {
  const message = `clickId, txnId and goalId must not be those of an earlier row; they are those of line ${firstLine}.`;
  const error = { index, path: ['clickId'], code: 'DUPLICATE', message } as const;
  return plan === null ? error : locateError(plan, error);
}

function isConversion(row: unknown, index: number, errors: RowError[]): row is Conversion {
  return checkRow(row, index, error => void errors.push(error));
}

// What is wrong with custom dimensions as a whole is wrong with no one column.
function locateError(plan: ColumnPlan, error: RowError): RowError {
  const name = error.path.join('.');
  const column = plan.find(({ target }) => nameTarget(target) === name)?.column;
  const isAmount = name === 'saleAmount' && error.code === 'INVALID_FORMAT';
  const message = isAmount
    ? 'saleAmount must be a number such as 1234.5, with a point and no other sign.'
    : error.message;
  return { ...error, path: column === undefined ? [] : [column], message };
}
