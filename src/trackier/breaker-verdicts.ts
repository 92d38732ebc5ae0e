import { TrackierError, type TrackierErrorKind } from './trackier-error.ts';

/** What the end of a call tells the breaker. */
export type Weight = 'failure' | 'answer' | 'none';

/**
 * By the kind of a call's failure. `malformed` is none: somebody answered, and who is not known; a page that stands in for
 * Trackier must not make it look well, and an answer in a shape that is new to the gateway must not stop it.
 */
const weights: Record<TrackierErrorKind, Weight> = {
  unavailable: 'failure',
  'unknown-outcome': 'failure',
  rejected: 'answer',
  throttled: 'answer',
  malformed: 'none',
  'queue-full': 'none',
  draining: 'none',
  'caller-gone': 'none',
};

/** What a call tells by its end; `error`: null for a reply. */
export function weightOf(error: unknown): Weight {
  if (error === null) return 'answer';
  return error instanceof TrackierError ? weights[error.kind] : 'none';
}

const unsentKinds: ReadonlySet<TrackierErrorKind> = new Set(['queue-full', 'draining', 'caller-gone']);

/** Whether a probe that failed was sent at all, and not kept back by the gateway itself. */
export const wasProbeSent = ({ kind }: TrackierError): boolean => !unsentKinds.has(kind);

/**
 * Whether the failure of a probe leaves open if Trackier answers again. Any answer closes the breaker, also a refusal and one
 * that cannot be read: GET /jobs may be forbidden or have changed, and imports must not wait for that. A 5xx that Trackier did
 * not write is none, nor is silence.
 */
export function isNoAnswerToProbe(error: TrackierError): boolean {
  if (error.kind !== 'unavailable') return error.kind === 'unknown-outcome' || !wasProbeSent(error);
  const isBelow500 = error.httpStatus !== undefined && error.httpStatus < 500;
  return !isBelow500 && !error.byTrackier;
}
