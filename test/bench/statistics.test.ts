import { expect, test } from 'vitest';
import { fitLine, median, quantile, slopesOf, spreadOf } from '../../bench/statistics.ts';

test('the middle of an even number of values is between two of them', () => {
  expect([median([3, 1, 2]), median([4, 1, 3, 2]), median([])]).toEqual([2, 2.5, Number.NaN]);
});

test('a quantile is one of the values', () => {
  const values = Array.from({ length: 100 }, (_, index) => 100 - index);
  expect([quantile(values, 0.5), quantile(values, 0.99), quantile(values, 1)]).toEqual([51, 100, 100]);
});

test('a spread has the middle and both ends', () => {
  expect(spreadOf([5, 1, 3])).toEqual({ median: 3, least: 1, most: 5 });
});

test('points on a line give that line, and rise everywhere alike', () => {
  const points = [1, 2, 5].map(x => ({ x, y: 3 + 2 * x }));
  const { slope, intercept } = fitLine(points);
  expect([slope, intercept].map(value => value.toFixed(9))).toEqual(['2.000000000', '3.000000000']);
  expect(slopesOf(points)).toEqual([2, 2]);
});

test('growth with the square gets steeper and steeper', () => {
  expect(slopesOf([1, 10, 100].map(x => ({ x, y: x * x })))).toEqual([11, 110]);
});
