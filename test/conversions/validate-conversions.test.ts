import { describe, expect, test } from 'vitest';
import type { Conversion } from '../../src/conversions/conversion.ts';
import { duplicateKey } from '../../src/conversions/duplicate-key.ts';
import { splitRows, validateConversions } from '../../src/conversions/validate-conversions.ts';

function codesOf(rows: readonly Conversion[]): string[] {
  return validateConversions(rows).map(({ index, code, path }) => `${index} ${code} ${path.join('.')}`);
}

test('valid rows are handed on as they were given, without a copy', () => {
  const rows = [{ clickId: 'a' }, { clickId: 'b' }];
  const split = splitRows(rows);
  expect(split).toEqual({ validRows: rows, rowErrors: [], rejectedCount: 0 });
  expect(split.validRows).toBe(rows);
});

test('no row at all is no error', () => {
  expect(splitRows([])).toEqual({ validRows: [], rowErrors: [], rejectedCount: 0 });
});

test('valid rows keep their order and identity between invalid ones', () => {
  const rows = ['a', ' ', 'b', 'a', 'c'].map(clickId => ({ clickId }));
  const { validRows, rowErrors, rejectedCount } = splitRows(rows);
  expect(validRows).toEqual([rows[0], rows[2], rows[4]]);
  expect(validRows[1]).toBe(rows[2]);
  expect([rowErrors.length, rejectedCount]).toEqual([2, 2]);
});

test('a row with several faults is rejected once', () => {
  expect(splitRows([{ clickId: '', currency: 'x', saleAmount: -1 }])).toMatchObject({
    validRows: [],
    rejectedCount: 1,
  });
});

test('10,000 bad rows are all reported, in order', () => {
  const rows = Array.from({ length: 10_000 }, () => ({ clickId: ' ', currency: 'x' }));
  const { rowErrors, rejectedCount } = splitRows(rows);
  expect(rowErrors).toHaveLength(20_000);
  expect(rowErrors.every(({ index }, place) => index === Math.floor(place / 2))).toBe(true);
  expect(rejectedCount).toBe(10_000);
});

test('nothing about the rows is changed', () => {
  const rows = [{ clickId: ' a ', customDimensions: { a: [{}] } }, { clickId: 'b' }, { clickId: 'b' }];
  const before = structuredClone(rows);
  splitRows(rows);
  expect(rows).toEqual(before);
});

describe('duplicates', () => {
  test('a second row with the same three ids names the index of the first', () => {
    const rows = ['a', 'b', 'a', 'a'].map(clickId => ({ clickId, txnId: 't', goalId: 'g' }));
    expect(validateConversions(rows)).toEqual(
      [2, 3].map(index => ({
        index,
        path: ['clickId'],
        code: 'DUPLICATE',
        message:
          'clickId, txnId and goalId must not be those of an earlier row; they are those of the row with index 0.',
      })),
    );
  });

  test('a null id and an absent one are the same', () => {
    expect(codesOf([{ clickId: 'a' }, { clickId: 'a', txnId: null }, { clickId: 'a', goalId: undefined }])).toEqual([
      '1 DUPLICATE clickId',
      '2 DUPLICATE clickId',
    ]);
  });

  test('rows that differ in one id are none', () => {
    const ids = [undefined, '', 'x', 'y'];
    const rows = ids.flatMap(txnId => ids.map(goalId => ({ clickId: 'a', txnId, goalId })));
    expect(codesOf([...rows, { clickId: 'A' }])).toEqual([]);
  });

  test('no id can pass for a part of another', () => {
    expect(
      codesOf([
        { clickId: 'a|b' },
        { clickId: 'a', txnId: 'b' },
        { clickId: 'a', goalId: 'b' },
        { clickId: 'a', txnId: '-', goalId: null },
        { clickId: 'a', txnId: null, goalId: '-' },
        { clickId: 'a', txnId: '-', goalId: '-' },
        { clickId: 'a', txnId: 'b:c' },
        { clickId: 'a', txnId: 'b', goalId: 'c' },
        { clickId: 'a', txnId: 'b:', goalId: 'c' },
        { clickId: 'a', txnId: 'b', goalId: ':c' },
        { clickId: 'a', txnId: '1:b-' },
        { clickId: 'a\\u0000-:b' },
        { clickId: 'a', txnId: 'b\u0000', goalId: 'c' },
        { clickId: 'a', txnId: 'b', goalId: '\u0000c' },
      ]),
    ).toEqual([]);
  });

  test('the first may be invalid for another reason: the caller has to say which one counts', () => {
    expect(codesOf([{ clickId: 'a', currency: 'x' }, { clickId: 'a' }])).toEqual([
      '0 INVALID_FORMAT currency',
      '1 DUPLICATE clickId',
    ]);
  });

  test('rows whose ids are invalid are like no other', () => {
    expect(codesOf([{ clickId: ' ' }, { clickId: ' ' }])).toEqual(['0 REQUIRED clickId', '1 REQUIRED clickId']);
    expect(
      codesOf([
        { clickId: 'a', txnId: '\ud800' },
        { clickId: 'a', txnId: '\ud800' },
      ]),
    ).toHaveLength(2);
    expect([
      duplicateKey({ clickId: 5 }),
      duplicateKey(null),
      duplicateKey('a'),
      duplicateKey({ clickId: 'a', goalId: 5 }),
    ]).toEqual([null, null, null, null]);
  });

  test('names of the language are click ids like any other', () => {
    expect(codesOf(['__proto__', 'constructor', 'toString', '__proto__'].map(clickId => ({ clickId })))).toEqual([
      '3 DUPLICATE clickId',
    ]);
  });
});
