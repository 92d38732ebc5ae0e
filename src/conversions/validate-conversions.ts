import { checkRow } from './check-row.ts';
import type { Conversion } from './conversion.ts';
import { duplicateKey, keyOf } from './duplicate-key.ts';
import { areFaultless } from './faultless-rows.ts';
import type { RowError } from './row-error.ts';

/** The rows of a request, parted by whether they are valid. */
export interface SplitRows {
  /** In their order; the very rows that were given when none is invalid. */
  readonly validRows: readonly Conversion[];
  /** Every fault of every row, in the order of the rows. */
  readonly rowErrors: readonly RowError[];
  /** How many rows have a fault, or more than one. */
  readonly rejectedCount: number;
}

/**
 * Finds every fault of every row, in the order of the rows. A row that repeats the ids of an earlier one is a
 * duplicate even if the earlier one is invalid for another reason: the caller has to say which of them counts.
 */
export function validateConversions(rows: readonly Conversion[]): RowError[] {
  if (areFaultless(rows) && haveOwnClicks(rows)) return [];
  const errors: RowError[] = [];
  const report = (error: RowError) => void errors.push(error);
  const keys = new Set<string>();
  let firstIndexes: ReadonlyMap<string, number> | undefined;
  for (const [index, row] of rows.entries()) {
    const key = checkRow(row, index, report) ? keyOf(row) : duplicateKey(row);
    if (key === null || keys.size < keys.add(key).size) continue;
    firstIndexes ??= findFirstIndexes(rows);
    report(createDuplicateError(index, firstIndexes.get(key)));
  }
  return errors;
}

/** Whether no two rows have the same click id; most requests are so, and their ids need not be put together. */
function haveOwnClicks(rows: readonly Conversion[]): boolean {
  if (rows.length < 2) return true;
  const clickIds = new Set<string>();
  for (const { clickId } of rows) clickIds.add(clickId);
  return clickIds.size === rows.length;
}

/** Parts valid rows from invalid ones. */
export function splitRows(rows: readonly Conversion[]): SplitRows {
  const rowErrors = validateConversions(rows);
  if (rowErrors.length === 0) return { validRows: rows, rowErrors, rejectedCount: 0 };
  const rejected = new Set(rowErrors.map(error => error.index));
  return { validRows: rows.filter((_, index) => !rejected.has(index)), rowErrors, rejectedCount: rejected.size };
}

// Only a request that has a duplicate pays for knowing where everything stood first.
function findFirstIndexes(rows: readonly Conversion[]): ReadonlyMap<string, number> {
  const firstIndexes = new Map<string, number>();
  for (const [index, row] of rows.entries()) {
    const key = duplicateKey(row);
    if (key !== null && !firstIndexes.has(key)) firstIndexes.set(key, index);
  }
  return firstIndexes;
}

function createDuplicateError(index: number, firstIndex: number | undefined): RowError {
  const message = `clickId, txnId and goalId must not be those of an earlier row; they are those of the row with index ${firstIndex}.`;
  return { index, path: ['clickId'], code: 'DUPLICATE', message };
}
