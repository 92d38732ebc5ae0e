import type { ColumnFault } from '../../conversions/file-fault.ts';
import { describeTargetName } from './column-targets-in-words.ts';

/** What is wrong with a header, each where it can be mended. */
export interface PlacedFaults {
  /** By the name of the column. */
  readonly byColumn: ReadonlyMap<string, string>;
  /** With no one column. */
  readonly general: readonly string[];
}

/** Places the faults of a header in the table of its columns. */
export function placeFaults(faults: readonly ColumnFault[], header: readonly string[]): PlacedFaults {
  const placed = faults.map(fault => placeFault(fault, header));
  return {
    byColumn: new Map(placed.flatMap(({ columns, sentence }) => columns.map(column => [column, sentence] as const))),
    general: placed.filter(({ columns }) => columns.length === 0).map(({ sentence }) => sentence),
  };
}

function placeFault(fault: ColumnFault, header: readonly string[]) {
  switch (fault.code) {
    case 'UNKNOWN_COLUMNS':
      return {
        columns: fault.columns,
        sentence: 'This name says nothing to the gateway. Choose what it is, or leave it out.',
      };
    case 'UNNAMED_COLUMNS': {
      const columns = fault.places.map(place => header[place - 1] ?? '');
      return { columns, sentence: 'It has no name. Choose what it is, or leave it out.' };
    }
    case 'MISSING_COLUMN':
      return { columns: [], sentence: `The file has no column “${fault.column}” any more. Choose the file again.` };
    case 'AMBIGUOUS_COLUMN':
      return {
        columns: [fault.column],
        sentence: 'Several columns have this name. Rename them in the file, or leave them out.',
      };
    case 'REPEATED_TARGET': {
      const what = describeTargetName(fault.target);
      const sentence = isOneName(fault.columns)
        ? `Several columns of this name are the ${what}. Keep one of them in the file, or leave them out.`
        : `${what} comes from several columns: ${fault.columns.join(', ')}. Keep one, and leave out the others.`;
      return { columns: fault.columns, sentence };
    }
    case 'RESERVED_EXTRA':
      return { columns: [fault.column], sentence: 'There is a field for this: choose it.' };
    case 'NO_CLICK_ID':
    default:
      return { columns: [], sentence: 'No column is the click ID, which every row needs. Choose which one it is.' };
  }
}

function isOneName(columns: readonly string[]): boolean {
  return columns.every(column => column === columns[0]);
}
