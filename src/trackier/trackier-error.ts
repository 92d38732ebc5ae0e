/**
 * How a request to Trackier failed. What may be done next depends on this alone:
 *
 * - `rejected`: Trackier refused it for good. Nothing was queued; sending it again unchanged is pointless.
 * - `throttled`: Trackier asks to slow down (code 40, HTTP 429). Nothing was queued.
 * - `unavailable`: no connection could be made (`notSent`), or Trackier's own envelope says that it is down
 *   (codes 50 and 51, a 5xx). Nothing was queued, or (code 51) nothing is assumed to have been.
 * - `unknown-outcome`: the request went out, or some of it, and no answer came that Trackier wrote. It may have been taken.
 * - `malformed`: an answer that cannot be read, or that contradicts itself. A POST may have been taken.
 * - `queue-full`: the gateway's own pace would not let it go in time. Nothing was sent.
 * - `draining`: the gateway is shutting down. Nothing was sent.
 * - `caller-gone`: whoever asked went away while it waited. Nothing was sent.
 */
export type TrackierErrorKind =
  | 'rejected'
  | 'throttled'
  | 'unavailable'
  | 'unknown-outcome'
  | 'malformed'
  | 'queue-full'
  | 'draining'
  | 'caller-gone';

/** Why Trackier refused a request; the codes of the GraphQL type `TrackierRejectedError`. */
export type RejectionReason =
  | 'INVALID_API_KEY'
  | 'PERMISSION_DENIED'
  | 'IP_NOT_WHITELISTED'
  | 'ACCOUNT_LOCKED'
  | 'REQUEST_REJECTED';

interface TrackierErrorDetails {
  readonly kind: TrackierErrorKind;
  /** Only of kind `rejected`. */
  readonly reason?: RejectionReason | undefined;
  /** Trackier's `error.code`. */
  readonly upstreamCode?: number | undefined;
  readonly httpStatus?: number | undefined;
  /** Trackier's `error.message`: at most 300 characters, without control characters and without the API key. */
  readonly upstreamMessage?: string | undefined;
  /** True when the answer has Trackier's own envelope. @default false */
  readonly byTrackier?: boolean | undefined;
  readonly retryAfterMs?: number | undefined;
  /** True when certainly not a byte of the request was written. */
  readonly notSent?: boolean | undefined;
  readonly cause?: unknown;
}

/** A request to Trackier that failed. Its `message` is for the log: no key, no URL, no body is in it. */
export class TrackierError extends Error {
  override readonly name = 'TrackierError';
  readonly kind: TrackierErrorKind;
  readonly reason: RejectionReason | undefined;
  readonly upstreamCode: number | undefined;
  readonly httpStatus: number | undefined;
  readonly upstreamMessage: string | undefined;
  readonly byTrackier: boolean;
  readonly retryAfterMs: number | undefined;
  readonly notSent: boolean;

  constructor(message: string, details: TrackierErrorDetails) {
    super(message, { cause: details.cause });
    this.kind = details.kind;
    this.reason = details.reason;
    this.upstreamCode = details.upstreamCode;
    this.httpStatus = details.httpStatus;
    this.upstreamMessage = details.upstreamMessage;
    this.byTrackier = details.byTrackier ?? false;
    this.retryAfterMs = details.retryAfterMs;
    this.notSent = details.notSent ?? false;
  }
}
