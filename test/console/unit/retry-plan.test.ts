import { expect, test } from 'vitest';
import {
  choicesOf,
  defaultChoices,
  planRetry,
  type RetryChoice,
  rowsOf,
  scopesOf,
} from '../../../src/console/bulk-import/retry-plan.ts';
import { retryWords } from '../../../src/console/bulk-import/retry-words.ts';

const refusedBatch = { rowCount: 500, job: null };
const failedJob = { rowCount: 300, job: { summary: { processedCount: 200 } } };
const silentJob = { rowCount: 50, job: { summary: null } };

const everything = planRetry({
  rows: { unprocessed: 140, uncertain: 10 },
  haltedBatches: 2,
  uncertainBatches: 1,
  failed: [refusedBatch, failedJob, silentJob],
});

test('rows that a failed job left are none of the halted batches', () => {
  expect(everything).toEqual({
    halted: { rows: 40, batches: 2 },
    refused: { rows: 500, batches: 1 },
    jobFailed: { rows: 350, batches: 2 },
    uncertain: { rows: 10, batches: 1 },
  });
});

test('halted batches whose rest was sent already are nothing to send', () => {
  const plan = planRetry({ rows: { unprocessed: 0, uncertain: 0 }, haltedBatches: 3, uncertainBatches: 0, failed: [] });
  expect(choicesOf(plan)).toEqual([]);
});

test('ticked from the beginning is what cannot arrive twice', () => {
  expect(defaultChoices(everything)).toEqual(['halted', 'refused']);
  expect(rowsOf(everything, defaultChoices(everything))).toBe(540);
});

test.each<[RetryChoice[], unknown]>([
  [[], undefined],
  [['halted', 'refused'], null],
  [['halted'], ['HALTED']],
  [['uncertain'], ['UNCERTAIN']],
  [
    ['halted', 'uncertain'],
    ['HALTED', 'UNCERTAIN'],
  ],
  [['refused', 'jobFailed'], ['FAILED']],
  [
    ['halted', 'refused', 'jobFailed', 'uncertain'],
    ['HALTED', 'FAILED', 'UNCERTAIN'],
  ],
  // FAILED would bring the failed jobs along.
  [['refused'], undefined],
  [['jobFailed'], undefined],
  [['halted', 'refused', 'uncertain'], undefined],
])('%j is asked for as %j', (chosen, only) => {
  expect(scopesOf(everything, chosen)).toEqual(only);
});

test('without failed jobs, refused batches can be named', () => {
  const plan = planRetry({
    rows: { unprocessed: 4, uncertain: 0 },
    haltedBatches: 1,
    uncertainBatches: 0,
    failed: [refusedBatch],
  });
  expect(scopesOf(plan, ['refused'])).toEqual(['FAILED']);
});

test('what would be sent is spelled out', () => {
  const titles = choicesOf(everything).map(choice => retryWords[choice].title(everything[choice]));
  expect(titles).toEqual([
    '40 rows that Trackier did not process',
    '500 rows of a batch that Trackier refused',
    '350 rows of 2 batches whose job failed at Trackier',
    '10 rows of a batch whose answer was lost',
  ]);
});
