import { array, assert, constantFrom, property, record } from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createConversionBook } from '../../src/sandbox/conversion-book.ts';
import { runRows } from '../../src/sandbox/row-run.ts';
import { startSandbox } from './sandbox-kit.ts';

async function logsOf(...requests: readonly (readonly unknown[])[]): Promise<readonly string[]> {
  const { importRows, job, advance } = await startSandbox();
  let id = '';
  for (const rows of requests) id = await importRows(rows);
  advance(60_000);
  return (await job(id)).messages;
}

const total = (processed: number, imported: number, edited: number, errors: number) =>
  `Total Processed: ${processed} | Imported: ${imported} | Edited: ${edited} | Errors: ${errors}`;

const bad = (count: number) => Array.from({ length: count }, (_, index) => ({ click_id: `dead${index}` }));

describe('a row', () => {
  test.each([
    ['an unknown click', { click_id: 'deadbeef' }, 'Click not found: deadbeef'],
    ['no click_id', { sub1: 'x' }, 'click_id is required'],
    ['an empty click_id', { click_id: '' }, 'click_id is required'],
    ['a click_id of null', { click_id: null }, 'click_id is required'],
    ['a click_id that is a number', { click_id: 7 }, 'click_id must be a string'],
    [
      'custom_dimensions that are a list',
      { click_id: 'a', custom_dimensions: ['x'] },
      'custom_dimensions must be an object',
    ],
    ['a txn_id that is an object', { click_id: 'a', txn_id: {} }, 'txn_id must be a string'],
    ['a goal_id that is true', { click_id: 'a', goal_id: true }, 'goal_id must be a string'],
    [
      'a created in ISO form',
      { click_id: 'a', created: '2024-03-01T10:00:00Z' },
      'created must be YYYY-MM-DD HH:MM:SS',
    ],
  ])('with %s is an error row, not a refused request', async (_word, row, problem) => {
    expect(await logsOf([{ click_id: 'good' }, row])).toEqual([`Row 2: ${problem}`, total(2, 1, 0, 1)]);
  });

  test.each([
    ['nulls', { click_id: 'a', custom_dimensions: null, txn_id: null, goal_id: null, created: null }],
    ['PHP’s empty array', { click_id: 'a', custom_dimensions: [] }],
    [
      'every field',
      { click_id: 'a', txn_id: 5, goal_id: 'g', created: '2024-03-01 10:00:00', sale_amount: 1.5, sub15: 'x' },
    ],
  ])('with %s is imported', async (_word, row) => {
    expect(await logsOf([row])).toEqual([total(1, 1, 0, 0)]);
  });
});

describe('a click that converts again', () => {
  test('without a transaction id is an error row, in the same request and in the next', async () => {
    const problem = 'Duplicate conversion: a';
    expect(await logsOf([{ click_id: 'a' }, { click_id: 'a' }])).toEqual([`Row 2: ${problem}`, total(2, 1, 0, 1)]);
    expect(await logsOf([{ click_id: 'a', txn_id: 't' }], [{ click_id: 'a' }])).toEqual([
      `Row 1: ${problem}`,
      total(1, 0, 0, 1),
    ]);
  });

  test('with a new transaction id is imported', async () => {
    expect(await logsOf([{ click_id: 'a' }], [{ click_id: 'a', txn_id: 't' }])).toEqual([total(1, 1, 0, 0)]);
  });

  test('with a transaction id that is there is edited', async () => {
    const row = { click_id: 'a', txn_id: 't' };
    expect(await logsOf([row], [row, row])).toEqual([total(2, 0, 2, 0)]);
  });

  test('for another goal is imported', async () => {
    expect(await logsOf([{ click_id: 'a' }], [{ click_id: 'a', goal_id: 'g' }])).toEqual([total(1, 1, 0, 0)]);
  });
});

describe('more than ten bad rows', () => {
  test('stop the job at the eleventh: the rows behind it are not imported', async () => {
    const { importRows, job, advance } = await startSandbox();
    const tail = [{ click_id: 'behind' }];
    const halted = await importRows([{ click_id: 'before' }, ...bad(12), ...tail]);
    const again = await importRows(tail);
    advance(60_000);
    const { status, messages } = await job(halted);
    expect([status, messages.length, messages.at(-1)]).toEqual(['completed', 12, total(12, 1, 0, 11)]);
    expect((await job(again)).messages).toEqual([total(1, 1, 0, 0)]);
  });

  test('are not reached by ten', async () => {
    expect((await logsOf([...bad(10), { click_id: 'behind' }])).at(-1)).toBe(total(11, 1, 0, 10));
  });

  test('stop nothing when the eleventh is the last row', async () => {
    expect((await logsOf(bad(11))).at(-1)).toBe(total(11, 0, 0, 11));
  });
});

describe('whatever the rows', () => {
  const word = constantFrom('a', 'b', 'c', 'dead', '');
  const row = record({ click_id: word, txn_id: constantFrom('', 's', 't'), goal_id: word }, { requiredKeys: [] });

  test('the figures add up, and say how far the job came', () => {
    assert(
      property(array(row, { maxLength: 60 }), rows => {
        const { figures, problems } = runRows(rows, createConversionBook());
        expect(figures.imported + figures.edited + figures.errors).toBe(figures.processed);
        expect(problems.length).toBe(figures.errors);
        expect(figures.processed).toBeLessThanOrEqual(rows.length);
        expect(figures.errors).toBeLessThanOrEqual(11);
        expect(figures.processed < rows.length && figures.errors < 11).toBe(false);
      }),
    );
  });

  test('what one job imported, the next never imports again', () => {
    assert(
      property(array(row, { maxLength: 10 }), rows => {
        const book = createConversionBook();
        runRows(rows, book);
        expect(runRows(rows, book).figures.imported).toBe(0);
      }),
    );
  });
});
