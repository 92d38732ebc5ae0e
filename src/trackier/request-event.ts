import type { RejectionReason, TrackierErrorKind } from './trackier-error.ts';

/** What of Trackier's API is called. */
export type Endpoint = 'importConversions' | 'listJobs' | 'getJob';

/** One try at a request, for logs and metrics. */
export interface RequestEvent {
  readonly endpoint: Endpoint;
  /** From 1. */
  readonly attempt: number;
  readonly outcome: TrackierErrorKind | 'ok';
  /** Only of outcome `rejected`. */
  readonly reason?: RejectionReason | undefined;
  /** Of a failure that the system or TLS tells: its code, such as ECONNREFUSED. */
  readonly cause?: string | undefined;
  readonly httpStatus: number | undefined;
  readonly upstreamCode: number | undefined;
  /** From asking for a socket to the last byte of the answer. */
  readonly durationMs: number;
}
