import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { RequestInfo, RequestNote } from '../graphql/context.ts';
import type { Logger } from '../telemetry/logger.ts';
import { createCors } from './cors.ts';
import { GatewayResponse } from './gateway-response.ts';
import { sendText } from './health.ts';
import { requestIdOf } from './request-id.ts';
import { securityHeaders } from './security-headers.ts';
import { cutOffStalledConnections } from './stalled-connections.ts';

/** What a log line says of a request besides, also of one that is not GraphQL. */
export interface ServerNote extends RequestNote {
  /** Who it was, and whose key was used. */
  caller?: string;
  tenant?: string;
  /** Why it was not let in, in the words of the answer. */
  refusal?: string;
  /** The name that it called the gateway by, where that is not served. */
  host?: string;
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
    response: GatewayResponse,
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
  /** The origins whose pages may call. @default none: those of this origin only */
  readonly corsOrigins?: readonly string[];
  readonly patience?: Partial<Patience>;
}

/** How long a caller may take before his connection is ended. */
interface Patience {
  /** For all of a request's head, from its first byte or from the beginning of the connection. @default 20 seconds */
  readonly headersMs: number;
  /** For all of a body, where all of it is wanted before anything is done. @default 5 minutes */
  readonly bodyMs: number;
  /** Without reading anything of an answer that is waiting for him. @default 1 minute */
  readonly stalledMs: number;
}

const usualPatience: Patience = { headersMs: 20_000, bodyMs: 300_000, stalledMs: 60_000 };

/** Longer than what proxies in front keep connections for, so that they never send into one that is being closed. */
const keepAliveTimeoutMs = 65_000;

/** After so long without a word the kernel asks whether there still is anybody at the other end. */
const keepAliveInitialDelay = 30_000;

/** The HTTP server: gives every request its id, its route and its log line. */
export function createHttpServer(options: HttpServerOptions): Server {
  const cors = createCors(options.corsOrigins ?? []);
  const patience = { ...usualPatience, ...options.patience };
  const connectionsCheckingInterval = patience.headersMs / 4;
  const server = createServer({
    ServerResponse: GatewayResponse,
    connectionsCheckingInterval,
    keepAlive: true,
    keepAliveInitialDelay,
  });
  const answer = async (route: Route, ...[request, response, info]: Parameters<Route['handle']>): Promise<void> => {
    try {
      await route.handle(request, response, info);
    } catch (error) {
      options.logger.error({ requestId: info.requestId, err: error }, 'Unexpected error');
      if (!response.headersSent) sendText(response, 500, 'Unexpected error.');
      else response.destroy();
    }
  };
  server.on('request', (request, response) => {
    const route = options.routeOf(pathOf(request));
    cors?.setHeaders(request, response);
    const info = beginRequest(request, response, route?.logLevel ?? 'info', options);
    if (!options.isAllowedHost(request.headers.host)) {
      info.note.host = nameForLog(request.headers.host);
      return sendText(response, 421, 'This host name is not served here. See ALLOWED_HOSTS.');
    }
    if (!route) return sendText(response, 404, 'There is nothing here. GraphQL is at /graphql.');
    if (cors?.isPreflight(request)) return cors.answerPreflight(request, response, route.methods);
    if (!route.methods.includes(request.method ?? '')) {
      response.setHeader('allow', route.methods.join(', '));
      return sendText(response, 405, `Use ${route.methods.join(' or ')}.`);
    }
    if (!route.streamsBody) limitBody(request, response, patience.bodyMs);
    void answer(route, request, response, info);
  });
  server.on('checkContinue', (request: IncomingMessage, response: ServerResponse) => {
    if (!options.routeOf(pathOf(request))?.streamsBody) response.writeContinue();
    server.emit('request', request, response);
  });
  cutOffStalledConnections(server, patience.stalledMs);
  server.keepAliveTimeout = keepAliveTimeoutMs;
  server.headersTimeout = patience.headersMs;
  // Node's own limit would be one for uploads, too: see `limitBody`.
  server.requestTimeout = 0;
  return server;
}

/** What somebody has to write into ALLOWED_HOSTS, if the name is theirs. */
const nameForLog = (host = ''): string => host.slice(0, 255).replace(/[^!-~]/g, '?');

/** Without its query. */
export const pathOf = (request: IncomingMessage): string => (request.url ?? '/').split('?', 1)[0] ?? '/';

/** Ends the connection of a caller whose body does not come, as Node does. */
function limitBody(request: IncomingMessage, response: ServerResponse, timeoutMs: number): void {
  if (request.complete) return;
  const timer = setTimeout(() => {
    if (request.complete) return;
    if (!response.headersSent) request.socket.write('HTTP/1.1 408 Request Timeout\r\nConnection: close\r\n\r\n');
    request.socket.destroySoon();
  }, timeoutMs);
  response.once('close', () => clearTimeout(timer));
}

function beginRequest(
  request: IncomingMessage,
  response: GatewayResponse,
  logLevel: 'info' | 'debug',
  options: HttpServerOptions,
): RequestInfo & { readonly note: ServerNote } {
  const startedAtMs = performance.now();
  const info: RequestInfo & { readonly note: ServerNote } = {
    requestId: requestIdOf(request.headers['x-request-id']),
    deadlineMs: startedAtMs + options.maxWaitMs,
    note: {},
  };
  response.begin([...securityHeaders, 'x-request-id', info.requestId]);
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
