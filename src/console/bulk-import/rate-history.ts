/** How fast something went since one began to look. */
export interface Rates {
  /** How long each figure of `perSecond` covers. */
  readonly spanMs: number;
  /** The oldest first; spans that are over. */
  readonly perSecond: readonly number[];
  /** Over the last few seconds. */
  readonly now: number;
  readonly average: number;
  readonly peak: number;
}

/** Remembers a growing count in a fixed number of spans, however long one looks. */
export interface RateHistory {
  /** The count at a time; times do not go back. */
  readonly add: (atMs: number, count: number) => void;
  readonly read: (nowMs: number) => Rates;
}

const mostSpans = 60;
const firstSpanMs = 1_000;
const recentMs = 5_000;

/** No rate is known. */
export const noRates: Rates = { spanMs: firstSpanMs, perSecond: [], now: 0, average: 0, peak: 0 };

/**
 * Keeps sixty spans. When they are full, each two become one of twice the length, so that everything since the beginning
 * stays in sight. The first count is where it begins; one that is smaller than that before it takes nothing back.
 */
export function createRateHistory(): RateHistory {
  let spans: number[] = [];
  let spanMs = firstSpanMs;
  let beginMs: number | null = null;
  let lastCount = 0;
  const spanAt = (atMs: number): number => {
    const place = Math.floor((atMs - (beginMs ?? atMs)) / spanMs);
    if (place < mostSpans) return place;
    spans = foldPairs(spans);
    spanMs *= 2;
    return spanAt(atMs);
  };
  return {
    add(atMs, count) {
      beginMs ??= atMs;
      if (spans.length > 0) {
        const place = spanAt(atMs);
        while (spans.length <= place) spans.push(0);
        spans[place] = (spans[place] ?? 0) + Math.max(0, count - lastCount);
      } else spans.push(0);
      lastCount = count;
    },
    read(nowMs) {
      const over = spanAt(nowMs);
      const full = Array.from({ length: over }, (_, place) => spans[place] ?? 0);
      if (full.length === 0) return { ...noRates, spanMs };
      const perSecond = full.map(rows => (rows * 1_000) / spanMs);
      const recent = perSecond.slice(-Math.max(1, Math.ceil(recentMs / spanMs)));
      return { spanMs, perSecond, now: mean(recent), average: mean(perSecond), peak: Math.max(...perSecond) };
    },
  };
}

const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;

const foldPairs = (spans: readonly number[]): number[] =>
  Array.from({ length: Math.ceil(spans.length / 2) }, (_, pair) => (spans[2 * pair] ?? 0) + (spans[2 * pair + 1] ?? 0));
