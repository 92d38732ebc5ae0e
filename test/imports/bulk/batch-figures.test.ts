import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { type BatchEnd, batchEndOf, type JobEnd } from '../../../src/imports/bulk/batch-figures.ts';
import type { ImportJobSummary } from '../../../src/trackier/import-job.ts';

const summary = (
  processedCount: number,
  importedCount: number,
  editedCount: number,
  errorCount: number,
): ImportJobSummary => ({ processedCount, importedCount, editedCount, errorCount });

const figures = (imported: number, edited: number, failed: number, unprocessed: number) => ({
  imported,
  edited,
  failed,
  unprocessed,
});

const ends: [JobEnd, string, ImportJobSummary | null, BatchEnd][] = [
  ['COMPLETED', 'every row processed', summary(10, 6, 3, 1), { state: 'IMPORTED', figures: figures(6, 3, 1, 0) }],
  ['COMPLETED', 'rows left', summary(4, 1, 1, 2), { state: 'HALTED', figures: figures(1, 1, 2, 6) }],
  ['COMPLETED', 'nothing processed', summary(0, 0, 0, 0), { state: 'HALTED', figures: figures(0, 0, 0, 10) }],
  ['COMPLETED', 'no figures', null, { state: 'SUBMITTED', figures: null }],
  ['COMPLETED', 'too many rows', summary(11, 11, 0, 0), { state: 'SUBMITTED', figures: null }],
  ['COMPLETED', 'a sum that is too small', summary(10, 9, 0, 0), { state: 'SUBMITTED', figures: null }],
  ['COMPLETED', 'a sum that is too large', summary(9, 9, 1, 0), { state: 'SUBMITTED', figures: null }],
  ['FAILED', 'every row processed', summary(10, 6, 3, 1), { state: 'FAILED', figures: figures(6, 3, 1, 0) }],
  ['FAILED', 'rows left', summary(4, 1, 1, 2), { state: 'FAILED', figures: figures(1, 1, 2, 6) }],
  ['FAILED', 'no figures', null, { state: 'FAILED', figures: null }],
  ['FAILED', 'too many rows', summary(11, 11, 0, 0), { state: 'FAILED', figures: null }],
  ['FAILED', 'a sum that is too small', summary(10, 9, 0, 0), { state: 'FAILED', figures: null }],
];

test.each(ends)('a job that %s with %s ends its batch of ten rows as the contract says', (end, _, read, expected) => {
  expect(batchEndOf(end, read, 10)).toEqual(expected);
});

test('figures are believed only when they account for every row of the batch', () => {
  const count = fc.integer({ min: 0, max: 4 });
  const end = fc.constantFrom<JobEnd>('COMPLETED', 'FAILED');
  const anyCase = fc.tuple(end, count, count, count, count, fc.integer({ min: 1, max: 4 }));
  let believed = 0;
  fc.assert(
    fc.property(anyCase, ([jobEnd, processed, imported, edited, errors, rowCount]) => {
      const read = batchEndOf(jobEnd, summary(processed, imported, edited, errors), rowCount).figures;
      const isSound = processed <= rowCount && imported + edited + errors === processed;
      expect(read !== null).toBe(isSound);
      const all = read === null ? [rowCount] : Object.values(read);
      expect(all.reduce((sum, figure) => sum + figure)).toBe(rowCount);
      expect(all.every(figure => figure >= 0)).toBe(true);
      if (read !== null) believed += 1;
    }),
    { seed: 1, numRuns: 2_000 },
  );
  expect(believed).toBeGreaterThan(40);
});
