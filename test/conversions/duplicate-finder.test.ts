import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Conversion } from '../../src/conversions/conversion.ts';
import { createDuplicateFinder } from '../../src/conversions/duplicate-finder.ts';
import { validateConversions } from '../../src/conversions/validate-conversions.ts';
import { readJson } from '../support/read-rows.ts';

const key = new Uint8Array(32).fill(7);

test('a finder knows the first line of every key, as a Map does', () => {
  const finder = createDuplicateFinder(key);
  const firstLines = new Map<string, number>();
  for (let line = 1; line <= 50_000; line += 1) {
    const duplicateKey = `c${(line * 7919) % 40_009}`;
    expect(finder.firstLineOf(duplicateKey, line)).toBe(firstLines.get(duplicateKey) ?? null);
    if (!firstLines.has(duplicateKey)) firstLines.set(duplicateKey, line);
  }
  expect(firstLines.size).toBe(40_009);
});

test('a file’s duplicates are those that a request’s rows would have', () => {
  const id = fc.constantFrom('a', 'b', '', '5:', null);
  const row = fc.record({
    clickId: fc.constantFrom('a', 'b', ''),
    txnId: id,
    goalId: id,
    currency: fc.constantFrom('USD', 'usd'),
  });
  fc.assert(
    fc.property(fc.array(row, { maxLength: 30 }), rows => {
      const finder = createDuplicateFinder(key);
      const found = readJson(rows.map(one => `${JSON.stringify(one)}\n`).join('')).rows.flatMap(
        ({ index, line, duplicateKey }) => {
          const first = duplicateKey === null ? null : finder.firstLineOf(duplicateKey, line);
          return first === null ? [] : [[index, first - 1]];
        },
      );
      const expected = validateConversions(rows satisfies Conversion[])
        .filter(({ code }) => code === 'DUPLICATE')
        .map(({ index, message }) => [index, Number(/\d+/.exec(message)?.[0])]);
      expect(found).toEqual(expected);
    }),
  );
});

test('a quarter of a million rows need less than 10 MB', () => {
  const before = process.memoryUsage().arrayBuffers;
  const finder = createDuplicateFinder(key);
  let most = 0;
  for (let line = 1; line <= 250_000; line += 1) {
    finder.firstLineOf(`${line}`, line);
    if (line % 10_000 === 0) most = Math.max(most, process.memoryUsage().arrayBuffers - before);
  }
  expect(finder.firstLineOf('1', 250_001)).toBe(1);
  expect(most).toBeLessThan(10_000_000);
});
