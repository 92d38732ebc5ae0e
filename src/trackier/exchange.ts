import type { Dispatcher } from 'undici';
import type { Slot } from './slot.ts';
import type { SocketPool } from './socket-pool.ts';
import { TrackierError } from './trackier-error.ts';
import type { WireAnswer, WireRequest } from './wire-exchange.ts';

interface ExchangeLimits {
  readonly connectTimeoutMs: number;
  readonly maxAnswerBytes: number;
}

const staleSocket = new Error('The socket was idle for too long');

/**
 * One request and its answer: it waits for a socket, connects if need be, writes, reads.
 *
 * Whether anything was written is known by fact: undici calls `onRequestStart` in the same turn, right before it writes
 * (undici 8, client-h1.js, writeH1), and writes nothing if it is aborted there. A failure before is `unavailable` with
 * `notSent`; one after it is `unknown-outcome`.
 */
export class Exchange implements Dispatcher.DispatchHandler {
  readonly #request: WireRequest;
  readonly #pool: SocketPool;
  readonly #limits: ExchangeLimits;
  readonly #outcome = Promise.withResolvers<WireAnswer>();
  #timer: NodeJS.Timeout | undefined;
  #beganAtMs = performance.now();
  #slot: Slot | null = null;
  #controller: Dispatcher.DispatchController | null = null;
  #started = false;
  #done = false;
  #httpStatus = 0;
  #contentType: string | undefined;
  #retryAfter: string | undefined;
  #chunks: Buffer[] = [];
  #bytes = 0;

  constructor(request: WireRequest, pool: SocketPool, limits: ExchangeLimits) {
    this.#request = request;
    this.#pool = pool;
    this.#limits = limits;
  }

  /** To be called once. */
  run(): Promise<WireAnswer> {
    this.#pool.take(this.#dispatch);
    // Unless a socket was there: it waits for one.
    if (!this.#timer && !this.#done) this.#setTimer();
    return this.#outcome.promise;
  }

  readonly #dispatch = (slot: Slot | null): void => {
    if (!slot) return this.#fail(new Error('The sockets were closed'));
    this.#slot = slot;
    this.#beganAtMs = performance.now();
    if (this.#timer) this.#timer.refresh();
    else this.#setTimer();
    const { path, method, body, headers } = this.#request;
    slot.client.dispatch({ path, method, body, headers }, this);
  };

  #setTimer(): void {
    this.#timer = setTimeout(this.#onTimer, Math.min(this.#limits.connectTimeoutMs, this.#request.timeoutMs));
  }

  readonly #onTimer = (): void => {
    const leftMs = this.#beganAtMs + this.#request.timeoutMs - performance.now();
    if (!this.#started) this.#fail(new Error('No connection in time'));
    else if (leftMs > 0) this.#timer = setTimeout(this.#onTimer, Math.ceil(leftMs));
    // If the process stood still, the answer may be there and only not be read yet: the loop reads before it comes to this.
    else setImmediate(() => this.#fail(new Error('No whole answer in time')));
  };

  onRequestStart(controller: Dispatcher.DispatchController): void {
    this.#controller = controller;
    if (this.#started || this.#done) controller.abort(new Error('A request is written once'));
    else if (this.#slot && this.#pool.isStale(this.#slot)) this.#moveToFreshSocket(controller, this.#slot);
    else this.#start();
  }

  // The process may have stood still between taking the socket and this moment.
  #moveToFreshSocket(controller: Dispatcher.DispatchController, slot: Slot): void {
    this.#slot = null;
    controller.abort(staleSocket);
    this.#pool.discard(slot);
    this.#pool.take(this.#dispatch);
  }

  #start(): void {
    try {
      this.#request.beforeSend?.();
      this.#started = true;
    } catch (error) {
      this.#fail(error);
    }
  }

  onResponseStart(_: Dispatcher.DispatchController, httpStatus: number, headers: Record<string, unknown>): void {
    this.#httpStatus = httpStatus;
    this.#contentType = firstOf(headers['content-type']);
    this.#retryAfter = firstOf(headers['retry-after']);
  }

  onResponseData(_: Dispatcher.DispatchController, chunk: Buffer): void {
    if (this.#done) return;
    this.#bytes += chunk.length;
    this.#chunks.push(chunk);
    if (this.#bytes > this.#limits.maxAnswerBytes) this.#answer(null);
  }

  onResponseEnd(): void {
    const [first] = this.#chunks;
    const whole = first && this.#chunks.length === 1 ? first : Buffer.concat(this.#chunks);
    this.#answer(whole.toString());
  }

  onResponseError(_: Dispatcher.DispatchController | null, error: Error): void {
    if (error !== staleSocket) this.#fail(error);
  }

  #answer(text: string | null): void {
    if (this.#done) return;
    this.#finish(text !== null);
    this.#outcome.resolve({
      httpStatus: this.#httpStatus,
      contentType: this.#contentType,
      retryAfter: this.#retryAfter,
      text,
    });
  }

  #fail(cause: unknown): void {
    if (this.#done) return;
    const error = cause instanceof TrackierError ? cause : transportError(this.#started, this.#httpStatus, cause);
    this.#finish(false);
    this.#outcome.reject(error);
  }

  #finish(isReusable: boolean): void {
    this.#done = true;
    this.#chunks = [];
    clearTimeout(this.#timer);
    if (!this.#slot) this.#pool.leave(this.#dispatch);
    else if (isReusable) this.#pool.release(this.#slot);
    else this.#giveUp(this.#slot);
  }

  #giveUp(slot: Slot): void {
    this.#controller?.abort(new Error('The request was given up'));
    this.#pool.discard(slot);
  }
}

function transportError(wasStarted: boolean, httpStatus: number, cause: unknown): TrackierError {
  if (!wasStarted) return new TrackierError('No connection to Trackier', { kind: 'unavailable', notSent: true, cause });
  return new TrackierError('The request went out and no whole answer came', {
    kind: 'unknown-outcome',
    httpStatus: httpStatus === 0 ? undefined : httpStatus,
    cause,
  });
}

function firstOf(header: unknown): string | undefined {
  const first: unknown = Array.isArray(header) ? header[0] : header;
  return typeof first === 'string' ? first : undefined;
}
