import { describe, expect, test } from 'vitest';
import type { BulkImport } from '../../src/cli/bulk-import.ts';
import { exitCodeOf, summaryOf } from '../../src/cli/summary.ts';

const names =
  'total accepted rejected duplicate queued submitted uncertain unsent imported edited failed unprocessed awaiting';
const noRows: any = Object.fromEntries(names.split(' ').map(name => [name, 0]));

const importOf = (state: BulkImport['state'], rows: Partial<BulkImport['rows']>): BulkImport => ({
  id: 'b-1',
  state,
  fileName: 'rows.csv',
  problem: null,
  rows: { ...noRows, ...rows },
  progress: 1,
  estimatedSecondsLeft: null,
  uploadUrl: null,
  rejectedRowsUrl: null,
  unsentRowsUrl: null,
  createdAt: '2026-01-01T00:00:00Z',
});

describe('the exit code', () => {
  test.each([
    ['COMPLETED', { total: 3, imported: 2, edited: 1 }, 0],
    ['COMPLETED', {}, 0],
    ['COMPLETED', { total: 3, imported: 2, rejected: 1 }, 2],
    ['COMPLETED', { total: 3, imported: 2, duplicate: 1 }, 2],
    ['COMPLETED', { total: 3, imported: 2, failed: 1 }, 2],
    ['COMPLETED', { total: 3, imported: 2, awaiting: 1 }, 2],
    ['NEEDS_ATTENTION', { total: 3, imported: 2, uncertain: 1 }, 2],
    ['NEEDS_ATTENTION', { total: 3, queued: 3 }, 2],
    ['CANCELLED', { total: 3, imported: 3 }, 1],
    ['FAILED', { total: 3, unsent: 2, rejected: 1 }, 1],
  ] as const)('of an import that is %s with %j is %i', (state, rows, code) => {
    expect(exitCodeOf(importOf(state, rows))).toBe(code);
  });
});

test('the table of the end has every row of the file in one place, and says what it means', () => {
  const places = { imported: 1000, edited: 20, failed: 3, unprocessed: 4, awaiting: 5, uncertain: 6, queued: 7 };
  const rows = { ...places, unsent: 8, rejected: 9, duplicate: 10, total: 1072 };
  expect(summaryOf(importOf('NEEDS_ATTENTION', rows), null)).toMatchInlineSnapshot(`
    "Bulk import b-1: NEEDS_ATTENTION

      rows in all  1,072
      imported     1,000
      edited          20  they were there before, and were changed
      failed           3  refused by Trackier
      unprocessed      4  Trackier stopped before it came to them
      awaiting         5  taken by Trackier, which has not told what became of them
      uncertain        6  sent, but the answer was lost: they may be imported
      queued           7  not sent yet
      unsent           8  not taken by Trackier, or cancelled
      rejected         9  invalid: never sent
      duplicates      10  of an earlier row of the file: never sent"
  `);
});
