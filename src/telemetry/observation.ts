import { type Audit, createImportAudit } from './audit.ts';
import type { Logger } from './logger.ts';
import { createMetrics, type Metrics } from './metrics.ts';
import type { Spans } from './spans.ts';
import { startTracing } from './start-tracing.ts';

/** Through what an operator sees a gateway, beside its log. */
export interface Observation {
  readonly metrics: Metrics;
  /** undefined: nobody traces. */
  readonly spans: Spans | undefined;
  readonly audit: Audit;
  /** Delivers what is still to be delivered, for a moment at most. Never rejects. */
  readonly close: () => Promise<void>;
}

export interface ObservationOptions {
  /** Of the collector for traces; null: there is none. */
  readonly endpoint: string | null;
  readonly version: string;
  readonly instanceId: string;
  readonly logger: Logger;
  /** How often spans are sent. @default 5000 */
  readonly everyMs?: number | undefined;
}

/** Begins to observe one gateway. */
export async function startObservation({ logger, ...options }: ObservationOptions): Promise<Observation> {
  const metrics = createMetrics(options.version);
  const tracing = await startTracing(options.endpoint, {
    ...options,
    onFailure: error => logger.warn({ err: error }, 'Traces are lost'),
  });
  return {
    metrics,
    spans: options.endpoint === null ? undefined : tracing,
    audit: createImportAudit(logger, metrics),
    close: tracing.close,
  };
}
