import { type Clock, monotonicClock } from './clock.ts';
import { Exchange } from './exchange.ts';
import { createSocketOpener, type SocketSettings } from './open-socket.ts';
import { createSocketPool } from './socket-pool.ts';
import { TrackierError } from './trackier-error.ts';
import type { WireAnswer, WireRequest } from './wire-exchange.ts';

export interface TrackierConnectionOptions {
  /** `http:` or `https:`; may have a path, which goes before every endpoint's. */
  readonly baseUrl: string;
  /** For one request, its answer included. */
  readonly timeoutMs: number;
  /** For the socket (DNS and TLS included). @default 10 s, or `timeoutMs` if that is less */
  readonly connectTimeoutMs?: number | undefined;
  /** How many requests may be out at once; who comes later waits for a socket. @default 256 */
  readonly maxSockets?: number | undefined;
  /** A socket that was idle for longer is never used again: upstreams close theirs after some seconds, some after two. @default 1000 */
  readonly maxIdleMs?: number | undefined;
  /** A larger answer is not read. @default 4 MiB */
  readonly maxAnswerBytes?: number | undefined;
  /** Passed on to node's `net` and `tls`. */
  readonly socket?: SocketSettings | undefined;
  readonly clock?: Clock | undefined;
}

/** The sockets to one Trackier, shared by the clients of all API keys. */
export interface TrackierConnection {
  /** What goes before every endpoint's path; '' if the base URL has no path. */
  readonly pathPrefix: string;
  /** @internal Sends one request and reads its answer; rejects with a TrackierError. */
  exchange(request: WireRequest): Promise<WireAnswer>;
  /** Destroys every socket. A request that is out ends as `unknown-outcome`. */
  close(): Promise<void>;
}

/** Opens no socket yet: the first request does. Throws a TypeError for a base URL that is none. */
export function createTrackierConnection(options: TrackierConnectionOptions): TrackierConnection {
  const {
    timeoutMs,
    maxSockets = 256,
    maxIdleMs = 1_000,
    maxAnswerBytes = 4 * 1024 ** 2,
    clock = monotonicClock,
  } = options;
  const { url, target } = targetFrom(options.baseUrl);
  const openSocket = createSocketOpener(target, options.socket);
  const pool = createSocketPool({ origin: url.origin, openSocket, maxSockets, maxIdleMs, clock });
  const limits = { connectTimeoutMs: options.connectTimeoutMs ?? Math.min(10_000, timeoutMs), maxAnswerBytes };
  let isClosed = false;
  return {
    pathPrefix: url.pathname.replace(/\/+$/, ''),
    exchange(request) {
      if (isClosed)
        return Promise.reject(new TrackierError('The connection is closed', { kind: 'draining', notSent: true }));
      return new Exchange(request, pool, limits).run();
    },
    async close() {
      isClosed = true;
      await pool.close();
    },
  };
}

function targetFrom(baseUrl: string) {
  const url = new URL(baseUrl);
  const secure = url.protocol === 'https:';
  if (!secure && url.protocol !== 'http:')
    throw new TypeError('The base URL of Trackier starts with neither http: nor https:');
  const hostname = url.hostname.replace(/^\[|\]$/g, '');
  return { url, target: { hostname, port: Number(url.port) || (secure ? 443 : 80), secure } };
}
