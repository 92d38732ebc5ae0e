import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { RequestInfo, RequestNote } from '../graphql/context.ts';
import type { Logger } from '../telemetry/logger.ts';
import { sendText } from './health.ts';
import { requestIdOf } from './request-id.ts';

/** What a log line says of a request besides, also of one that is not GraphQL. */
export interface ServerNote extends RequestNote {
  /** Whose rows are downloaded. */
  importId?: string;
  upload?: UploadNote;
}

/** What became of an upload, for the log. */
interface UploadNote {
  readonly importId: string;
  /** The import's state, or the code of the problem; not there when the caller went away before there was any. */
  readonly outcome?: string;
  readonly rows?: number;
  readonly accepted?: number;
  readonly rejected?: number;
  readonly duplicate?: number;
}

/** One path's handler. */
export interface Route {
  readonly methods: readonly string[];
  /** At what level its requests are logged. @default 'info' */
  readonly logLevel?: 'debug' | undefined;
  /** Its bodies may take as long as they like, and a caller who asks before he sends one is told to by the handler. */
  readonly streamsBody?: boolean;
  readonly handle: (
    request: IncomingMessage,
    response: ServerResponse,
    info: RequestInfo & { readonly note: ServerNote },
  ) => unknown;
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

/** For how long a body may be on its way where all of it is wanted before anything is done. */
const bodyTimeoutMs = 300_000;

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
    if (!route.streamsBody) limitBody(request, response);
    Promise.try(route.handle, request, response, info).catch((error: unknown) => {
      options.logger.error({ requestId: info.requestId, err: error }, 'Unexpected error');
      if (!response.headersSent) sendText(response, 500, 'Unexpected error.');
      else response.destroy();
    });
  });
  server.on('checkContinue', (request: IncomingMessage, response: ServerResponse) => {
    if (!options.routeOf(pathOf(request))?.streamsBody) response.writeContinue();
    server.emit('request', request, response);
  });
  server.keepAliveTimeout = keepAliveTimeoutMs;
  // Node's own limit would be one for uploads, too: see `limitBody`.
  server.requestTimeout = 0;
  return server;
}

const pathOf = (request: IncomingMessage): string => (request.url ?? '/').split('?', 1)[0] ?? '/';

/** Ends the connection of a caller whose body does not come, as Node does. */
function limitBody(request: IncomingMessage, response: ServerResponse): void {
  if (request.complete) return;
  const timer = setTimeout(() => {
    if (request.complete) return;
    if (!response.headersSent) request.socket.write('HTTP/1.1 408 Request Timeout\r\nConnection: close\r\n\r\n');
    request.socket.destroySoon();
  }, bodyTimeoutMs);
  response.once('close', () => clearTimeout(timer));
}

function beginRequest(
  request: IncomingMessage,
  response: ServerResponse,
  logLevel: 'info' | 'debug',
  options: HttpServerOptions,
): RequestInfo & { readonly note: ServerNote } {
  const startedAtMs = performance.now();
  const info: RequestInfo & { readonly note: ServerNote } = {
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
