import { isFaultlessRow } from './check-row.ts';
import type { Conversion } from './conversion.ts';

/** Lists of rows that have been looked at; nobody changes one. */
const faultless = new WeakSet<readonly unknown[]>();

/**
 * Whether every row has nothing but fields of a conversion, each of them valid: then it is of its type, too. It is remembered
 * of a list, so that each row is looked at once, whoever asks.
 */
export function areFaultless(rows: readonly unknown[]): rows is readonly Conversion[] {
  if (faultless.has(rows)) return true;
  for (const row of rows) if (!isFaultlessRow(row)) return false;
  faultless.add(rows);
  return true;
}
