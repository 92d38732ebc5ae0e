import type { AttemptEnd, IdempotencyRecord } from '../../store/idempotency-records.ts';
import { OutcomeUnknownError } from '../import-errors.ts';
import { answerFromFailure, failureFromAnswer, isFreeing } from './freeing-failure.ts';

/** How the answers of an operation are kept. */
export interface AnswerForm<Answer> {
  readonly toText: (answer: Answer) => string;
  /** Marked as replayed, where the operation's answers tell that. */
  readonly fromText: (text: string) => Answer;
  /** The job that carries what was sent. */
  readonly jobIdOf: (answer: Answer) => string | null;
}

/** What became of an attempt under a key, for whoever comes with the key again. */
export type KeyedOutcome =
  | { readonly state: 'DONE'; readonly answer: string; readonly jobId: string | null }
  | { readonly state: 'FREED'; readonly answer: string }
  | { readonly state: 'UNKNOWN'; readonly startedAt: Date; readonly endedAt: Date };

/** Between these two instants an attempt was under way. */
export interface AttemptWindow {
  readonly startedAt: Date;
  readonly endedAt: Date;
}

/** The outcome of an attempt that was answered. */
export const outcomeOfAnswer = <Answer>(answer: Answer, form: AnswerForm<Answer>): KeyedOutcome => ({
  state: 'DONE',
  answer: form.toText(answer),
  jobId: form.jobIdOf(answer),
});

/** The outcome of an attempt that failed: unknown unless it is certain that nothing was queued. */
export function outcomeOfFailure(error: unknown, window: AttemptWindow): KeyedOutcome {
  if (isFreeing(error)) return { state: 'FREED', answer: answerFromFailure(error) };
  const { startedAt, endedAt } = error instanceof OutcomeUnknownError ? error : window;
  return { state: 'UNKNOWN', startedAt, endedAt };
}

/** The outcome that a record tells; null while it is under way. An owner that outlived its lease is taken for dead. */
export function outcomeOfRecord(record: IdempotencyRecord): KeyedOutcome | null {
  const { state, answer } = record;
  if (state === 'DONE' && answer !== null) return { state, answer, jobId: record.job_id };
  if (state === 'FREED' && answer !== null) return { state, answer };
  if (state === 'PENDING' && record.is_orphan === 0) return null;
  const endedAt = record.ended_at ?? record.lease_until ?? record.started_at;
  return { state: 'UNKNOWN', startedAt: new Date(record.started_at), endedAt: new Date(endedAt) };
}

/** What is told of an attempt whose outcome could not be written yet: an answer may be lost that way, so it is not told. */
export const outcomeOfUnwritten = (outcome: KeyedOutcome, window: AttemptWindow): KeyedOutcome =>
  outcome.state === 'DONE' ? { state: 'UNKNOWN', ...window } : outcome;

/** An outcome as it is written. */
export function endOf(outcome: KeyedOutcome, { startedAt, endedAt }: AttemptWindow): AttemptEnd {
  const window = outcome.state === 'UNKNOWN' ? outcome : { startedAt, endedAt };
  return {
    state: outcome.state,
    started_at: window.startedAt.getTime(),
    ended_at: window.endedAt.getTime(),
    job_id: outcome.state === 'DONE' ? outcome.jobId : null,
    answer: outcome.state === 'UNKNOWN' ? null : outcome.answer,
  };
}

/** Tells an outcome to somebody who did not try: the answer, or the failure by rejecting. */
export function replay<Answer>(outcome: KeyedOutcome, form: AnswerForm<Answer>): Answer {
  if (outcome.state === 'DONE') return form.fromText(outcome.answer);
  if (outcome.state === 'FREED') throw failureFromAnswer(outcome.answer);
  throw new OutcomeUnknownError(outcome.startedAt, outcome.endedAt, undefined);
}
