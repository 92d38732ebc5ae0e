import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { text } from 'node:stream/consumers';
import { onTestFinished } from 'vitest';

/** A span as it was exported. */
export interface ExportedSpan {
  readonly name: string;
  readonly traceId: string;
  readonly spanId: string;
  readonly parentSpanId?: string;
  readonly attributes: Readonly<Record<string, unknown>>;
  readonly isFailed: boolean;
}

/** A collector of traces for a test (OTLP over HTTP, as JSON). */
export interface Collector {
  readonly url: string;
  /** Everything that arrived, as it did. */
  readonly bodies: readonly string[];
  readonly spans: () => readonly ExportedSpan[];
}

/** Starts a collector that answers with a status, or never (null), and ends with the test. */
export async function startCollector(status: number | null = 200): Promise<Collector> {
  const bodies: string[] = [];
  const collect = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    bodies.push(await text(request));
    if (status !== null) response.writeHead(status, { 'content-type': 'application/json' }).end('{}');
  };
  const server = createServer((request, response) => {
    void collect(request, response);
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  onTestFinished(() => {
    server.close();
    server.closeAllConnections();
  });
  const address = server.address();
  const port = typeof address === 'object' ? address?.port : 0;
  return { url: `http://127.0.0.1:${port}`, bodies, spans: () => bodies.flatMap(spansIn) };
}

function spansIn(body: string): readonly ExportedSpan[] {
  const { resourceSpans } = JSON.parse(body);
  return resourceSpans.flatMap((resource: any) =>
    resource.scopeSpans.flatMap((scope: any) =>
      scope.spans.map((span: any) => ({
        name: span.name,
        traceId: span.traceId,
        spanId: span.spanId,
        parentSpanId: span.parentSpanId || undefined,
        attributes: Object.fromEntries(span.attributes.map(({ key, value }: any) => [key, Object.values(value)[0]])),
        isFailed: span.status?.code === 2,
      })),
    ),
  );
}
