import {
  date as anyDate,
  anything,
  constantFrom,
  integer,
  oneof,
  property,
  assert as prove,
  record,
  string,
} from 'fast-check';
import { expect, test } from 'vitest';
import { dateFromPhp } from '../../src/trackier/php-date.ts';

const php = (date: string, timezone_type: unknown, timezone: unknown) => dateFromPhp({ date, timezone_type, timezone });
const noon = '2019-02-01 12:00:00.123456';

test.each([
  [1, '+00:00', '2019-02-01T12:00:00.123Z'],
  ['1', 'Z', '2019-02-01T12:00:00.123Z'],
  [1, '+05:30', '2019-02-01T06:30:00.123Z'],
  [1, '-0330', '2019-02-01T15:30:00.123Z'],
  [1, '+14', '2019-01-31T22:00:00.123Z'],
  [2, 'UTC', '2019-02-01T12:00:00.123Z'],
  [2, 'EST', '2019-02-01T17:00:00.123Z'],
  [2, 'EDT', '2019-02-01T16:00:00.123Z'],
  [2, 'ist', '2019-02-01T06:30:00.123Z'],
  [2, 'PST', '2019-02-01T20:00:00.123Z'],
  [3, 'Asia/Kolkata', '2019-02-01T06:30:00.123Z'],
  [3, 'America/New_York', '2019-02-01T17:00:00.123Z'],
  [3, 'UTC', '2019-02-01T12:00:00.123Z'],
])('timezone_type %j, %s', (type, timezone, expected) => {
  expect(php(noon, type, timezone)?.toISOString()).toBe(expected);
});

test.each([
  ['the hour that New York skips moves on', '2024-03-10 02:30:00', '2024-03-10T07:30:00.000Z'],
  ['the hour that New York has twice is the first', '2024-11-03 01:30:00', '2024-11-03T05:30:00.000Z'],
  ['the minute before it skips', '2024-03-10 01:59:59.999999', '2024-03-10T06:59:59.999Z'],
  ['the minute after it skipped', '2024-03-10 03:00:00', '2024-03-10T07:00:00.000Z'],
  ['summer', '2024-07-01 00:00:00.5', '2024-07-01T04:00:00.500Z'],
])('%s', (_, date, expected) => {
  expect(php(date, 3, 'America/New_York')?.toISOString()).toBe(expected);
});

test.each([
  ['no object', null],
  ['a string', '2019-02-01 12:00:00'],
  ['an array', []],
  ['no date', { timezone_type: 1, timezone: '+00:00' }],
  ['no type', { date: noon, timezone: '+00:00' }],
  ['an unknown type', { date: noon, timezone_type: 4, timezone: '+00:00' }],
  ['no zone', { date: noon, timezone_type: 1 }],
  ['30 February', { date: '2019-02-30 12:00:00', timezone_type: 1, timezone: '+00:00' }],
  ['hour 24', { date: '2019-02-01 24:00:00', timezone_type: 1, timezone: '+00:00' }],
  ['an offset of 75 minutes', { date: noon, timezone_type: 1, timezone: '+01:75' }],
  ['an unknown abbreviation', { date: noon, timezone_type: 2, timezone: 'XYZ' }],
  ['an unknown zone', { date: noon, timezone_type: 3, timezone: 'Mars/Olympus' }],
  ['an empty zone', { date: noon, timezone_type: 3, timezone: '' }],
])('%s is null', (_, value) => {
  expect(dateFromPhp(value)).toBeNull();
});

function wallIn(instant: Date, timeZone: string): string {
  return instant.toLocaleString('sv-SE', { timeZone, hourCycle: 'h23' }).replace(',', '');
}

test('what an instant looks like in any zone reads as that instant, or as the same clock time an hour earlier', () => {
  const zones = [
    'Asia/Kolkata',
    'America/New_York',
    'Europe/London',
    'Australia/Lord_Howe',
    'America/Sao_Paulo',
    'Pacific/Apia',
    'Asia/Kathmandu',
  ];
  const instants = anyDate({ min: new Date('1971-01-01'), max: new Date('2090-01-01'), noInvalidDate: true });
  prove(
    property(instants, constantFrom(...zones), (instant, zone) => {
      const wall = wallIn(instant, zone);
      const read = php(`${wall}.000000`, 3, zone)!;
      expect(wallIn(read, zone)).toBe(wall);
      const earlierByMs = Math.floor(instant.getTime() / 1_000) * 1_000 - read.getTime();
      expect([0, 1_800_000, 3_600_000]).toContain(earlierByMs);
    }),
    { numRuns: 400 },
  );
});

test('nothing makes it throw', () => {
  const dates = record({
    date: constantFrom(noon, '0000-00-00 00:00:00', '9999-12-31 23:59:59.9'),
    timezone_type: integer({ min: 0, max: 4 }),
    timezone: string(),
  });
  const values = oneof(anything(), dates);
  expect(() =>
    prove(
      property(values, value => void dateFromPhp(value)),
      { numRuns: 300 },
    ),
  ).not.toThrow();
});
