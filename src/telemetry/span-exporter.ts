import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-http';
import type { SpanExporter } from '@opentelemetry/sdk-trace';

const complainEveryMs = 60_000;

/** Sends spans to a collector, and says now and then when it cannot. */
export function createSpanExporter(url: string, onFailure: (error: Error) => void): SpanExporter {
  const exporter = new OTLPTraceExporter({ url });
  let complainedAtMs = Number.NEGATIVE_INFINITY;
  const complain = (error: Error): void => {
    if (performance.now() - complainedAtMs < complainEveryMs) return;
    complainedAtMs = performance.now();
    onFailure(new Error('Spans could not be delivered to the collector', { cause: error }));
  };
  return {
    export(spans, done) {
      exporter.export(spans, result => {
        if (result.error) complain(result.error);
        done(result);
      });
    },
    shutdown: () => exporter.shutdown(),
    forceFlush: () => exporter.forceFlush(),
  };
}
