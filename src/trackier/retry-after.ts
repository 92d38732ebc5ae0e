const maxRetryAfterMs = 365 * 24 * 3_600_000;

/** What a `Retry-After` header asks for (seconds or an HTTP date), in milliseconds from `nowMs` (Unix time); undefined if unreadable. */
export function retryAfterMsFrom(header: string | undefined, nowMs: number): number | undefined {
  const text = header?.trim() ?? '';
  const waitMs = /^\d+(?:\.\d+)?$/.test(text) ? Number(text) * 1_000 : msUntilDate(text, nowMs);
  return Number.isNaN(waitMs) ? undefined : Math.min(Math.max(0, Math.ceil(waitMs)), maxRetryAfterMs);
}

// Date.parse alone takes almost anything that holds a digit; a date of HTTP starts with a weekday and ends in GMT.
function msUntilDate(text: string, nowMs: number): number {
  return /^[A-Za-z]{3,9},? .{10,30}$/.test(text) ? Date.parse(text.replace(/ GMT$| ?$/, ' GMT')) - nowMs : Number.NaN;
}
