import { TrackierError } from '../../trackier/trackier-error.ts';
import { InvalidConversionsError, InvalidInputError } from '../import-errors.ts';
import { mayHaveBeenTaken } from '../import-now.ts';

/** A failure after which certainly nothing was queued, so that its idempotency key may be used anew. */
export type FreeingFailure = InvalidInputError | InvalidConversionsError | TrackierError;

/** Whether certainly nothing was queued. What is not known for sure, such as a bug, is no such failure. */
export function isFreeing(error: unknown): error is FreeingFailure {
  if (error instanceof TrackierError) return !mayHaveBeenTaken(error);
  return error instanceof InvalidInputError || error instanceof InvalidConversionsError;
}

/** A failure as it is kept, without its causes: those stand in the log of whoever met them. */
export function answerFromFailure(error: FreeingFailure): string {
  // All that the classes add to Error are plain values of their own; `name` tells one from another.
  return JSON.stringify({ ...Object.fromEntries(Object.entries(error)), message: error.message });
}

/** The failure that was kept. */
export function failureFromAnswer(answer: string): FreeingFailure {
  const kept: KeptFailure = JSON.parse(answer);
  if (kept.name === 'InvalidInputError') return new InvalidInputError(kept.issues);
  if (kept.name === 'TrackierError') return new TrackierError(kept.message, kept);
  return new InvalidConversionsError(kept.submittedCount, kept.rejectedCount, kept.rowErrors);
}

type Kept<Failure extends Error> = Omit<Failure, 'stack' | 'cause'>;

type KeptFailure = Kept<InvalidInputError> | Kept<InvalidConversionsError> | Kept<TrackierError>;
