import { collectDefaultMetrics, Registry } from 'prom-client';

let registry: Registry | null = null;

/** What Node and the operating system say of this process (`process_…`, `nodejs_…`), in Prometheus' text format. */
export function renderProcessMetrics(): Promise<string> {
  // One for the process, however many gateways it has, and from the first scrape on: it watches the event loop and the collector.
  if (!registry) {
    registry = new Registry();
    collectDefaultMetrics({ register: registry, eventLoopMonitoringPrecision: eventLoopResolutionMs });
  }
  return registry.metrics();
}

const eventLoopResolutionMs = 20;
