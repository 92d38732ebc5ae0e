import type { Call, Sender } from './call.ts';
import { errorFromAnswer } from './classify-answer.ts';
import { envelopeFromText } from './envelope.ts';
import type { Turn } from './pace-lanes.ts';
import type { RequestEvent } from './request-event.ts';
import { TrackierError } from './trackier-error.ts';
import { callerGone, draining } from './waiting-errors.ts';

/** One try at a request. */
export interface Try {
  readonly attempt: number;
  readonly deadlineMs: number;
  readonly turn: Turn;
}

/** Sends a request once. Its failure is an answer, not a throw: what comes of it is for the retry policy to say. */
export async function tryOnce<Reply>(
  sender: Sender,
  call: Call<Reply>,
  { attempt, deadlineMs, turn }: Try,
): Promise<{ readonly reply: Reply } | TrackierError> {
  const beganAtMs = sender.clock.now();
  const report = (outcome: RequestEvent['outcome'], httpStatus?: number, upstreamCode?: number) => {
    const durationMs = sender.clock.now() - beganAtMs;
    sender.onRequest({ endpoint: call.endpoint, attempt, outcome, httpStatus, upstreamCode, durationMs });
  };
  try {
    const timeoutMs = attempt === 1 ? sender.timeoutMs : timeoutOfRetry(sender, call, deadlineMs);
    const answer = await exchange(sender, call, timeoutMs, turn);
    const envelope = envelopeFromText(answer.text);
    const reply = call.replyFrom(envelope, answer.httpStatus);
    if (reply === null || envelope.success === false) {
      const context = { method: call.method, apiKey: sender.apiKey, carriesReply: reply !== null };
      throw errorFromAnswer(answer, envelope, context);
    }
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

function exchange<Reply>(sender: Sender, call: Call<Reply>, timeoutMs: number, turn: Turn) {
  const { connection, headers, isDraining } = sender;
  const { method, body, signal, maySend } = call;
  const beforeSend = () => {
    if (isDraining()) throw draining();
    if (signal?.aborted) throw callerGone(signal.reason);
    if (maySend?.() === false) throw callerGone();
    turn.start();
  };
  const path = connection.pathPrefix + call.path;
  return connection.exchange({ method, path, headers: headers[method], body, timeoutMs, beforeSend });
}
