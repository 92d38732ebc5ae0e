import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { createRandom } from '../crash/create-random.ts';
import { type Point, slopeOf } from './slope.ts';

const secondMs = 1_000;

/** A value a second. */
const series = (count: number, valueAt: (second: number) => number): Point[] =>
  Array.from({ length: count }, (_, second) => ({ atMs: second * secondMs, value: valueAt(second) }));

test('the slope of a line is the line’s, and nothing is uncertain about it', () => {
  const line = fc.record({
    count: fc.integer({ min: 2, max: 60 }),
    start: fc.integer({ min: -100, max: 100 }),
    perSecond: fc.integer({ min: -50, max: 50 }),
  });
  fc.assert(
    fc.property(line, ({ count, start, perSecond }) => {
      const { perMinute, low, high } = slopeOf(series(count, second => start + perSecond * second));
      for (const slope of [perMinute, low, high]) expect(slope).toBeCloseTo(perSecond * 60, 6);
    }),
  );
});

test('a few wild points do not move the slope', () => {
  const calm = series(100, second => second / 60);
  const wild = calm.map((point, place) => (place % 10 === 0 ? { ...point, value: point.value + 1_000 } : point));
  expect(slopeOf(wild).perMinute).toBeCloseTo(1, 1);
});

test('of noise without a slope the interval holds zero about as often as it says', () => {
  const held = Array.from({ length: 200 }, (_, seed) => {
    const random = createRandom(seed);
    const { low, high } = slopeOf(series(40, random));
    return low <= 0 && 0 <= high;
  });
  const share = held.filter(Boolean).length / held.length;
  expect(share).toBeGreaterThan(0.9);
  expect(share).toBeLessThan(1);
});

test('a slope that is small beside the noise is found when there are many points', () => {
  const random = createRandom(1);
  const { low, perMinute, high } = slopeOf(series(300, second => second / 60 + random() * 5));
  expect(low).toBeGreaterThan(0.5);
  expect(high).toBeLessThan(1.5);
  expect(perMinute).toBeCloseTo(1, 0);
});

test.each([0, 1])('of %i points there is no slope', count => {
  expect(slopeOf(series(count, () => 1)).perMinute).toBeNaN();
});
