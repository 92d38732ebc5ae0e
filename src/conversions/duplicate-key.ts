import { areFieldsFaultless } from './check-row.ts';
import type { Conversion } from './conversion.ts';
import { isObject } from './is-object.ts';

/**
 * A text that two rows share exactly if they are one conversion: if click id, transaction id and goal id are the same. A
 * null id is an absent one, an empty one is an id. null: one of the three is invalid, so the row is like no other.
 */
export function duplicateKey(row: unknown): string | null {
  return isObject(row) && hasUsableIds(row) ? keyOf(row) : null;
}

/** The `duplicateKey` of a row that is known to be valid. */
export function keyOf({ clickId, txnId, goalId }: Pick<Conversion, 'clickId' | 'txnId' | 'goalId'>): string {
  if (absent(txnId) && absent(goalId)) return clickId;
  // A click id has no NUL and the length says where the transaction id ends, so no value can pass for another's part.
  const txnPart = absent(txnId) ? '-' : `${txnId.length}:${txnId}`;
  return `${clickId}\u0000${txnPart}${absent(goalId) ? '-' : `:${goalId}`}`;
}

function absent(id: string | null | undefined): id is null | undefined {
  return id === null || id === undefined;
}

function hasUsableIds(
  row: Readonly<Record<string, unknown>>,
): row is Readonly<Record<string, unknown>> & Pick<Conversion, 'clickId' | 'txnId' | 'goalId'> {
  return areFieldsFaultless(row, ['clickId', 'txnId', 'goalId']);
}
