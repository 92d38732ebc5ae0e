import { expect, test } from 'vitest';
import { areaPath, linePath } from '../../../src/console/bulk-import/chart-paths.ts';
import { createRateHistory } from '../../../src/console/bulk-import/rate-history.ts';

test('what was there when one began to look counts for nothing', () => {
  const history = createRateHistory();
  history.add(1_000, 5_000);
  history.add(1_500, 5_010);
  history.add(2_500, 5_030);
  expect(history.read(3_000)).toEqual({ spanMs: 1_000, perSecond: [10, 20], now: 15, average: 15, peak: 20 });
});

test('the span that is not over is not told', () => {
  const history = createRateHistory();
  history.add(0, 0);
  history.add(500, 100);
  expect(history.read(999).perSecond).toEqual([]);
  expect(history.read(1_000).perSecond).toEqual([100]);
});

test('time in which nothing came counts as nothing', () => {
  const history = createRateHistory();
  history.add(0, 0);
  history.add(100, 60);
  const rates = history.read(6_000);
  expect(rates.perSecond).toEqual([60, 0, 0, 0, 0, 0]);
  expect(rates).toMatchObject({ now: 0, average: 10, peak: 60 });
});

test('a count that goes back, as a retry makes it, takes nothing from the rate', () => {
  const history = createRateHistory();
  history.add(0, 100);
  history.add(100, 60);
  history.add(200, 70);
  expect(history.read(1_000).perSecond).toEqual([10]);
});

test('however long one looks, there are at most sixty spans, and no row is lost in them', () => {
  const history = createRateHistory();
  const seconds = 5_000;
  for (let second = 0; second <= seconds; second++) history.add(second * 1_000, second * 7);
  const { perSecond, spanMs, average } = history.read(seconds * 1_000);
  expect(perSecond.length).toBeLessThanOrEqual(60);
  expect(perSecond.length).toBeGreaterThanOrEqual(30);
  expect(spanMs).toBe(128_000);
  expect(average).toBeCloseTo(7, 1);
});

test('the line goes from edge to edge, the largest value on top', () => {
  expect(linePath([0, 5, 10], 100, 23)).toBe('M0 23L50 13L100 3');
  expect(areaPath([0, 5, 10], 100, 23)).toBe('M0 23L50 13L100 3V23H0Z');
  expect(linePath([0, 0], 100, 23)).toBe('M0 23L100 23');
});
