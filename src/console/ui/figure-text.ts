const numbers = new Intl.NumberFormat();
const bytesFormat = new Intl.NumberFormat(undefined, { maximumFractionDigits: 1 });
const units = ['B', 'kB', 'MB', 'GB', 'TB'];

/** A number as the reader writes it. */
export function formatCount(count: number): string {
  return numbers.format(count);
}

/** A number and what it counts: `1 row`, `2,000 rows`. */
export function formatCounted(count: number, singular: string, plural = `${singular}s`): string {
  return `${formatCount(count)} ${count === 1 ? singular : plural}`;
}

/** A size, in powers of a thousand. */
export function formatBytes(bytes: number): string {
  const power = bytes < 1 ? 0 : Math.min(Math.floor(Math.log10(bytes) / 3), units.length - 1);
  return `${bytesFormat.format(bytes / 1000 ** power)} ${units[power]}`;
}

/** How long something takes, as exactly as one would say it. */
export function formatDuration(seconds: number): string {
  if (seconds < 60) return `${Math.max(1, Math.round(seconds))} s`;
  const minutes = Math.round(seconds / 60);
  if (minutes < 60) return `${minutes} min`;
  const hours = Math.floor(minutes / 60);
  return hours < 48 ? `${hours} h ${minutes % 60} min` : `${Math.round(hours / 24)} days`;
}
