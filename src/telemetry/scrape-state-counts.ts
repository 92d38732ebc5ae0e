import { metricTable } from './metric-table.ts';
import type { Metrics } from './metrics.ts';

/** How many bulk imports and batches there are, by state. */
interface Counts {
  readonly imports: Readonly<Partial<Record<string, number>>>;
  readonly batches: Readonly<Partial<Record<string, number>>>;
}

/** Asked sooner again, the last counts are shown: however often it is scraped, the store has its peace. */
const countsLiveMs = 5_000;
/** A scrape waits no longer than this for the store; it shows what comes later the next time. */
const longestWaitMs = 2_000;

/** Lets every scrape show how many bulk imports and batches there are in each state. `nowMs`: the monotonic clock. */
export function scrapeStateCounts(metrics: Metrics, counts: () => Promise<Counts>, nowMs: () => number): void {
  let countedAtMs = Number.NEGATIVE_INFINITY;
  let triedAtMs = Number.NEGATIVE_INFINITY;
  let counting: Promise<void> | null = null;

  const count = async (): Promise<void> => {
    const { imports, batches } = await counts();
    for (const state of metricTable.gateway_bulk_imports.labels.state) {
      metrics.set('gateway_bulk_imports', { state }, imports[state] ?? 0);
    }
    for (const state of metricTable.gateway_bulk_batches.labels.state) {
      metrics.set('gateway_bulk_batches', { state }, batches[state] ?? 0);
    }
    countedAtMs = nowMs();
  };
  const refresh = async (): Promise<void> => {
    const isDue = nowMs() - triedAtMs >= countsLiveMs;
    if (!counting && !isDue) return;
    if (isDue) triedAtMs = nowMs();
    counting ??= count()
      // What is shown then is old, and its age says so.
      .catch(() => {})
      .finally(() => {
        counting = null;
      });
    await Promise.race([counting, waitMs(longestWaitMs)]);
  };
  metrics.beforeScrape(async () => {
    await refresh();
    if (Number.isFinite(countedAtMs))
      metrics.set('gateway_bulk_counts_age_seconds', {}, (nowMs() - countedAtMs) / 1_000);
  });
}

const waitMs = (ms: number): Promise<void> =>
  new Promise(resolve => {
    setTimeout(resolve, ms).unref();
  });
