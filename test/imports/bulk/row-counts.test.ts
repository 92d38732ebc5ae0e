import { expect, test } from 'vitest';
import { type Batch, queuedBatch, stepBatch } from '../../../src/imports/bulk/batch-machine.ts';
import {
  acceptedOf,
  addCounts,
  noRows,
  type RowCounts,
  rowCountsOf,
  submittedOf,
} from '../../../src/imports/bulk/row-counts.ts';

const figures = { imported: 1, edited: 2, failed: 3, unprocessed: 4 };
const fresh = queuedBatch(10);
const submitted: Batch = { ...fresh, state: 'SUBMITTED', attempt: 1, jobId: 'job' };
const halted: Batch = { ...submitted, state: 'HALTED', figures };

const places: [string, Batch, Partial<RowCounts>][] = [
  ['queued', fresh, { queued: 10 }],
  ['on its way', { ...fresh, state: 'SENDING', attempt: 1 }, { queued: 10 }],
  ['uncertain', { ...fresh, state: 'UNCERTAIN', attempt: 1 }, { uncertain: 10 }],
  ['cancelled', { ...fresh, state: 'CANCELLED' }, { unsent: 10 }],
  ['refused by Trackier', { ...fresh, state: 'FAILED', attempt: 1 }, { unsent: 10 }],
  ['followed', submitted, { awaiting: 10 }],
  ['given up', { ...submitted, isGivenUp: true }, { awaiting: 10 }],
  ['of a failed job without figures', { ...submitted, state: 'FAILED' }, { awaiting: 10 }],
  ['of a failed job with figures', { ...submitted, state: 'FAILED', figures }, figures],
  ['halted', halted, figures],
  [
    'imported',
    { ...submitted, state: 'IMPORTED', figures: { ...figures, edited: 6, unprocessed: 0 } },
    { imported: 1, edited: 6, failed: 3 },
  ],
];

test.each(places)('the rows of a batch that is %s are counted in their place, each once', (_, batch, expected) => {
  expect(rowCountsOf(batch)).toEqual({ ...noRows, ...expected });
  expect(acceptedOf(rowCountsOf(batch))).toBe(10);
});

test('the tail of a halted batch is counted with the batch that it has become', () => {
  const counts = addCounts(rowCountsOf(stepBatch(halted, 'tailMoved', null)), rowCountsOf(queuedBatch(4)));
  expect(counts).toEqual({ ...noRows, ...figures, unprocessed: 0, queued: 4 });
  expect(acceptedOf(counts)).toBe(10);
});

test('submitted rows are those that Trackier has taken, and with the others they are all that were accepted', () => {
  const counts = places.map(([, batch]) => rowCountsOf(batch)).reduce(addCounts, noRows);
  expect(submittedOf(counts)).toBe(60);
  expect(acceptedOf(counts)).toBe(110);
});
