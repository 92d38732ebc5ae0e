import type { IncomingMessage, ServerResponse } from 'node:http';
import { sendText } from './health.ts';

/** What pages of other origins may do (https://fetch.spec.whatwg.org/#http-cors-protocol). */
export interface Cors {
  /** Sets the headers by which a browser shows the answer to the page, if it may. */
  readonly setHeaders: (request: IncomingMessage, response: ServerResponse) => void;
  /** Whether a browser asks for leave to send something, on a path that pages may use. */
  readonly isPreflight: (request: IncomingMessage) => boolean;
  readonly answerPreflight: (request: IncomingMessage, response: ServerResponse, methods: readonly string[]) => void;
}

/** GraphQL, uploads and downloads. The rest is for those who run the gateway. */
const sharedPath = /^\/(?:graphql|bulk-imports\/[^?]*)(?:\?|$)/;

const allowedHeaders = [
  'Authorization',
  'Content-Type',
  'X-Api-Key',
  'X-Request-Id',
  'X-Requested-With',
  'GraphQL-Require-Preflight',
  'Apollo-Require-Preflight',
  'X-GraphQL-Yoga-CSRF',
  'ApolloGraphQL-Client-Name',
  'ApolloGraphQL-Client-Version',
  'Traceparent',
  'Tracestate',
].join(', ');

const exposedHeaders = 'X-Request-Id, Retry-After, Content-Disposition, WWW-Authenticate';

/** No browser keeps the leave for longer. */
const maxAgeSeconds = '7200';

/**
 * Lets the pages of `origins`, and of no other, call the gateway; without any, null. They must bring their own
 * credentials: cookies and the like are never allowed.
 */
export function createCors(origins: readonly string[]): Cors | null {
  if (origins.length === 0) return null;
  // Sandboxed frames and files have the origin "null", whoever wrote them.
  const allowed = new Set(origins.filter(origin => origin !== 'null'));
  const originOf = ({ headers, url = '' }: IncomingMessage): string | null =>
    headers.origin !== undefined && sharedPath.test(url) && allowed.has(headers.origin) ? headers.origin : null;

  return {
    setHeaders(request, response) {
      // Also where there is none: what a cache keeps must not be given to a page of another origin.
      response.setHeader('vary', 'Origin');
      const origin = originOf(request);
      if (origin === null) return;
      response.setHeader('access-control-allow-origin', origin);
      response.setHeader('access-control-expose-headers', exposedHeaders);
    },
    isPreflight: ({ method, headers, url = '' }) =>
      method === 'OPTIONS' &&
      headers.origin !== undefined &&
      headers['access-control-request-method'] !== undefined &&
      sharedPath.test(url),
    answerPreflight(request, response, methods) {
      if (originOf(request) === null) {
        return sendText(response, 403, 'Pages of this origin may not call the gateway. See CORS_ORIGINS.');
      }
      response.writeHead(204, {
        'access-control-allow-methods': methods.join(', '),
        'access-control-allow-headers': allowedHeaders,
        'access-control-max-age': maxAgeSeconds,
      });
      response.end();
    },
  };
}
