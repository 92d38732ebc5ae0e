import { once } from 'node:events';
import {
  createServer,
  type IncomingHttpHeaders,
  type IncomingMessage,
  type Server,
  type ServerResponse,
} from 'node:http';
import type { Server as NetServer, Socket } from 'node:net';
import { text } from 'node:stream/consumers';
import { afterEach, expect } from 'vitest';
import { createTrackierConnection, type TrackierConnectionOptions } from '../../src/trackier/connection.ts';
import { createTrackierClient, type TrackierClientOptions } from '../../src/trackier/create-trackier-client.ts';
import type { TrackierClient } from '../../src/trackier/trackier-client.ts';
import { TrackierError } from '../../src/trackier/trackier-error.ts';

/** A request as it arrived. */
export interface ArrivedRequest {
  readonly method: string;
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

/** An HTTP server on a free port that answers as a test wants. */
export interface Upstream {
  readonly url: string;
  readonly arrived: readonly ArrivedRequest[];
  readonly sockets: ReadonlySet<Socket>;
  readonly server: Server;
}

/** Answers a request; `count` is how many arrived before it. */
export type Answer = (response: ServerResponse, request: ArrivedRequest, count: number) => void;

const cleanups: (() => Promise<void> | void)[] = [];

afterEach(async () => {
  for (const cleanup of cleanups.splice(0).toReversed()) await cleanup();
});

/** Runs something when the test is over. */
export function onTestEnd(cleanup: () => Promise<void> | void): void {
  cleanups.push(cleanup);
}

/** Starts an upstream that ends with the test. */
export async function startUpstream(answer: Answer): Promise<Upstream> {
  const arrived: ArrivedRequest[] = [];
  const sockets = new Set<Socket>();
  const serve = async (request: IncomingMessage, response: ServerResponse) => {
    const body = await text(request);
    const seen = { method: request.method ?? '', path: request.url ?? '', headers: request.headers, body };
    arrived.push(seen);
    answer(response, seen, arrived.length - 1);
  };
  const server = createServer((request, response) => void serve(request, response));
  server.on('connection', socket => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
  });
  const port = await listen(server);
  return { url: `http://127.0.0.1:${port}`, arrived, sockets, server };
}

/** Has a server listen on a free port until the test is over. */
export async function listen(server: NetServer): Promise<number> {
  const sockets = new Set<Socket>();
  server.on('connection', (socket: Socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestEnd(() => {
    for (const socket of sockets) socket.destroy();
    server.close();
  });
  const address = server.address();
  return typeof address === 'object' ? (address?.port ?? 0) : 0;
}

/** Answers with JSON. */
export function replyJson(
  response: ServerResponse,
  status: number,
  body: unknown,
  headers: Record<string, string> = {},
): void {
  response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(body));
}

/** A success that carries a job. */
export const queuedReply = {
  success: true,
  data: { message: 'Job has been queued!!', job: { _id: '5c2f5454333446229468a428', state: 'pending' } },
};

/** A client of its own, with its sockets, that ends with the test. */
export function startClient(
  url: string,
  options: Partial<Omit<TrackierClientOptions, 'connection'>> & {
    connection?: Partial<TrackierConnectionOptions>;
  } = {},
): TrackierClient {
  const timeoutMs = options.timeoutMs ?? 20_000;
  const connection = createTrackierConnection({ baseUrl: url, timeoutMs, ...options.connection });
  onTestEnd(() => connection.close());
  return createTrackierClient({ apiKey: 'the-key', requestsPerSecond: 10_000, ...options, timeoutMs, connection });
}

/** The TrackierError that a promise rejects with. */
export async function errorOf(promise: Promise<unknown>): Promise<TrackierError> {
  const error = await promise.then(
    value => expect.fail(`it was answered: ${JSON.stringify(value)}`),
    (reason: unknown) => reason,
  );
  if (!(error instanceof TrackierError)) throw error;
  return error;
}

/** One row. */
export const oneRow = { conversions: [{ clickId: 'c1' }] };
