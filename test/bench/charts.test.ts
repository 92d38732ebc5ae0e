import { expect, test } from 'vitest';
import { dotChart } from '../../bench/dot-chart.ts';
import { lineChart } from '../../bench/line-chart.ts';
import { linearScale, logScale } from '../../bench/scale.ts';

test('an axis from 0 ends at a round number', () => {
  expect(linearScale(224).ticks).toEqual([0, 50, 100, 150, 200, 250]);
  expect(linearScale(1_000_000).ticks).toEqual([0, 200_000, 400_000, 600_000, 800_000, 1_000_000]);
  expect(linearScale(1_000_000).place(500_000)).toBe(0.5);
});

test('on a logarithmic axis all values have a place between two round ones', () => {
  const scale = logScale(0.8, 22);
  expect(scale.ticks).toEqual([0.5, 1, 2, 5, 10, 20, 50]);
  expect([scale.place(0.5), scale.place(5), scale.place(50)].map(place => place.toFixed(3))).toEqual([
    '0.000',
    '0.500',
    '1.000',
  ]);
});

test('an axis has two ends even where all values are the same', () => {
  expect(logScale(1, 1).ticks).toEqual([1, 2]);
});

const texts = { title: 'A < B & "C"', xLabel: 'rows', yLabel: 'MB' };

test('a chart of dots has a mark for each value, with its figure, its goal and its names', () => {
  const spread = { median: 2.5, least: 2, most: 3 };
  const svg = dotChart({
    ...texts,
    groups: ['1', '100'],
    goals: [2.6, null],
    series: [
      { name: 'raw', spreads: [{ median: 1, least: 1, most: 1 }, spread] },
      { name: 'gateway', spreads: [spread, spread] },
    ],
    isLogarithmic: true,
    digits: 1,
  });
  expect(svg.match(/>2\.5</g)).toHaveLength(3);
  expect(svg).toContain('goal: 2.6');
  expect(svg).toContain('A &lt; B &amp; &quot;C&quot;');
  expect(svg).toContain('prefers-color-scheme:dark');
  expect(svg).not.toMatch(/NaN|undefined|Infinity/);
});

test('a chart of lines joins the points of a series, and shows how straight they are', () => {
  const points = [10, 100, 1_000].map(x => ({ x, y: 100 + x / 10 }));
  const svg = lineChart({ ...texts, series: [{ name: 'SQLite', points }] });
  expect(svg.match(/<circle|<path/g)).toHaveLength(4);
  expect(svg.match(/<polyline/g)).toHaveLength(1);
  expect(svg).toContain('class="c1 fit"');
  expect(svg).not.toMatch(/NaN|undefined|Infinity/);
});
