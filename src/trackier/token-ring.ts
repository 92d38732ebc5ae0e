/** Tokens that come back a fixed time after each was taken. */
export interface TokenRing {
  /** When the next token but `ahead` is free, if every one before it is taken as soon as it is; in the past, if it is free now. */
  freeAtMs(ahead: number, nowMs: number): number;
  /** Takes the token that is free; the caller has looked. */
  take(nowMs: number): void;
}

/** As many tokens as may go in one second; below one a second, a single one that stays away for longer. */
export function createTokenRing(perSecond: number): TokenRing {
  const capacity = Math.max(1, Math.floor(perSecond));
  const periodMs = (capacity / perSecond) * 1_000;
  const freeAt = new Float64Array(capacity).fill(Number.NEGATIVE_INFINITY);
  let oldest = 0;
  return {
    freeAtMs(ahead, nowMs) {
      const free = freeAt[(oldest + ahead) % capacity] ?? 0;
      return ahead < capacity ? free : Math.max(free, nowMs) + Math.floor(ahead / capacity) * periodMs;
    },
    take(nowMs) {
      freeAt[oldest] = nowMs + periodMs;
      oldest = (oldest + 1) % capacity;
    },
  };
}
