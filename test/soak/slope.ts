/** How something changes with time. */
export interface Slope {
  /** The median of the slopes between every two points (Theil–Sen): a few wild points do not move it. */
  readonly perMinute: number;
  /** The 95 % interval of it (Sen); it takes the points for independent of each other. */
  readonly low: number;
  readonly high: number;
}

/** A value, and when it was measured. */
export interface Point {
  readonly atMs: number;
  readonly value: number;
}

const z95 = 1.96;

/** Fits a line; NaN for less than two points. */
export function slopeOf(points: readonly Point[]): Slope {
  const slopes = pairwiseSlopes(points).toSorted((a, b) => a - b);
  const n = points.length;
  const spread = z95 * Math.sqrt((n * (n - 1) * (2 * n + 5)) / 18);
  const last = slopes.length - 1;
  const at = (place: number): number => slopes[Math.min(last, Math.max(0, place))] ?? Number.NaN;
  return {
    perMinute: (at(Math.floor(last / 2)) + at(Math.ceil(last / 2))) / 2,
    low: at(Math.floor((slopes.length - spread) / 2)),
    high: at(Math.ceil((slopes.length + spread) / 2)),
  };
}

function pairwiseSlopes(points: readonly Point[]): number[] {
  return points.flatMap((from, place) =>
    points
      .slice(place + 1)
      .filter(to => to.atMs > from.atMs)
      .map(to => ((to.value - from.value) / (to.atMs - from.atMs)) * 60_000),
  );
}
