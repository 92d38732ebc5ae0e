import type { BreakerSeat } from './breaker-seat.ts';
import type { Clock } from './clock.ts';
import type { TrackierConnection } from './connection.ts';
import type { Envelope } from './envelope.ts';
import type { Pace } from './pace.ts';
import type { Lane, Turn } from './pace-lanes.ts';
import type { Pauses } from './pauses.ts';
import type { Endpoint, RequestEvent } from './request-event.ts';
import type { RequestSpans } from './request-spans.ts';

/** What one API key's requests have in common. */
export interface Sender {
  readonly connection: TrackierConnection;
  readonly apiKey: string;
  readonly headers: { readonly GET: string[]; readonly POST: string[] };
  readonly pace: Pace;
  readonly pauses: Pauses;
  readonly seat: BreakerSeat;
  readonly clock: Clock;
  readonly timeoutMs: number;
  readonly random: () => number;
  readonly onRequest: (event: RequestEvent) => void;
  readonly spans?: RequestSpans | undefined;
  readonly isDraining: () => boolean;
}

/** One call of an endpoint. */
export interface Call<Reply> {
  readonly endpoint: Endpoint;
  readonly method: 'GET' | 'POST';
  /** Below the base URL's own path, percent-encoded. */
  readonly path: string;
  readonly body: Buffer | null;
  readonly lane: Lane;
  readonly signal?: AbortSignal | undefined;
  readonly deadlineMs?: number | undefined;
  readonly retry?: boolean | undefined;
  readonly turn?: Turn | undefined;
  readonly maySend?: (() => boolean) | undefined;
  /** What was asked for, out of an envelope that is no failure; null if it is not there. */
  readonly replyFrom: (envelope: Envelope, httpStatus: number) => Reply | null;
}
