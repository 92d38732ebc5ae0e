import { expect, test } from 'vitest';
import { createQuickDuplicates } from '../../../src/console/prepare/quick-duplicates.ts';

const keyOf = (row: number): string => `click-${row % 1_000}\u0000${String(row).length}:${row}`;

test('half a million ids that are much alike are all told apart, and each is known the second time', () => {
  const { firstLineOf } = createQuickDuplicates(new Uint32Array([0x1234_5678, 0x9abc_def0, 7]));
  let mistaken = 0;
  for (let row = 0; row < 500_000; row += 1) if (firstLineOf(keyOf(row), row + 1) !== null) mistaken += 1;
  for (let row = 0; row < 500_000; row += 7) if (firstLineOf(keyOf(row), 1) !== row + 1) mistaken += 1;
  expect(mistaken).toBe(0);
});

test('the order and the place of characters count, and so does every bit of the seed', () => {
  for (const seed of [new Uint32Array(3), new Uint32Array([1, 0, 0]), new Uint32Array([0, 0, 0x8000_0000])]) {
    const { firstLineOf } = createQuickDuplicates(seed);
    const keys = ['', '\u0000', '\u0000\u0000', 'ab', 'ba', 'a', 'b', 'aa', '\u0100', '\ud83d\ude00', '\ud83d\ude01'];
    expect(keys.map((key, place) => firstLineOf(key, place + 1))).toEqual(keys.map(() => null));
    expect(keys.map(key => firstLineOf(key, 99))).toEqual(keys.map((_, place) => place + 1));
  }
});
