import { AsyncLocalStorage } from 'node:async_hooks';
import {
  type Context,
  isSpanContextValid,
  ROOT_CONTEXT,
  SpanKind,
  SpanStatusCode,
  TraceFlags,
  trace,
} from '@opentelemetry/api';
import { parseTraceParent } from '@opentelemetry/core';
import { resourceFromAttributes } from '@opentelemetry/resources';
import { BatchSpanProcessor, TracerProvider } from '@opentelemetry/sdk-trace';
import { failureCodeOf } from './failure-code.ts';
import { createSpanExporter } from './span-exporter.ts';
import { noSpan, type Span, type SpanAttributes, type SpanOptions, type Spans } from './spans.ts';

export interface TracingOptions {
  /** Of a collector for OTLP over HTTP, without `/v1/traces`. */
  readonly endpoint: string;
  readonly version: string;
  readonly instanceId: string;
  /** How often spans are sent. @default 5000 */
  readonly everyMs?: number | undefined;
  /** Told when spans could not be delivered, at most once a minute; they are lost. */
  readonly onFailure: (error: Error) => void;
}

/** Spans that are sent to a collector. */
export interface Tracing extends Spans {
  /** Sends what there is, for a moment at most. Never rejects. */
  readonly close: () => Promise<void>;
}

type OpenSpan = ReturnType<ReturnType<TracerProvider['getTracer']>['startSpan']>;

const kinds = { server: SpanKind.SERVER, client: SpanKind.CLIENT, internal: SpanKind.INTERNAL } as const;

/** However slow the collector is, a gateway that stops waits no longer for it. */
const farewellMs = 3_000;

/**
 * Makes spans and sends them to a collector. Nothing of it is global, so a process may have several. To be imported only
 * where a collector is named: it brings 20 MB with it.
 */
export function createTracing({ endpoint, version, instanceId, everyMs = 5_000, onFailure }: TracingOptions): Tracing {
  const exporter = createSpanExporter(`${endpoint.replace(/\/+$/, '')}/v1/traces`, onFailure);
  const provider = new TracerProvider({
    resource: resourceFromAttributes({
      'service.name': 'trackier-graphql-gateway',
      'service.version': version,
      'service.instance.id': instanceId,
    }),
    spanProcessors: [new BatchSpanProcessor({ exporter, scheduledDelayMillis: everyMs, exportTimeoutMillis: 10_000 })],
  });
  const tracer = provider.getTracer('trackier-graphql-gateway', version);
  const current = new AsyncLocalStorage<Context>();

  const run: Spans['run'] = async (name, options, work) => {
    const around = current.getStore();
    if (options.onlyWithin && !around) return work(noSpan);
    const parent = parentOf(options.parent ?? 'current', around ?? ROOT_CONTEXT);
    const { kind = 'internal', attributes = {} } = options;
    const open = tracer.startSpan(name, { kind: kinds[kind], attributes }, parent);
    return current.run(trace.setSpan(parent, open), () => complete(open, work));
  };
  return {
    run,
    async close() {
      const { promise: patience, resolve } = Promise.withResolvers<void>();
      const timer = setTimeout(resolve, farewellMs);
      await Promise.race([provider.shutdown().catch(() => {}), patience]);
      clearTimeout(timer);
    },
  };
}

function parentOf(parent: NonNullable<SpanOptions['parent']>, around: Context): Context {
  if (parent === 'current') return around;
  const remote = parent === 'none' || parent.traceparent === null ? null : parseTraceParent(parent.traceparent);
  return remote && isSpanContextValid(remote)
    ? trace.setSpanContext(ROOT_CONTEXT, { ...remote, isRemote: true })
    : ROOT_CONTEXT;
}

async function complete<Result>(open: OpenSpan, work: (span: Span) => Promise<Result>): Promise<Result> {
  try {
    return await work(spanOf(open));
  } catch (error) {
    fail(open, failureCodeOf(error));
    throw error;
  } finally {
    open.end();
  }
}

function spanOf(open: OpenSpan): Span {
  const { traceId, spanId, traceFlags } = open.spanContext();
  return {
    note: (attributes: SpanAttributes) => void open.setAttributes(attributes),
    fail: code => fail(open, code),
    traceparent: `00-${traceId}-${spanId}-0${traceFlags & TraceFlags.SAMPLED}`,
  };
}

function fail(open: OpenSpan, code: string): void {
  open.setAttribute('error.type', code).setStatus({ code: SpanStatusCode.ERROR });
}
