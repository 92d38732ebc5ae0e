import type { RejectionReason, TrackierErrorKind } from './trackier-error.ts';

/** What an answer that is not a success means. */
export interface Verdict {
  readonly kind: TrackierErrorKind;
  readonly reason?: RejectionReason;
  /** For the log, and for whoever meets it first. */
  readonly sentence: string;
}

const invalidApiKey: Verdict = {
  kind: 'rejected',
  reason: 'INVALID_API_KEY',
  sentence: 'Trackier does not accept the API key',
};
const permissionDenied: Verdict = {
  kind: 'rejected',
  reason: 'PERMISSION_DENIED',
  sentence: 'Trackier does not allow this to the API key',
};
const ipNotWhitelisted: Verdict = {
  kind: 'rejected',
  reason: 'IP_NOT_WHITELISTED',
  sentence: "Trackier does not know this server's IP address: the network must put it on its white list",
};
const accountLocked: Verdict = {
  kind: 'rejected',
  reason: 'ACCOUNT_LOCKED',
  sentence: 'The Trackier account is locked',
};
const requestRejected: Verdict = {
  kind: 'rejected',
  reason: 'REQUEST_REJECTED',
  sentence: 'Trackier refused the request',
};
const redirected: Verdict = {
  kind: 'rejected',
  reason: 'REQUEST_REJECTED',
  sentence: 'The base URL of Trackier redirects to another address: set it to that one',
};
const throttled: Verdict = { kind: 'throttled', sentence: 'Trackier asks to slow down' };
const unavailable: Verdict = { kind: 'unavailable', sentence: 'Trackier says that it is not available' };
const unreachable: Verdict = {
  kind: 'unavailable',
  sentence: 'Something on the way to Trackier answered in its place',
};
const unknownOutcome: Verdict = {
  kind: 'unknown-outcome',
  sentence: 'The request went out and Trackier did not answer it',
};
const malformed: Verdict = { kind: 'malformed', sentence: 'The answer of Trackier cannot be read' };

/** By Trackier's own code; one that is not here is `otherCode`. */
export const verdictByCode: ReadonlyMap<number, Verdict> = new Map([
  [5, permissionDenied],
  [11, permissionDenied],
  [12, invalidApiKey],
  [13, invalidApiKey],
  [40, throttled],
  [41, ipNotWhitelisted],
  [42, accountLocked],
  [50, unavailable],
  [51, unavailable],
]);

/** What a code that is not in the table means. */
export const otherCode: Verdict = requestRejected;

/** What a success means that carries nothing of what was asked for. */
export const emptySuccess: Verdict = malformed;

/** What a failure means that carries the job which it says was not queued. */
export const contradiction: Verdict = {
  kind: 'malformed',
  sentence: 'Trackier says both that the request failed and that it was queued',
};

interface StatusRow {
  readonly from: number;
  readonly to: number;
  /** Absent: for both. */
  readonly method?: 'GET' | 'POST';
  /** Absent: whoever wrote the body. */
  readonly byTrackier?: boolean;
  readonly verdict: Verdict;
}

/** By HTTP status, where no code decides: the first row that fits. */
export const verdictsByStatus: readonly StatusRow[] = [
  { from: 200, to: 299, verdict: malformed },
  { from: 300, to: 399, method: 'GET', verdict: redirected },
  // These three promise that the request was not acted upon; 302 and 303 are what follows a POST that was.
  { from: 301, to: 301, verdict: redirected },
  { from: 307, to: 308, verdict: redirected },
  { from: 401, to: 401, verdict: invalidApiKey },
  { from: 403, to: 403, verdict: permissionDenied },
  { from: 429, to: 429, verdict: throttled },
  { from: 400, to: 499, verdict: requestRejected },
  // Trackier's word for a route that it does not have: asking again is pointless.
  { from: 501, to: 501, method: 'GET', verdict: requestRejected },
  { from: 500, to: 599, byTrackier: true, verdict: unavailable },
  { from: 500, to: 599, method: 'GET', verdict: unreachable },
  { from: 0, to: Number.POSITIVE_INFINITY, verdict: unknownOutcome },
];
