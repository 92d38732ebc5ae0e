import type { ServerResponse } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import type { CloseAction, DripAction, FaultAction } from './fault.ts';
import type { JobOverride } from './job-factory.ts';
import { errorReply, jsonReply, type Reply } from './reply.ts';

/** One request that waits for its answer. */
export interface Exchange {
  readonly response: ServerResponse;
  /** Handles the request as ever, with all its effects, and gives the answer. */
  handle(override?: JobOverride): Reply;
  /** Resolves when a test releases what is held. */
  released(): Promise<void>;
  /** Aborts when the sandbox closes. */
  readonly signal: AbortSignal;
}

/** Answers a request as a fault wants it, or as ever without one. */
export async function performAction(action: FaultAction | undefined, exchange: Exchange): Promise<void> {
  if (action !== undefined && 'queue' in action && action.queue) exchange.handle();
  switch (action?.kind) {
    case undefined:
      return send(exchange.handle(), exchange);
    case 'error':
      return send(errorReply(action.code, action), exchange);
    case 'answer':
      return send(answerReply(action.status, action.body, action.contentType, action.headers), exchange);
    case 'garbage':
      return send({ ...jsonReply(200, null), body: '{"success":true,"data":{"message":"Job ha' }, exchange);
    case 'job':
      return send(exchange.handle(action), exchange);
    case 'delay':
      return sendAfter(sleep(action.delayMs, undefined, { signal: exchange.signal }), exchange);
    case 'hold':
      return sendAfter(exchange.released(), exchange);
    case 'hang':
      return undefined;
    case 'close':
      return closeConnection(action, exchange);
    case 'half-answer':
      return sendHalf(exchange.handle(), exchange);
    case 'drip':
      return drip(action, exchange);
  }
}

/** Ends a request's connection without a word. */
export function closeConnection(action: CloseAction, { response }: Pick<Exchange, 'response'>): void {
  if (action.reset) response.socket?.resetAndDestroy();
  else response.socket?.destroy();
}

function answerReply(
  status: number,
  body: unknown,
  contentType: string | undefined,
  headers: Readonly<Record<string, string>> = {},
): Reply {
  const isText = typeof body === 'string';
  const type = contentType ?? (isText ? 'text/html' : 'application/json');
  const text = isText ? body : body === undefined ? '' : JSON.stringify(body);
  return { status, headers: { 'content-type': type, ...headers }, body: text };
}

function writeHead(reply: Reply, response: ServerResponse): Buffer {
  const bytes = Buffer.from(reply.body, 'utf8');
  response.setHeader('content-length', bytes.byteLength);
  response.writeHead(reply.status, reply.headers);
  return bytes;
}

function send(reply: Reply, { response }: Exchange): void {
  response.end(writeHead(reply, response));
}

async function sendAfter(moment: Promise<void>, exchange: Exchange): Promise<void> {
  const reply = exchange.handle();
  await moment;
  send(reply, exchange);
}

function sendHalf(reply: Reply, { response }: Exchange): void {
  const bytes = writeHead(reply, response);
  response.write(bytes.subarray(0, bytes.byteLength / 2), () => response.socket?.destroy());
}

async function drip({ intervalMs, bytes: step = 1 }: DripAction, exchange: Exchange): Promise<void> {
  const { response, signal } = exchange;
  const bytes = writeHead(exchange.handle(), response);
  for (let start = 0; start < bytes.byteLength && !response.destroyed; start += step) {
    response.write(bytes.subarray(start, start + step));
    await sleep(intervalMs, undefined, { signal });
  }
  response.end();
}
