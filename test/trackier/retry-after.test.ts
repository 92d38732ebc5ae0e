import { integer, property, assert as prove, string } from 'fast-check';
import { expect, test } from 'vitest';
import { retryAfterMsFrom } from '../../src/trackier/retry-after.ts';

const nowMs = Date.parse('2026-10-21T07:28:00Z');

test.each([
  ['0', 0],
  ['120', 120_000],
  [' 1.5 ', 1_500],
  ['Wed, 21 Oct 2026 07:28:30 GMT', 30_000],
  ['Wed, 21 Oct 2026 07:27:30 GMT', 0],
  ['Wednesday, 21-Oct-26 07:28:30 GMT', 30_000],
  ['Wed Oct 21 07:28:30 2026', 30_000],
  ['99999999999999999999', 31_536_000_000],
  ['-1', undefined],
  ['', undefined],
  ['soon', undefined],
  ['2026-10-21', undefined],
  ['1, 2', undefined],
  [undefined, undefined],
])('Retry-After %j is %j ms', (header, expected) => {
  expect(retryAfterMsFrom(header, nowMs)).toBe(expected);
});

function expectWithinAYear(header: string): void {
  const waitMs = retryAfterMsFrom(header, nowMs) ?? 0;
  expect(Number.isSafeInteger(waitMs) && waitMs >= 0 && waitMs <= 31_536_000_000).toBe(true);
}

test('whatever it says, the wait is a whole number of milliseconds within a year', () => {
  const seconds = integer({ min: 0, max: 4_000_000_000 });
  prove(property(string(), expectWithinAYear));
  prove(property(seconds, second => expectWithinAYear(new Date(second * 1_000).toUTCString())));
  expect.hasAssertions();
});
