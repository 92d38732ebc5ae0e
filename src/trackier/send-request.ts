import { errorFromAnswer } from './classify-answer.ts';
import type { Clock } from './clock.ts';
import type { TrackierConnection } from './connection.ts';
import { type Envelope, envelopeFromText } from './envelope.ts';
import type { Pace } from './pace.ts';
import type { Lane } from './pace-lanes.ts';
import type { Pauses } from './pauses.ts';
import type { Endpoint, RequestEvent } from './request-event.ts';
import { retryDelayMs, throttleDelayMs } from './retry-policy.ts';
import { TrackierError } from './trackier-error.ts';
import { callerGone, draining } from './waiting-errors.ts';

/** What one API key's requests have in common. */
export interface Sender {
  readonly connection: TrackierConnection;
  readonly apiKey: string;
  readonly headers: { readonly GET: string[]; readonly POST: string[] };
  readonly pace: Pace;
  readonly pauses: Pauses;
  readonly clock: Clock;
  readonly timeoutMs: number;
  readonly random: () => number;
  readonly onRequest: (event: RequestEvent) => void;
  readonly isDraining: () => boolean;
}

/** One call of an endpoint. */
export interface Call<Reply> {
  readonly endpoint: Endpoint;
  readonly method: 'GET' | 'POST';
  /** Below the base URL's own path, percent-encoded. */
  readonly path: string;
  readonly body: string | null;
  readonly lane: Lane;
  readonly signal?: AbortSignal | undefined;
  readonly deadlineMs?: number | undefined;
  readonly retry?: boolean | undefined;
  readonly hasTurn?: boolean | undefined;
  readonly maySend?: (() => boolean) | undefined;
  /** What was asked for, out of an envelope that is no failure; null if it is not there. */
  readonly replyFrom: (envelope: Envelope, httpStatus: number) => Reply | null;
}

/** Calls an endpoint, as often as the retry policy has it; rejects with a TrackierError. */
export async function sendRequest<Reply>(sender: Sender, call: Call<Reply>): Promise<Reply> {
  const { clock, pace } = sender;
  const deadlineMs = call.deadlineMs ?? clock.now() + sender.timeoutMs;
  if (!call.hasTurn) await pace.take({ lane: call.lane, deadlineMs, signal: call.signal });
  let firstFailureAtMs = 0;
  for (let tries = 1; ; tries++) {
    const outcome = await tryOnce(sender, call, tries, deadlineMs);
    if (!(outcome instanceof TrackierError)) return outcome.reply;
    if (tries === 1) firstFailureAtMs = clock.now();
    await waitForNextTry(sender, call, outcome, { tries, firstFailureAtMs, deadlineMs });
  }
}

interface Progress {
  readonly tries: number;
  readonly firstFailureAtMs: number;
  readonly deadlineMs: number;
}

async function waitForNextTry<Reply>(sender: Sender, call: Call<Reply>, error: TrackierError, progress: Progress) {
  const { clock, pace, pauses, random } = sender;
  const nowMs = clock.now();
  const isThrottled = error.kind === 'throttled';
  const allowedMs =
    call.retry === false ? null : retryDelayMs(error, { ...progress, method: call.method, nowMs }, random);
  const delayMs = allowedMs ?? (isThrottled ? throttleDelayMs(error, progress.tries, random) : 0);
  const failure = isThrottled ? withRetryAfter(error, delayMs) : error;
  if (isThrottled) pace.hold(Math.min(delayMs, maxHoldMs));
  if (allowedMs === null || nowMs + delayMs > progress.deadlineMs) throw failure;
  if (!isThrottled) await pauses.pause(delayMs, call.signal);
  await takeAgain(sender, call, failure, progress.deadlineMs);
}

/** However long Trackier asks for, after this one request finds out whether it still means it. */
const maxHoldMs = 5 * 60_000;

// What Trackier said tells more than that there is no time to ask it again.
async function takeAgain<Reply>(
  { pace }: Sender,
  { lane, signal }: Call<Reply>,
  failure: TrackierError,
  deadlineMs: number,
) {
  try {
    await pace.take({ lane, deadlineMs, signal });
  } catch (error) {
    throw error instanceof TrackierError && error.kind === 'queue-full' ? failure : error;
  }
}

function withRetryAfter(error: TrackierError, retryAfterMs: number): TrackierError {
  if (error.retryAfterMs !== undefined) return error;
  const { message, kind, httpStatus, upstreamCode, upstreamMessage, cause } = error;
  return new TrackierError(message, { kind, httpStatus, upstreamCode, upstreamMessage, cause, retryAfterMs });
}

async function tryOnce<Reply>(
  sender: Sender,
  call: Call<Reply>,
  attempt: number,
  deadlineMs: number,
): Promise<{ readonly reply: Reply } | TrackierError> {
  const beganAtMs = sender.clock.now();
  const report = (outcome: RequestEvent['outcome'], httpStatus?: number, upstreamCode?: number) => {
    const durationMs = sender.clock.now() - beganAtMs;
    sender.onRequest({ endpoint: call.endpoint, attempt, outcome, httpStatus, upstreamCode, durationMs });
  };
  try {
    const answer = await exchange(
      sender,
      call,
      attempt === 1 ? sender.timeoutMs : timeoutOfRetry(sender, call, deadlineMs),
    );
    const envelope = envelopeFromText(answer.text);
    const reply = envelope.success === false ? null : call.replyFrom(envelope, answer.httpStatus);
    if (reply === null) throw errorFromAnswer(answer, envelope, { method: call.method, apiKey: sender.apiKey });
    report('ok', answer.httpStatus);
    return { reply };
  } catch (error) {
    if (!(error instanceof TrackierError)) throw error;
    report(error.kind, error.httpStatus, error.upstreamCode);
    return error;
  }
}

// A POST has its whole time however long it waited; a GET that is asked again must not outlive the caller's patience.
function timeoutOfRetry<Reply>({ clock, timeoutMs }: Sender, call: Call<Reply>, deadlineMs: number): number {
  return call.method === 'POST' ? timeoutMs : Math.max(1, Math.min(timeoutMs, Math.ceil(deadlineMs - clock.now())));
}

function exchange<Reply>(sender: Sender, call: Call<Reply>, timeoutMs: number) {
  const { connection, headers, isDraining } = sender;
  const { method, body, signal, maySend } = call;
  const beforeSend = () => {
    if (isDraining()) throw draining();
    if (signal?.aborted) throw callerGone(signal.reason);
    if (maySend?.() === false) throw callerGone();
  };
  const path = connection.pathPrefix + call.path;
  return connection.exchange({ method, path, headers: headers[method], body, timeoutMs, beforeSend });
}
