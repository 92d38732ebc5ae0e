/** How much of a file was sent at a time. */
export interface SentSample {
  readonly atMs: number;
  readonly bytes: number;
}

const windowMs = 5_000;

/** The samples that tell how fast it goes now: those of the last seconds. */
export function addSample(samples: readonly SentSample[], sample: SentSample): readonly SentSample[] {
  return [...samples.filter(({ atMs }) => atMs >= sample.atMs - windowMs), sample];
}

/** Bytes in a second; null: too early to say. */
export function rateOf(samples: readonly SentSample[]): number | null {
  const first = samples[0];
  const last = samples.at(-1);
  if (first === undefined || last === undefined || last.atMs - first.atMs < 500) return null;
  return ((last.bytes - first.bytes) * 1000) / (last.atMs - first.atMs);
}

/** null: nobody knows. */
export function secondsLeft(samples: readonly SentSample[], size: number): number | null {
  const rate = rateOf(samples);
  const sent = samples.at(-1)?.bytes ?? 0;
  return rate === null || rate <= 0 ? null : (size - sent) / rate;
}
