import { createServer, type Server } from 'node:http';
import type { Metrics } from '../telemetry/metrics.ts';
import { type Readiness, sendReadiness, sendText } from './health.ts';
import type { Route } from './http-server.ts';

/** `/metrics`: what Prometheus scrapes. No tenant, key or caller is in it; how much is imported is. */
export function createMetricsRoute(metrics: Metrics): Route {
  return {
    methods: ['GET', 'HEAD'],
    logLevel: 'debug',
    async handle(_request, response) {
      const { contentType, text } = await metrics.render();
      response.writeHead(200, { 'content-type': contentType, 'cache-control': 'no-store' }).end(text);
    },
  };
}

interface MetricsServerParts {
  readonly metrics: Metrics;
  readonly readiness: Readiness;
}

/** The server of METRICS_PORT: `/metrics`, `/health` and `/ready`, and nothing that needs a caller. */
export function createMetricsServer({ metrics, readiness }: MetricsServerParts): Server {
  const server = createServer((request, response) => {
    const isRead = request.method === 'GET' || request.method === 'HEAD';
    if (!isRead) return sendText(response.setHeader('allow', 'GET, HEAD'), 405, 'Use GET or HEAD.');
    switch ((request.url ?? '/').split('?', 1)[0] ?? '/') {
      case '/metrics':
        metrics.render().then(
          ({ contentType, text }) => response.writeHead(200, { 'content-type': contentType }).end(text),
          () => sendText(response, 500, 'Unexpected error.'),
        );
        return;
      case '/health':
        return sendText(response, 200, 'ok');
      case '/ready':
        return sendReadiness(response, readiness);
      default:
        return sendText(response, 404, 'There is nothing here. /metrics is.');
    }
  });
  server.requestTimeout = scrapeTimeoutMs;
  server.headersTimeout = scrapeTimeoutMs;
  return server;
}

const scrapeTimeoutMs = 10_000;
