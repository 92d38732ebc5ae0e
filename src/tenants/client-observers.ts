import type { Logger } from '../telemetry/logger.ts';
import type { Observation } from '../telemetry/observation.ts';
import type { TrackierClientOptions } from '../trackier/create-trackier-client.ts';

/** What a tenant's client tells, for the log, the metrics and the traces. */
export type ClientObservers = Pick<TrackierClientOptions, 'onRequest' | 'onWait' | 'onQueue' | 'spans'>;

/** Makes them. */
export function createClientObservers(
  { metrics, spans }: Pick<Observation, 'metrics' | 'spans'>,
  logger: Logger,
): ClientObservers {
  return {
    spans,
    onRequest(event) {
      const { endpoint, outcome, reason, durationMs } = event;
      metrics.count('gateway_upstream_requests_total', { endpoint, outcome });
      metrics.observe('gateway_upstream_request_duration_seconds', { endpoint }, durationMs / 1_000);
      if (outcome === 'rejected')
        metrics.count('gateway_upstream_rejections_total', { endpoint, reason: reason ?? 'REQUEST_REJECTED' });
      const level = outcome === 'ok' ? 'debug' : 'warn';
      if (logger.isLevelEnabled(level)) logger[level]({ ...event, durationMs: Math.round(durationMs) }, 'upstream');
    },
    onWait: (lane, ms) => metrics.observe('gateway_pace_wait_seconds', { lane }, ms / 1_000),
    onQueue: (lane, change) => metrics.count('gateway_pace_queued_requests', { lane }, change),
  };
}
