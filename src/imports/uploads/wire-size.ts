import type { ColumnPlan } from '../../conversions/column-plan.ts';
import type { SourceRow } from '../../conversions/source-row.ts';
import { wireConversionFrom } from '../../trackier/wire-conversion.ts';

/** What a POST may take as JSON: 4 MiB, less what stands around its conversions. */
export const mostBatchBytes = 4 * 1024 * 1024 - 1024;

// A control character is six bytes as JSON, and no character of a file becomes more, nor does a digit of a number.
const mostBytesOfCharacter = 6;
const mostBytesAround = 64;

/**
 * Gives how many bytes a valid row takes in a POST, or a bound that is never less. A row that stays within its share of a
 * full batch is not written out to be measured: however many of them there are, they fit. Nor is it less than the row's
 * text, so that columns that are ignored make no batch too large to be kept.
 */
export function createWireMeasure(plan: () => ColumnPlan | null, batchSize: number): (row: SourceRow) => number {
  const share = Math.floor(mostBatchBytes / batchSize);
  let names: number | null = null;
  return row => {
    names ??= bytesOfNames(plan() ?? []);
    const characters = row.source.reduce((sum, cell) => sum + cell.length, 0);
    const bound = names + mostBytesOfCharacter * characters;
    if (bound <= share || row.conversion === null) return bound;
    const bytes = Buffer.byteLength(JSON.stringify(wireConversionFrom(row.conversion))) + ','.length;
    return Math.max(bytes, characters);
  };
}

function bytesOfNames(plan: ColumnPlan): number {
  return plan.reduce((sum, { target }) => {
    const name = target.kind === 'ignored' ? '' : target.name;
    return sum + mostBytesOfCharacter * name.length + '"_":"",'.length;
  }, mostBytesAround);
}
