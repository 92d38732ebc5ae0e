/** A PHP `DateTime` as `json_encode` writes it. */
export interface PhpDate {
  readonly date: string;
  readonly timezone_type: 1;
  readonly timezone: '+00:00';
}

/** Writes an instant as Trackier's jobs carry it: UTC, six digits of microseconds. */
export function phpDate(at: number): PhpDate {
  const date = `${new Date(at).toISOString().replace('T', ' ').replace('Z', '')}000`;
  return { date, timezone_type: 1, timezone: '+00:00' };
}

/** Creates a writer of the network's wall-clock time, `YYYY-MM-DD HH:MM:SS` without a zone, as logs carry it. */
export function createNetworkClock(timeZone: string): (at: number) => string {
  // The Swedish locale writes dates the ISO way.
  const format = new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'medium' });
  return at => format.format(at);
}
