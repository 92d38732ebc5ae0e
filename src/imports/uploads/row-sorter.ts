import { createDuplicateRowError } from '../../conversions/check-source-row.ts';
import type { ColumnPlan } from '../../conversions/column-plan.ts';
import type { DuplicateFinder } from '../../conversions/duplicate-finder.ts';
import type { RowError } from '../../conversions/row-error.ts';
import type { SourceRow } from '../../conversions/source-row.ts';

/** How many rows of a file there are of each kind. */
export interface UploadCounts {
  readonly accepted: number;
  /** Invalid, whether a duplicate besides or not. */
  readonly rejected: number;
  /** Valid but for being a duplicate. */
  readonly duplicate: number;
}

/** A row that is not sent, with all that is wrong with it. */
export interface FaultyRow {
  readonly row: SourceRow;
  readonly errors: readonly RowError[];
}

interface RowSorterOptions {
  readonly duplicates: DuplicateFinder;
  readonly plan: () => ColumnPlan | null;
  readonly onAccepted: (row: SourceRow) => void;
  readonly onFaulty: (row: FaultyRow) => void;
}

// One line of NDJSON can hold thousands of faults, of which nobody reads more.
const mostErrorsOfRow = 100;

/** Parts the rows of a file into those to be sent and those that are not, and counts them. */
export function createRowSorter({ duplicates, plan, onAccepted, onFaulty }: RowSorterOptions) {
  let accepted = 0;
  let rejected = 0;
  let duplicate = 0;
  return {
    add(row: SourceRow): void {
      const firstLine = row.duplicateKey === null ? null : duplicates.firstLineOf(row.duplicateKey, row.line);
      if (firstLine === null && row.errors.length === 0) {
        accepted += 1;
        onAccepted(row);
        return;
      }
      if (row.errors.length > 0) rejected += 1;
      else duplicate += 1;
      const errors = row.errors.slice(0, mostErrorsOfRow);
      if (firstLine !== null) errors.push(createDuplicateRowError(row.index, firstLine, plan()));
      onFaulty({ row, errors });
    },
    counts: (): UploadCounts => ({ accepted, rejected, duplicate }),
  };
}
