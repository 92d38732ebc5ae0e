import type { Call, Sender } from './call.ts';
import { errorFromAnswer } from './classify-answer.ts';
import { envelopeFromText } from './envelope.ts';
import type { Turn } from './pace-lanes.ts';
import type { RequestEvent } from './request-event.ts';
import type { RequestSpan } from './request-spans.ts';
import { TrackierError } from './trackier-error.ts';
import { callerGone, draining } from './waiting-errors.ts';

/** One try at a request. */
export interface Try {
  readonly attempt: number;
  readonly deadlineMs: number;
  readonly turn: Turn;
}

type TryOutcome<Reply> = { readonly reply: Reply } | TrackierError;

/** Sends a request once. Its failure is an answer, not a throw: what comes of it is for the retry policy to say. */
export function tryOnce<Reply>(sender: Sender, call: Call<Reply>, one: Try): Promise<TryOutcome<Reply>> {
  if (!sender.spans) return sendOnce(sender, call, one, null);
  const attributes = { 'http.request.method': call.method, 'http.request.resend_count': one.attempt - 1 };
  return sender.spans.run(`trackier ${call.endpoint}`, { kind: 'client', attributes }, span =>
    sendOnce(sender, call, one, span),
  );
}

async function sendOnce<Reply>(
  sender: Sender,
  call: Call<Reply>,
  { attempt, deadlineMs, turn }: Try,
  span: RequestSpan | null,
): Promise<TryOutcome<Reply>> {
  const beganAtMs = sender.clock.now();
  const report = (
    outcome: RequestEvent['outcome'],
    failure: Partial<Pick<TrackierError, 'httpStatus' | 'upstreamCode' | 'reason' | 'cause'>>,
  ) => {
    const { httpStatus, upstreamCode, reason } = failure;
    const cause = systemCodeOf(failure.cause);
    const durationMs = sender.clock.now() - beganAtMs;
    sender.onRequest({
      endpoint: call.endpoint,
      attempt,
      outcome,
      reason,
      cause,
      httpStatus,
      upstreamCode,
      durationMs,
    });
    if (httpStatus !== undefined) span?.note({ 'http.response.status_code': httpStatus });
    if (upstreamCode !== undefined) span?.note({ 'trackier.code': upstreamCode });
    if (outcome !== 'ok') span?.fail(outcome);
  };
  try {
    const timeoutMs = attempt === 1 ? sender.timeoutMs : timeoutOfRetry(sender, call, deadlineMs);
    const answer = await exchange(sender, call, timeoutMs, { turn, traceparent: span?.traceparent ?? null });
    const envelope = envelopeFromText(answer.text);
    const reply = call.replyFrom(envelope, answer.httpStatus);
    if (reply === null || envelope.success === false) {
      const context = { method: call.method, apiKey: sender.apiKey, carriesReply: reply !== null };
      throw errorFromAnswer(answer, envelope, context);
    }
    report('ok', answer);
    return { reply };
  } catch (error) {
    if (!(error instanceof TrackierError)) throw error;
    report(error.kind, error);
    return error;
  }
}

// A POST has its whole time however long it waited; a GET that is asked again must not outlive the caller's patience.
function timeoutOfRetry<Reply>({ clock, timeoutMs }: Sender, call: Call<Reply>, deadlineMs: number): number {
  return call.method === 'POST' ? timeoutMs : Math.max(1, Math.min(timeoutMs, Math.ceil(deadlineMs - clock.now())));
}

interface Going {
  readonly turn: Turn;
  readonly traceparent: string | null;
}

function exchange<Reply>(sender: Sender, call: Call<Reply>, timeoutMs: number, { turn, traceparent }: Going) {
  const { connection, headers, isDraining, seat } = sender;
  const { method, body, signal, maySend } = call;
  const beforeSend = () => {
    if (isDraining()) throw draining();
    if (signal?.aborted) throw callerGone(signal.reason);
    if (maySend?.() === false) throw callerGone();
    // A GET may go: the probe is one.
    if (method === 'POST') seat.check();
    turn.start();
  };
  const path = connection.pathPrefix + call.path;
  const own = headers[method];
  const all = traceparent === null ? own : [...own, 'traceparent', traceparent];
  return connection.exchange({ method, path, headers: all, body, timeoutMs, beforeSend });
}

function systemCodeOf(cause: unknown): string | undefined {
  return cause instanceof Error && 'code' in cause && typeof cause.code === 'string' ? cause.code : undefined;
}
