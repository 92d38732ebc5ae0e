import { integerFromJson, isJsonObject } from './json-values.ts';
import { offsetMsOfAbbreviation } from './zone-abbreviations.ts';
import { instantInZone } from './zoned-time.ts';

const wallClock = /^(\d{4}-\d{2}-\d{2})[ T](\d{2}:\d{2}:\d{2})(?:\.(\d{1,9}))?$/;
const offset = /^(?:z|utc|gmt|([+-])(\d{2}):?(\d{2})?(?::?(\d{2}))?)$/i;

/** The instant that a serialised PHP DateTime names, cut to milliseconds; null for everything that is none. */
export function dateFromPhp(value: unknown): Date | null {
  if (!isJsonObject(value)) return null;
  const { date, timezone } = value;
  const wallMs = typeof date === 'string' ? wallMsFrom(date) : null;
  const readZone = zoneReaders.get(integerFromJson(value['timezone_type']) ?? 0);
  if (wallMs === null || !readZone || typeof timezone !== 'string') return null;
  const instantMs = readZone(wallMs, timezone.trim());
  return instantMs === null ? null : new Date(instantMs);
}

const zoneReaders: ReadonlyMap<number, (wallMs: number, timezone: string) => number | null> = new Map([
  [1, (wallMs: number, timezone: string) => minus(wallMs, offsetMsFrom(timezone))],
  [2, (wallMs: number, timezone: string) => minus(wallMs, offsetMsOfAbbreviation(timezone) ?? offsetMsFrom(timezone))],
  [3, instantInZone],
]);

function minus(wallMs: number, offsetMs: number | null): number | null {
  return offsetMs === null ? null : wallMs - offsetMs;
}

function wallMsFrom(date: string): number | null {
  const [, day, time, fraction = ''] = wallClock.exec(date.trim()) ?? [];
  const wall = new Date(`${day}T${time}.${fraction.slice(0, 3).padEnd(3, '0')}Z`);
  // 30 February, and hour 24, would silently be another day.
  return wall.getUTCDate() === Number(day?.slice(-2)) ? wall.getTime() : null;
}

function offsetMsFrom(timezone: string): number | null {
  const parts = offset.exec(timezone);
  const [, sign, hours = '0', minutes = '0', seconds = '0'] = parts ?? [];
  if (!parts || Number(minutes) > 59 || Number(seconds) > 59) return null;
  const size = (Number(hours) * 3_600 + Number(minutes) * 60 + Number(seconds)) * 1_000;
  return sign === '-' ? -size : size;
}
