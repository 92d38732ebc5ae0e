const maxCachedZones = 600;
const dayMs = 24 * 3_600_000;
const formats = new Map<string, Intl.DateTimeFormat | null>();

/**
 * The instant at which clocks in an IANA zone show a time (given as if it were UTC); null for an unknown zone.
 * Shown twice (clocks go back): the first. Never shown (clocks go forward): as much later as they jump.
 */
export function instantInZone(wallMs: number, zone: string): number | null {
  const format = formatOf(zone);
  if (!format) return null;
  const offsetBefore = offsetAt(wallMs - dayMs, format);
  const offsetAfter = offsetAt(wallMs + dayMs, format);
  const candidates = [wallMs - offsetBefore, wallMs - offsetAfter];
  return candidates.find(instant => instant + offsetAt(instant, format) === wallMs) ?? wallMs - offsetBefore;
}

function formatOf(zone: string): Intl.DateTimeFormat | null {
  const known = formats.get(zone);
  if (known !== undefined) return known;
  const format = createFormat(zone);
  // The words come from outside: they must not fill the memory.
  if (formats.size >= maxCachedZones) formats.clear();
  formats.set(zone, format);
  return format;
}

function createFormat(timeZone: string): Intl.DateTimeFormat | null {
  try {
    return new Intl.DateTimeFormat('en-US', {
      timeZone,
      calendar: 'gregory',
      hourCycle: 'h23',
      era: 'short',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
      second: 'numeric',
    });
  } catch {
    return null;
  }
}

function offsetAt(instantMs: number, format: Intl.DateTimeFormat): number {
  const parts = new Map(format.formatToParts(instantMs).map(part => [part.type, part.value]));
  const part = (name: Intl.DateTimeFormatPartTypes) => Number(parts.get(name));
  const year = parts.get('era') === 'BC' ? 1 - part('year') : part('year');
  const shown = new Date(Date.UTC(2000, part('month') - 1, part('day'), part('hour'), part('minute'), part('second')));
  shown.setUTCFullYear(year, part('month') - 1, part('day'));
  return shown.getTime() - Math.floor(instantMs / 1_000) * 1_000;
}
