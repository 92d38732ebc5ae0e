/** How much of a file was sent at a time. */
export interface SentSample {
  readonly atMs: number;
  readonly bytes: number;
}

const windowMs = 5_000;
const leastMs = 500;

/** The samples that tell how fast it goes now: those of the last seconds. */
export function addSample(samples: readonly SentSample[], sample: SentSample): readonly SentSample[] {
  return [...samples.filter(({ atMs }) => atMs >= sample.atMs - windowMs), sample];
}

/** Bytes in a second, over the last seconds before `nowMs`; null: too early to say. */
export function rateOf(samples: readonly SentSample[], nowMs: number): number | null {
  const last = samples.at(-1);
  const first = samples.find(({ atMs }) => atMs >= nowMs - windowMs);
  if (last === undefined) return null;
  // Nothing was sent for so long.
  if (first === undefined) return 0;
  const ms = Math.max(nowMs, last.atMs) - first.atMs;
  return ms < leastMs ? null : ((last.bytes - first.bytes) * 1000) / ms;
}

/** null: nobody knows. */
export function secondsLeft(samples: readonly SentSample[], nowMs: number, size: number): number | null {
  const rate = rateOf(samples, nowMs);
  const sent = samples.at(-1)?.bytes ?? 0;
  return rate === null || rate <= 0 ? null : (size - sent) / rate;
}
