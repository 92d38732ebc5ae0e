import type { TrackierConnection } from '../../src/trackier/connection.ts';
import { createTrackierClient, type TrackierClientOptions } from '../../src/trackier/create-trackier-client.ts';
import { TrackierError } from '../../src/trackier/trackier-error.ts';
import type { WireAnswer, WireRequest } from '../../src/trackier/wire-exchange.ts';
import { createManualClock, type ManualClock } from './manual-clock.ts';

/** What becomes of one try: an answer, or the error of the transport. */
export type Script = (request: WireRequest, count: number) => WireAnswer | Error | Promise<WireAnswer>;

/** A client by a manual clock whose requests go nowhere; the last step of the script repeats. */
export function startScripted(
  script: Script | readonly (WireAnswer | Error)[],
  options: Partial<TrackierClientOptions> = {},
  clock: ManualClock = createManualClock(50_000),
) {
  const sentAtMs: number[] = [];
  const requests: WireRequest[] = [];
  const step: Script =
    typeof script === 'function' ? script : (_, count) => script[Math.min(count, script.length - 1)]!;
  const connection: TrackierConnection = {
    pathPrefix: '',
    async exchange(request) {
      request.beforeSend?.();
      sentAtMs.push(clock.now() - 50_000);
      requests.push(request);
      const outcome = await step(request, requests.length - 1);
      if (outcome instanceof Error) throw outcome;
      return outcome;
    },
    close: () => Promise.resolve(),
  };
  const client = createTrackierClient({
    connection,
    clock,
    apiKey: 'the-key',
    requestsPerSecond: 1_000,
    timeoutMs: 30_000,
    random: () => 0.5,
    ...options,
  });
  return { client, clock, sentAtMs, requests };
}

/** An answer with JSON. */
export function answer(httpStatus: number, body: unknown, retryAfter?: string): WireAnswer {
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  return { httpStatus, contentType: 'application/json', retryAfter, text };
}

/** An answer in Trackier's words for a failure. */
export function refusal(httpStatus: number, code: number, retryAfter?: string): WireAnswer {
  return answer(httpStatus, { success: false, error: { code, message: 'No' } }, retryAfter);
}

/** What the transport says when there was no connection. */
export const notConnected = new TrackierError('No connection', { kind: 'unavailable', notSent: true });

/** What the transport says when the answer was lost. */
export const answerLost = new TrackierError('No answer', { kind: 'unknown-outcome' });
