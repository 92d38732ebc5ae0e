import type { ImportRowFragment } from '../../operations/generated/graphql.ts';
import { formatCount, formatCounted } from '../ui/figure-text.ts';

type Counts = ImportRowFragment['rows'];

/** How many rows were accepted, in words. */
export function acceptedInWords({ total, accepted }: Counts): string {
  if (total === 0) return 'No rows yet';
  return accepted === total
    ? formatCounted(total, 'row')
    : `${formatCount(accepted)} of ${formatCounted(total, 'row')} accepted`;
}

/** What of the rows a person should look at, in words; empty when nothing. */
export function faultsInWords(rows: Counts): readonly string[] {
  const faults: readonly (readonly [number, string])[] = [
    [rows.rejected + rows.duplicate, 'rejected'],
    [rows.failed, 'failed'],
    [rows.uncertain, 'uncertain'],
    [rows.unprocessed, 'not processed'],
    [rows.unsent, 'not sent'],
  ];
  return faults.flatMap(([count, word]) => (count > 0 ? [`${formatCount(count)} ${word}`] : []));
}
