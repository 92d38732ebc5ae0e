/** Tokens that come back a fixed time after each was taken. */
export interface TokenRing {
  /** When the next token but `ahead` is free, if every one before it is taken as soon as it is; in the past, if it is free now. */
  freeAtMs(ahead: number, nowMs: number): number;
  /** Takes the token that is free; the caller has looked. The answer puts the token's return off, counting it from a later moment. */
  take(nowMs: number): (laterMs: number) => void;
}

/** As many tokens as may go in one second; below one a second, a single one that stays away for longer. */
export function createTokenRing(perSecond: number): TokenRing {
  const capacity = Math.max(1, Math.floor(perSecond));
  const periodMs = (capacity / perSecond) * 1_000;
  const freeAt = new Float64Array(capacity).fill(Number.NEGATIVE_INFINITY);
  let taken = 0;
  const take = (nowMs: number) => {
    const token = taken++;
    freeAt[token % capacity] = nowMs + periodMs;
    // A token that came back before its request started is long another's: the start costs one more.
    return (laterMs: number) => {
      if (taken - token > capacity) take(laterMs);
      else freeAt[token % capacity] = laterMs + periodMs;
    };
  };
  return {
    freeAtMs(ahead, nowMs) {
      const free = freeAt[(taken + ahead) % capacity] ?? 0;
      return ahead < capacity ? free : Math.max(free, nowMs) + Math.floor(ahead / capacity) * periodMs;
    },
    take,
  };
}
