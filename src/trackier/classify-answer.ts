import type { Envelope } from './envelope.ts';
import {
  contradiction,
  emptySuccess,
  otherCode,
  type Verdict,
  verdictByCode,
  verdictsByStatus,
} from './failure-table.ts';
import { retryAfterMsFrom } from './retry-after.ts';
import { TrackierError } from './trackier-error.ts';
import { upstreamMessageFrom } from './upstream-message.ts';
import type { WireAnswer } from './wire-exchange.ts';

/** What is asked of an answer besides its own content. */
export interface AnswerContext {
  readonly method: 'GET' | 'POST';
  readonly apiKey: string;
  /** Whether it carries what was asked for, failure though it is. */
  readonly carriesReply: boolean;
}

/** The error that an answer is which does not carry what was asked for. */
export function errorFromAnswer(answer: WireAnswer, envelope: Envelope, context: AnswerContext): TrackierError {
  const verdict = verdictOf(answer.httpStatus, envelope, context);
  const page = /^text\/html\b/i.test(answer.contentType ?? '') ? ', an HTML page' : '';
  return new TrackierError(`${verdict.sentence} (HTTP ${answer.httpStatus}${page})`, {
    kind: verdict.kind,
    reason: verdict.reason,
    httpStatus: answer.httpStatus,
    upstreamCode: envelope.code ?? undefined,
    upstreamMessage: upstreamMessageFrom(envelope.message, context.apiKey),
    byTrackier: envelope.isTrackierError,
    retryAfterMs: retryAfterMsFrom(answer.retryAfter, Date.now()),
  });
}

function verdictOf(httpStatus: number, envelope: Envelope, { method, carriesReply }: AnswerContext): Verdict {
  const { success, code, isTrackierError } = envelope;
  if (success === true) return emptySuccess;
  if (carriesReply && method === 'POST') return contradiction;
  // A proxy's 5xx may have a number in it too, and tells nothing of what Trackier did.
  const codeCounts = code !== null && (isTrackierError || httpStatus < 500);
  const known = codeCounts ? verdictByCode.get(code) : undefined;
  if (known) return known;
  // Trackier's codes end at 60: a code that looks like an HTTP status is one.
  const codeIsStatus = code !== null && code >= 400 && code <= 599;
  if (codeCounts && !codeIsStatus) return otherCode;
  const status = codeIsStatus && isTrackierError ? code : httpStatus;
  return verdictByStatus(status, isTrackierError, method);
}

function verdictByStatus(status: number, byTrackier: boolean, method: 'GET' | 'POST'): Verdict {
  const fits = verdictsByStatus.find(
    row =>
      status >= row.from &&
      status <= row.to &&
      (row.method ?? method) === method &&
      (row.byTrackier ?? byTrackier) === byTrackier,
  );
  return fits?.verdict ?? emptySuccess;
}
