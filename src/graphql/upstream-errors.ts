import { type RejectionReason, TrackierError, type TrackierErrorKind } from '../trackier/trackier-error.ts';

/** Trackier refused the request for good. */
export class TrackierRejectedError extends Error {
  override readonly name = 'TrackierRejectedError';
  readonly code: RejectionReason;
  readonly upstreamCode: number | null;
  readonly httpStatus: number | null;

  constructor(reason: RejectionReason, cause: TrackierError) {
    super([rejectionMessages[reason], cause.upstreamMessage].filter(Boolean).join(' Trackier says: '), { cause });
    this.code = reason;
    this.upstreamCode = cause.upstreamCode ?? null;
    this.httpStatus = cause.httpStatus ?? null;
  }
}

/** The pace, the gateway's or Trackier's, does not let the request through in time. */
export class RateLimitedError extends Error {
  override readonly name = 'RateLimitedError';
  readonly code = 'RATE_LIMITED';
  readonly retryAfterSeconds: number | null;

  constructor(message: string, cause: TrackierError) {
    super(message, { cause });
    this.retryAfterSeconds = secondsOf(cause);
  }
}

/** Trackier cannot be reached, says that it is down, or the gateway is about to stop. */
export class TrackierUnavailableError extends Error {
  override readonly name = 'TrackierUnavailableError';
  readonly code = 'UPSTREAM_UNAVAILABLE';
  readonly upstreamCode: number | null;
  readonly httpStatus: number | null;
  readonly retryAfterSeconds: number | null;

  constructor(message: string, cause: TrackierError) {
    super(message, { cause });
    this.upstreamCode = cause.upstreamCode ?? null;
    this.httpStatus = cause.httpStatus ?? null;
    this.retryAfterSeconds = secondsOf(cause);
  }
}

type UpstreamError = TrackierRejectedError | RateLimitedError | TrackierUnavailableError;

const secondsOf = ({ retryAfterMs }: TrackierError): number | null =>
  retryAfterMs === undefined ? null : retryAfterMs / 1000;

const rejectionMessages: Record<RejectionReason, string> = {
  INVALID_API_KEY:
    'Trackier does not accept the API key. Check it if you sent it yourself; else whoever runs the gateway must.',
  PERMISSION_DENIED: 'Trackier does not allow this API key to do that. Ask the network to allow it.',
  IP_NOT_WHITELISTED:
    "Trackier does not accept requests from the gateway's IP address. Ask the network to white-list it.",
  ACCOUNT_LOCKED: 'The account at Trackier is locked. Ask the network to unlock it.',
  REQUEST_REJECTED: 'Trackier refused the request; sending it again unchanged is pointless.',
};

const unavailable = (error: TrackierError): UpstreamError =>
  new TrackierUnavailableError(
    error.notSent
      ? 'Trackier cannot be reached. Nothing was sent, so it is safe to send again later.'
      : 'Trackier says that it is not available. Nothing is known to have been queued; send again later.',
    error,
  );

/** What a failure of Trackier's is to a caller, by its kind. Of a POST, the unknown ones have become OutcomeUnknownError before. */
const upstreamErrors: Record<TrackierErrorKind, (error: TrackierError) => UpstreamError> = {
  rejected: error => new TrackierRejectedError(error.reason ?? 'REQUEST_REJECTED', error),
  throttled: error =>
    new RateLimitedError('Trackier asks to slow down. Nothing was queued, so it is safe to send again later.', error),
  'queue-full': error =>
    new RateLimitedError(
      'The pace towards Trackier has no room in time: others wait, or Trackier asked to slow down. Nothing was sent, so it is safe to send again later.',
      error,
    ),
  unavailable,
  'unknown-outcome': unavailable,
  malformed: error => new TrackierUnavailableError("Trackier's answer cannot be read. Try again later.", error),
  draining: error =>
    new TrackierUnavailableError('The gateway is about to stop. Nothing was sent, so it is safe to send again.', error),
  'caller-gone': error =>
    new TrackierUnavailableError('The caller went away while it waited. Nothing was sent.', error),
};

/** The error that callers see, for a failure of Trackier's; anything else as it is. */
export const toUpstreamError = (error: unknown): unknown =>
  error instanceof TrackierError ? upstreamErrors[error.kind](error) : error;
