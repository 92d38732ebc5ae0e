import { expect, test } from 'vitest';
import { announcementOf } from '../../../src/console/bulk-import/announcements.ts';
import { cellWords, isSettled, swatchOf } from '../../../src/console/bulk-import/batch-states.ts';
import { refusalOf } from '../../../src/console/bulk-import/carry-out.ts';
import { siblingName } from '../../../src/console/bulk-import/file-names.ts';
import { remediesOf } from '../../../src/console/bulk-import/remedies.ts';
import { jobIdOf } from '../../../src/console/bulk-import/resolve-choice.ts';
import { placeAfterKey } from '../../../src/console/bulk-import/strip-moves.ts';
import type { BulkImportProblemCode, BulkImportState } from '../../../src/operations/generated/graphql.ts';

const noRows = { queued: 0, unsent: 0, uncertain: 0, unprocessed: 0 };

const running = (progress: number) => ({ state: 'RUNNING', progress }) as const;

const stopped = (
  code: BulkImportProblemCode | null,
  rows: Partial<typeof noRows>,
  state: BulkImportState = 'NEEDS_ATTENTION',
) => remediesOf({ state, problem: code && { code }, rows: { ...noRows, ...rows } });

const job = (errorCount: number) => ({ summary: { errorCount } });

const refused = (typename: string): string | null => {
  const result: any = { __typename: typename, message: 'It is over.', state: 'COMPLETED' };
  return refusalOf(result);
};

test('a state and every tenth of the way are read out, and nothing between', () => {
  expect(announcementOf(running(0.12), running(0.19))).toBeNull();
  expect(announcementOf(running(0.19), running(0.2))).toBe('20 per cent done.');
  expect(announcementOf(running(0.28), running(0.7))).toBe('70 per cent done.');
  expect(announcementOf(running(0.7), running(0.6))).toBeNull();
  expect(announcementOf(running(0.99), { state: 'COMPLETED', progress: 1 })).toBe('The import is completed.');
});

test('what stopped an import decides what is offered', () => {
  expect(stopped('INVALID_API_KEY', { queued: 5 })).toEqual(['go-on']);
  expect(stopped('REPEATED_HALTS', { queued: 5, unprocessed: 3 })).toEqual(['go-on', 'cancel', 'retry']);
  expect(stopped('UNCERTAIN_BATCHES', { uncertain: 5 })).toEqual(['settle', 'retry']);
  expect(stopped('FAILED_BATCHES', {})).toEqual(['retry']);
  expect(stopped('JOBS_UNAVAILABLE', {}, 'COMPLETED')).toEqual(['look-at-jobs']);
  expect(stopped('INVALID_ROWS', { unsent: 5 }, 'FAILED')).toEqual(['new-import']);
  expect(stopped(null, { unsent: 5 }, 'CANCELLED')).toEqual([]);
  expect(stopped(null, { queued: 5 }, 'RUNNING')).toEqual([]);
});

test('a batch is told by more than its state', () => {
  expect(swatchOf({ state: 'IMPORTED', job: job(0), error: null })).toBe('imported');
  expect(swatchOf({ state: 'IMPORTED', job: job(2), error: null })).toBe('imported-in-part');
  expect(cellWords({ state: 'IMPORTED', job: job(2), error: null })).toBe('Done, 2 failed');
  expect(isSettled({ state: 'SUBMITTED', job: job(0), error: null })).toBe(false);
  expect(isSettled({ state: 'SUBMITTED', job: job(0), error: {} })).toBe(true);
  expect(isSettled({ state: 'UNCERTAIN', job: null, error: {} })).toBe(false);
});

test('arrow keys go from cell to cell and stay inside', () => {
  expect(placeAfterKey('ArrowRight', 3, 25, 10)).toBe(4);
  expect(placeAfterKey('ArrowLeft', 0, 25, 10)).toBe(0);
  expect(placeAfterKey('ArrowDown', 3, 25, 10)).toBe(13);
  expect(placeAfterKey('ArrowDown', 18, 25, 10)).toBe(18);
  expect(placeAfterKey('ArrowUp', 3, 25, 10)).toBe(3);
  expect(placeAfterKey('End', 3, 25, 10)).toBe(24);
  expect(placeAfterKey('Home', 3, 25, 10)).toBe(0);
  expect(placeAfterKey('PageDown', 3, 25, 10)).toBe(24);
  expect(placeAfterKey('Tab', 3, 25, 10)).toBeNull();
});

test('a person names a job, or says that there is none, or has not said anything', () => {
  expect(jobIdOf(null, 'typed')).toBeUndefined();
  expect(jobIdOf({ kind: 'job', jobId: 'a' }, 'typed')).toBe('a');
  expect(jobIdOf({ kind: 'other-job' }, ' typed ')).toBe('typed');
  expect(jobIdOf({ kind: 'other-job' }, ' ')).toBeUndefined();
  expect(jobIdOf({ kind: 'not-arrived' }, 'typed')).toBeNull();
});

test('every answer to an action has words, also one that this page does not know', () => {
  expect(refused('BulkImport')).toBeNull();
  expect(refused('NotFoundError')).toContain('erased');
  expect(refused('InvalidStateError')).toBe('This cannot be done now. It is over. (The import is: completed.)');
  expect(refused('SomethingNew')).toContain('Reload the page');
});

test('downloads are called after the file', () => {
  expect(siblingName('may.csv', 'rejected')).toBe('may.rejected.csv');
  expect(siblingName('may.v2.ndjson', 'unsent')).toBe('may.v2.unsent.csv');
  expect(siblingName(null, 'unsent')).toBe('import.unsent.csv');
});
