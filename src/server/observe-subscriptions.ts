import type { Metrics } from '../telemetry/metrics.ts';
import { operationFactsOf } from './operation-facts.ts';
import type { SubscriptionObserver } from './plugins/use-subscription-limit.ts';

/** Counts the subscriptions that are open, and those that are refused. */
export const observeSubscriptions = (metrics: Metrics): SubscriptionObserver => ({
  onRefused: () => metrics.count('gateway_rate_limited_total', { limit: 'subscriptions' }),
  onOpened({ document, operationName }) {
    const { field: operation } = operationFactsOf(document, operationName);
    metrics.count('gateway_subscribers', { operation }, 1);
    return () => metrics.count('gateway_subscribers', { operation }, -1);
  },
});
