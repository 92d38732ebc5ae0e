import type { Readable } from 'node:stream';
import { Agent, type Dispatcher, request } from 'undici';
import { failureOfAnswer, noAnswer } from './gateway-failure.ts';

/** What is sent. */
export interface Sent {
  readonly method: 'GET' | 'POST' | 'PUT';
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string | Readable;
  readonly signal?: AbortSignal;
}

/** What shows a gateway who asks. */
export interface Credentials {
  readonly token: string | null;
  /** Of Trackier, where callers bring their own. */
  readonly apiKey: string | null;
}

/** A gateway and who asks it. What fails is a CommandError, unless the signal was the reason. */
export interface GatewayConnection {
  readonly send: (path: string, sent: Sent) => Promise<Dispatcher.ResponseData>;
  /** The bytes of an answer as they come. */
  readonly bytes: (answer: Dispatcher.ResponseData, signal?: AbortSignal) => AsyncGenerator<Uint8Array>;
  readonly text: (answer: Dispatcher.ResponseData, signal?: AbortSignal) => Promise<string>;
  /** What an answer says whose text was read and which is no success. */
  readonly failure: (answer: Dispatcher.ResponseData, text: string) => Error;
  /** The whole address of a path of the gateway's. */
  readonly addressOf: (path: string) => string;
  readonly close: () => Promise<void>;
}

/** A stream that is silent for longer is dead: the gateway sends a comment every twelve seconds. */
const silenceMs = 45_000;

/** Opens nothing before something is sent. */
export function createGatewayConnection(url: string, { token, apiKey }: Credentials): GatewayConnection {
  const agent = new Agent({ bodyTimeout: silenceMs });
  const addressOf = (path: string): string => url.replace(/\/+$/, '') + path;
  const credentials = {
    ...(token !== null && { authorization: `Bearer ${token}` }),
    ...(apiKey !== null && { 'x-api-key': apiKey }),
  };

  async function orFailure<TResult>(work: Promise<TResult>, signal?: AbortSignal): Promise<TResult> {
    try {
      return await work;
    } catch (error) {
      throw signal?.aborted ? error : noAnswer(error, url);
    }
  }

  return {
    addressOf,
    send: (path, { signal, headers, method, body }) =>
      orFailure(
        request(addressOf(path), {
          method,
          body: body ?? null,
          dispatcher: agent,
          headers: { ...credentials, ...headers },
          signal: signal ?? null,
        }),
        signal,
      ),
    async *bytes({ body }, signal) {
      // Who stops reading in the middle would be told so by an event that nobody listens to.
      body.on('error', () => {});
      const chunks: AsyncIterator<Uint8Array> = body[Symbol.asyncIterator]();
      try {
        for (;;) {
          const { done, value } = await orFailure(chunks.next(), signal);
          if (done) return;
          yield value;
        }
      } finally {
        body.destroy();
      }
    },
    text: ({ body }, signal) => orFailure(body.text(), signal),
    failure: ({ statusCode, headers }, text) =>
      failureOfAnswer({ status: statusCode, contentType: String(headers['content-type']), text }, url),
    close: () => agent.destroy(),
  };
}
