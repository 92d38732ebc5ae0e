import type { Breaker } from './breaker.ts';
import { createBreakerSeat } from './breaker-seat.ts';
import type { Call, Sender } from './call.ts';
import { type Clock, monotonicClock } from './clock.ts';
import type { TrackierConnection } from './connection.ts';
import { importCall } from './import-conversions.ts';
import { getJobCall, isJobUnknown, listJobsCall } from './jobs.ts';
import { observePace, type PaceObserver } from './observed-pace.ts';
import { createPace, type Pace } from './pace.ts';
import { createPauses } from './pauses.ts';
import { probeTrackier } from './probe.ts';
import type { RequestEvent } from './request-event.ts';
import { sendRequest } from './send-request.ts';
import type { ReadOptions, TrackierClient } from './trackier-client.ts';
import { TrackierError } from './trackier-error.ts';

export interface TrackierClientOptions extends PaceObserver {
  readonly connection: TrackierConnection;
  readonly apiKey: string;
  /** May be a fraction. */
  readonly requestsPerSecond: number;
  /** For one request, its answer included; and, where no deadline is given, for waiting before it. */
  readonly timeoutMs: number;
  /** Told of every try. What it throws is ignored: what Trackier did is not undone by a log that fails. */
  readonly onRequest?: ((event: RequestEvent) => void) | undefined;
  /** @default a pace of its own, in memory */
  readonly pace?: Pace | undefined;
  /** Of the host, shared by the clients of all API keys. @default none: every request is tried */
  readonly breaker?: Breaker | undefined;
  /** How many may wait for the pace. @default 1000 */
  readonly maxQueued?: number | undefined;
  /** From 0 to 1, for jitter. @default Math.random */
  readonly random?: (() => number) | undefined;
  readonly clock?: Clock | undefined;
}

const userAgent = 'trackier-graphql-gateway';

/** Trackier as one API key sees it; holds no socket of its own. */
export function createTrackierClient(options: TrackierClientOptions): TrackierClient {
  const { apiKey, breaker, clock = monotonicClock, requestsPerSecond, maxQueued } = options;
  const pace = observePace(options.pace ?? createPace({ requestsPerSecond, clock, maxQueued }), clock, options);
  const pauses = createPauses(clock);
  const seat = createBreakerSeat({ breaker, pace, pauses, clock, probe: () => probeTrackier(sender) });
  const outstandingPosts = createOutstanding();
  const isUsable = isHeaderValue(apiKey);
  let isDraining = false;
  const common = ['X-Api-Key', apiKey, 'Accept', 'application/json', 'User-Agent', userAgent];
  const sender: Sender = {
    connection: options.connection,
    apiKey,
    pace,
    pauses,
    seat,
    clock,
    timeoutMs: options.timeoutMs,
    headers: { GET: common, POST: [...common, 'Content-Type', 'application/json'] },
    random: options.random ?? Math.random,
    onRequest: quietly(options.onRequest),
    spans: options.spans,
    isDraining: () => isDraining,
  };
  const read = async <Reply>(call: Call<Reply>): Promise<Reply> => {
    if (!isUsable) throw unusableKey();
    return await sendRequest(sender, call);
  };

  return {
    pace,
    async importConversions(request, importOptions = {}) {
      const call = importCall(request, importOptions, apiKey);
      if (!isUsable) throw unusableKey();
      outstandingPosts.begin();
      try {
        return await sendRequest(sender, call);
      } finally {
        outstandingPosts.end();
      }
    },
    async waitForTurn({ lane, signal, deadlineMs = clock.now() + options.timeoutMs }) {
      return seat.takeTurn({ lane, signal, deadlineMs });
    },
    listJobs: (readOptions = {}) => read(listJobsCall(readOptions)),
    async getJob(id, readOptions: ReadOptions = {}) {
      const call = getJobCall(id, readOptions);
      return call && read(call).catch(nullIfUnknown);
    },
    drain() {
      isDraining = true;
      pace.drain();
      pauses.drain();
      seat.drain();
    },
    settled: () => outstandingPosts.settled(),
  };
}

function nullIfUnknown(error: unknown): null {
  if (error instanceof TrackierError && isJobUnknown(error)) return null;
  throw error;
}

function createOutstanding() {
  let count = 0;
  const waiting: (() => void)[] = [];
  return {
    begin() {
      count += 1;
    },
    end() {
      count -= 1;
      if (count === 0) for (const resolve of waiting.splice(0)) resolve();
    },
    settled: () => (count === 0 ? Promise.resolve() : new Promise<void>(resolve => waiting.push(resolve))),
  };
}

function quietly(onRequest: TrackierClientOptions['onRequest']): Sender['onRequest'] {
  return event => {
    try {
      onRequest?.(event);
    } catch {}
  };
}

function isHeaderValue(apiKey: string): boolean {
  return apiKey !== '' && /^[\t\x20-\x7e\x80-\xff]*$/.test(apiKey);
}

function unusableKey(): TrackierError {
  const details = { kind: 'rejected', reason: 'INVALID_API_KEY', notSent: true } as const;
  return new TrackierError('The API key has characters that no header may carry', details);
}
