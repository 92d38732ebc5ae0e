import type { ColumnPlan } from './column-plan.ts';

const decimal = /^-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?$/;

/** The row that cells make, still to be checked. Empty cells are not there, and an amount that is no number is NaN. */
export function rowFromCells(plan: ColumnPlan, cells: readonly string[]): Readonly<Record<string, unknown>> {
  const row: Record<string, unknown> = {};
  for (let place = 0; place < plan.length; place += 1) {
    const cell = cells[place];
    const target = plan[place]?.target;
    if (cell === undefined || cell === '' || target === undefined || target.kind === 'ignored') continue;
    if (target.kind === 'field') {
      row[target.name] = target.name === 'saleAmount' ? amountFromCell(cell) : cell;
    } else {
      memberOf(row, target.kind)[target.name] = cell;
    }
  }
  return row;
}

// JSON's grammar, but that leading zeros do not matter. Of a larger integer a double would be another amount.
function amountFromCell(cell: string): number {
  const amount = decimal.test(cell) ? Number(cell) : Number.NaN;
  return Number.isInteger(amount) && !Number.isSafeInteger(amount) ? Number.NaN : amount;
}

function memberOf(row: Record<string, unknown>, kind: 'customDimensions' | 'extra'): Record<string, unknown> {
  const present = row[kind];
  if (isMembers(present)) return present;
  // Without a prototype, so that a member may be called __proto__.
  const members: Record<string, unknown> = Object.create(null);
  row[kind] = members;
  return members;
}

function isMembers(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}
