/** The value below which the given share of the values is; NaN for no values. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? Number.NaN;
}

/** The value in the middle, or the mean of the two that are there; NaN for no values. */
export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const [low, high] = [sorted[Math.ceil(sorted.length / 2) - 1], sorted[Math.floor(sorted.length / 2)]];
  return low === undefined || high === undefined ? Number.NaN : (low + high) / 2;
}

/** All values together; 0 for none. */
export const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);

/** What was measured in several rounds, in short. */
export interface Spread {
  readonly median: number;
  readonly least: number;
  readonly most: number;
}

/** The middle and the ends of some values. */
export const spreadOf = (values: readonly number[]): Spread => ({
  median: median(values),
  least: Math.min(...values),
  most: Math.max(...values),
});

/** One measured point. */
export interface Point {
  readonly x: number;
  readonly y: number;
}

/** The straight line that lies nearest to some points. */
export interface Line {
  readonly slope: number;
  readonly intercept: number;
}

/** Least squares; there have to be points with two different x at least. */
export function fitLine(points: readonly Point[]): Line {
  const meanX = sum(points.map(({ x }) => x)) / points.length;
  const meanY = sum(points.map(({ y }) => y)) / points.length;
  const slope = sum(points.map(({ x, y }) => (x - meanX) * (y - meanY))) / sum(points.map(({ x }) => (x - meanX) ** 2));
  return { slope, intercept: meanY - slope * meanX };
}

/**
 * How steep it goes from each point to the next; all the same on a straight line. (The usual R² says little where each x is ten
 * times the one before: growth with the square has 0.995.)
 */
export const slopesOf = (points: readonly Point[]): readonly number[] =>
  points.slice(1).map(({ x, y }, index) => {
    const before = points[index] ?? { x: 0, y: 0 };
    return (y - before.y) / (x - before.x);
  });
