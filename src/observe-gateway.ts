import type { Readiness } from './server/health.ts';
import { countStates } from './store/state-counts.ts';
import type { Store } from './store/store.ts';
import type { Metrics } from './telemetry/metrics.ts';
import { scrapeStateCounts } from './telemetry/scrape-state-counts.ts';
import type { Breaker } from './trackier/breaker.ts';

interface Observed {
  readonly store: Store;
  readonly readiness: Readiness;
  readonly breaker: Pick<Breaker, 'state'>;
}

/** Lets every scrape show how the gateway stands: its store, its breaker, and the imports that are kept. */
export function observeGateway(metrics: Metrics, { store, readiness, breaker }: Observed): void {
  metrics.beforeScrape(() => {
    metrics.set('gateway_store_up', {}, store.trouble() === null ? 1 : 0);
    metrics.set('gateway_ready', {}, readiness() === null ? 1 : 0);
    metrics.set('gateway_breaker_open', {}, breaker.state() === 'closed' ? 0 : 1);
  });
  scrapeStateCounts(
    metrics,
    () => store.run(countStates),
    () => performance.now(),
  );
}
