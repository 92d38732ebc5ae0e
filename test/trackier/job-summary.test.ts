import { array, property, assert as prove, string } from 'fast-check';
import { expect, test } from 'vitest';
import type { ImportJobLog } from '../../src/trackier/import-job.ts';
import { summaryFromLogs } from '../../src/trackier/job-summary.ts';

const log = (message: string, loggedAt: string | null = null): ImportJobLog => ({
  id: '1',
  object: null,
  priority: null,
  message,
  loggedAt,
});
const counts = (processedCount: number, importedCount: number, editedCount: number, errorCount: number) => ({
  processedCount,
  importedCount,
  editedCount,
  errorCount,
});

test.each([
  ['Total Processed: 2 | Imported: 0 | Edited: 2 | Errors: 0', counts(2, 0, 2, 0)],
  ['total processed:2|imported:0|edited:2|errors:0', counts(2, 0, 2, 0)],
  [
    'Done. TOTAL  PROCESSED : 12,345 | Imported : 12,000 | Edited : 300 | Errors : 45 .',
    counts(12_345, 12_000, 300, 45),
  ],
  ['Total Processed: 1,00,000, Imported: 99.999, Edited: 1, Errors: 0', counts(100_000, 99_999, 1, 0)],
  ['Total Processed: 1 234\n| Imported: 1\u00a0234 | Edited: 0 | Error: 0', counts(1_234, 1_234, 0, 0)],
])('%j', (message, expected) => {
  expect(summaryFromLogs([log('Started'), log(message), log('Bye')])).toEqual(expected);
});

test.each([
  [[]],
  [['Started']],
  [['Total Processed: 2']],
  [['Total Processed: -2 | Imported: 0 | Edited: 2 | Errors: 0']],
  [['Total Processed: 2 | Imported: | Edited: 2 | Errors: 0']],
  [['Total Processed: 2147483648 | Imported: 0 | Edited: 2 | Errors: 0']],
  [['Total Processed: 99999999999999999 | Imported: 0 | Edited: 2 | Errors: 0']],
])('%j tell nothing', messages => {
  expect(summaryFromLogs(messages.map(message => log(message)))).toBeNull();
});

test.each([
  ['Total Processed: 1', ' ', ''],
  ['Total Processed: 1 | Imported: 1 | Edited: 1', ' ', 'Errors'],
  ['', 'Total Processed: 1   ', ''],
  ['Total Processed: 1', ',111', ''],
])('a message of a mebibyte tells nothing, and soon: %j, then many of %j', { timeout: 5_000 }, (head, run, tail) => {
  const message = head + run.repeat(1024 ** 2 / run.length) + tail;
  expect(summaryFromLogs([log(message)])).toBeNull();
});

test('a hundred lines with runs of blanks between the figures are read soon', { timeout: 5_000 }, () => {
  const blanks = ' '.repeat(220);
  const message = ['Total Processed: 1', 'Imported: 1', 'Edited: 1', 'Errors: none'].join(blanks);
  expect(summaryFromLogs(Array.from({ length: 100 }, () => log(message)))).toBeNull();
});

const line = (count: number) => `Total Processed: ${count} | Imported: ${count} | Edited: 0 | Errors: 0`;

test('the last line that tells it wins, by its time if it has one, else by its place', () => {
  const [first, second] = [line(1), line(2)];
  expect(summaryFromLogs([log(first), log(second)])?.processedCount).toBe(2);
  expect(summaryFromLogs([log(second, '2019-02-01T14:15:58'), log(first, '2019-02-01T14:15:57')])?.processedCount).toBe(
    2,
  );
  expect(summaryFromLogs([log(first, '2019-02-01T14:15:58'), log(second, '2019-02-01T14:15:58')])?.processedCount).toBe(
    2,
  );
});

const read = (messages: readonly string[]) => summaryFromLogs(messages.map(message => log(message)));

test('nothing makes it throw', () => {
  const messageLists = array(string({ unit: 'binary' }));
  expect(() => prove(property(messageLists, messages => void read(messages)))).not.toThrow();
});
