import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { Logger } from '../telemetry/logger.ts';
import type { Metrics } from '../telemetry/metrics.ts';
import { type Readiness, sendReadiness, sendText } from './health.ts';
import type { Route } from './http-server.ts';

/** `/metrics`: what Prometheus scrapes. No tenant, key or caller is in it; how much is imported is. */
export function createMetricsRoute(metrics: Metrics): Route {
  return {
    methods: ['GET', 'HEAD'],
    logLevel: 'debug',
    handle: (_request, response) => sendMetrics(response, metrics),
  };
}

interface MetricsServerOptions {
  /** null: there is none, and `/metrics` is a route of the gateway's own server. */
  readonly port: number | null;
  readonly host: string;
  readonly metrics: Metrics;
  readonly readiness: Readiness;
  /** Told where it listens. */
  readonly logger: Logger;
}

/** The server of METRICS_PORT: `/metrics`, `/health` and `/ready`, and nothing that needs a caller. */
export interface MetricsServer {
  readonly listen: () => Promise<void>;
  readonly close: () => void;
}

/** Makes it. */
export function createMetricsServer({ port, host, logger, ...parts }: MetricsServerOptions): MetricsServer {
  if (port === null) return { listen: async () => {}, close() {} };
  const server = createServer((request, response) => answer(request, response, parts));
  server.requestTimeout = scrapeTimeoutMs;
  server.headersTimeout = scrapeTimeoutMs;
  return {
    async listen() {
      await once(server.listen(port, host), 'listening');
      const address = server.address();
      const metricsPort = typeof address === 'object' && address ? address.port : port;
      logger.info({ metricsPort }, 'Metrics are on a port of their own');
    },
    close() {
      server.close();
      server.closeAllConnections();
    },
  };
}

const scrapeTimeoutMs = 10_000;

function answer(
  request: IncomingMessage,
  response: ServerResponse,
  { metrics, readiness }: Pick<MetricsServerOptions, 'metrics' | 'readiness'>,
): void {
  response.setHeader('x-content-type-options', 'nosniff');
  if (request.method !== 'GET' && request.method !== 'HEAD') {
    return sendText(response.setHeader('allow', 'GET, HEAD'), 405, 'Use GET or HEAD.');
  }
  switch ((request.url ?? '/').split('?', 1)[0] ?? '/') {
    case '/metrics':
      return void sendMetrics(response, metrics).catch(() => sendText(response, 500, 'Unexpected error.'));
    case '/health':
      return sendText(response, 200, 'ok');
    case '/ready':
      return sendReadiness(response, readiness);
    default:
      return sendText(response, 404, 'There is nothing here. /metrics is.');
  }
}

async function sendMetrics(response: ServerResponse, metrics: Metrics): Promise<void> {
  const { contentType, text } = await metrics.render();
  response.writeHead(200, { 'content-type': contentType, 'cache-control': 'no-store' }).end(text);
}
