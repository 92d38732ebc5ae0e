/** A request as it goes over the wire. */
export interface WireRequest {
  readonly method: 'GET' | 'POST';
  /** Absolute, with the base URL's prefix, percent-encoded. */
  readonly path: string;
  readonly headers: string[];
  readonly body: Buffer | null;
  /** For everything from the socket's being taken to the last byte of the answer. */
  readonly timeoutMs: number;
  /** Asked in the moment before the first byte is written; throws the error of a request that must not go any more. */
  readonly beforeSend?: (() => void) | undefined;
}

/** An answer read to its end. */
export interface WireAnswer {
  readonly httpStatus: number;
  readonly contentType: string | undefined;
  readonly retryAfter: string | undefined;
  /** null: it was larger than the limit. */
  readonly text: string | null;
}
