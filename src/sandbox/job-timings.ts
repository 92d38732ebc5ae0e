/** How long a job takes, in the sandbox's own clock. */
export interface JobTimings {
  /** Waiting in the queue. @default 1500 */
  readonly pendingMs: number;
  /** The part of the work that does not depend on the rows. @default 2000 */
  readonly progressMs: number;
  /** How fast rows are worked off on top of it. @default 500 */
  readonly rowsPerSecond: number;
  /** No job works longer than this. @default 60000 */
  readonly maxProgressMs: number;
}

/** Timings like those of a small queue. */
export const DEFAULT_TIMINGS: JobTimings = {
  pendingMs: 1500,
  progressMs: 2000,
  rowsPerSecond: 500,
  maxProgressMs: 60_000,
};

/** Says how long working off so many rows takes. */
export function workMs(timings: JobTimings, rowCount: number): number {
  return Math.min(timings.maxProgressMs, timings.progressMs + (rowCount / timings.rowsPerSecond) * 1000);
}
