import { expect, test } from 'vitest';
import { parseOptions, sectionNames } from '../../bench/options.ts';

test('without options everything is measured, and no report is written', () => {
  const options = parseOptions([]);
  expect(Array.from(options.sections)).toEqual(sectionNames);
  expect(options.sizes).toEqual([1, 100, 1_000, 10_000]);
  expect(options.rows).toEqual([10_000, 100_000, 1_000_000]);
  expect(options.hasPeers).toBe(true);
  expect(options.report).toBeNull();
});

test('parts, sizes and rounds can be chosen', () => {
  const options = parseOptions(['--only', 'requests,drain', '--sizes', '1,7', '--rounds', '3', '--no-peers']);
  expect(options).toMatchObject({ sizes: [1, 7], rounds: 3, hasPeers: false });
  expect(Array.from(options.sections)).toEqual(['requests', 'drain']);
});

test('where no part is about peers, they are not needed', () => {
  expect(parseOptions(['--only', 'intake']).hasPeers).toBe(false);
  expect(parseOptions(['--only', 'starts']).hasPeers).toBe(true);
});

test.for([
  [['--only', 'request'], '--only knows requests, loader'],
  [['--rounds', '0'], '--rounds takes whole numbers from 1 on, not 0'],
  [['--sizes', '1,x'], '--sizes takes whole numbers from 1 on, not x'],
  [['--fast'], "Unknown option '--fast'"],
] as const)('%s is refused in words', ([args, words]) => {
  expect(() => parseOptions(args)).toThrow(words);
});
