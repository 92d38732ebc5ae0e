import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { RequestInfo } from '../graphql/context.ts';
import type { Logger } from '../telemetry/logger.ts';
import { sendText } from './health.ts';
import { requestIdOf } from './request-id.ts';

/** One path's handler. */
export interface Route {
  readonly methods: readonly string[];
  /** At what level its requests are logged. @default 'info' */
  readonly logLevel?: 'debug' | undefined;
  readonly handle: (request: IncomingMessage, response: ServerResponse, info: RequestInfo) => unknown;
}

interface HttpServerOptions {
  /** The route of a path, without its query; null for none. */
  readonly routeOf: (path: string) => Route | null;
  readonly isAllowedHost: (hostHeader: string | undefined) => boolean;
  /** How long a request may wait for Trackier, from its arrival. */
  readonly maxWaitMs: number;
  readonly isDraining: () => boolean;
  readonly logger: Logger;
}

/** Longer than what proxies in front keep connections for, so that they never send into one that is being closed. */
const keepAliveTimeoutMs = 65_000;

/** The HTTP server: gives every request its id, its route and its log line. */
export function createHttpServer(options: HttpServerOptions): Server {
  const server = createServer((request, response) => {
    const route = options.routeOf(pathOf(request));
    const info = beginRequest(request, response, route?.logLevel ?? 'info', options);
    if (!options.isAllowedHost(request.headers.host)) {
      return sendText(response, 421, 'This host name is not served here. See ALLOWED_HOSTS.');
    }
    if (!route) return sendText(response, 404, 'There is nothing here. GraphQL is at /graphql.');
    if (!route.methods.includes(request.method ?? '')) {
      response.setHeader('allow', route.methods.join(', '));
      return sendText(response, 405, `Use ${route.methods.join(' or ')}.`);
    }
    Promise.try(route.handle, request, response, info).catch((error: unknown) => {
      options.logger.error({ requestId: info.requestId, err: error }, 'Unexpected error');
      if (!response.headersSent) sendText(response, 500, 'Unexpected error.');
      else response.destroy();
    });
  });
  server.keepAliveTimeout = keepAliveTimeoutMs;
  return server;
}

const pathOf = (request: IncomingMessage): string => (request.url ?? '/').split('?', 1)[0] ?? '/';

function beginRequest(
  request: IncomingMessage,
  response: ServerResponse,
  logLevel: 'info' | 'debug',
  options: HttpServerOptions,
): RequestInfo {
  const startedAtMs = performance.now();
  const info: RequestInfo = {
    requestId: requestIdOf(request.headers['x-request-id']),
    deadlineMs: startedAtMs + options.maxWaitMs,
    note: {},
  };
  response.setHeader('x-request-id', info.requestId);
  response.setHeader('x-content-type-options', 'nosniff');
  if (options.isDraining()) response.setHeader('connection', 'close');
  response.once('close', () => {
    const { requestId, note } = info;
    const durationMs = Math.round((performance.now() - startedAtMs) * 10) / 10;
    const outcome = response.writableFinished ? response.statusCode : 'caller went away';
    // Somebody has to look: publishers may have been paid, or not.
    const isUnknown = note.imports?.some(({ code }) => code === 'OUTCOME_UNKNOWN') ?? false;
    options.logger[isUnknown ? 'warn' : logLevel](
      { requestId, method: request.method, path: pathOf(request), status: outcome, durationMs, ...note },
      'request',
    );
  });
  return info;
}
