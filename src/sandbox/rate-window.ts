/** Counts the requests of each API key within any one second. */
export interface RateWindow {
  /** Takes a request in, or says that it is one too many; a refused request does not count. */
  admits(key: string): boolean;
}

const WINDOW_MS = 1000;

/** Creates a sliding window of one second; `Infinity` admits everything. */
export function createRateWindow(requestsPerSecond: number, now: () => number): RateWindow {
  const arrivals = new Map<string, readonly number[]>();
  return {
    admits(key) {
      const at = now();
      const recent = (arrivals.get(key) ?? []).filter(earlier => at - earlier < WINDOW_MS);
      const admitted = recent.length < requestsPerSecond;
      if (requestsPerSecond !== Infinity) arrivals.set(key, admitted ? [...recent, at] : recent);
      return admitted;
    },
  };
}
