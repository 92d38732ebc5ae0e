/** Points on which Trackier's documents disagree, or say nothing: the sandbox can be either, a client must cope with both. */
export interface Variants {
  /** "Invalid API Key" is documented under both. @default 401 */
  readonly invalidKeyStatus: 400 | 401;
  /** The form of the list in `GET /jobs`, which is not documented. @default 'array' */
  readonly jobList: 'array' | 'object';
  /** The empty `meta` of an import's reply: the document has `{}`, PHP writes `[]` as easily. @default 'array' */
  readonly emptyMeta: 'array' | 'object';
  /** The order of a job's log lines, which is not documented. @default 'oldest-first' */
  readonly logOrder: 'oldest-first' | 'newest-first';
  /** Seconds for a `Retry-After` beside code 40, which is not documented; null: none. @default null */
  readonly retryAfterSeconds: number | null;
}

/** The likelier of each pair. */
export const DEFAULT_VARIANTS: Variants = {
  invalidKeyStatus: 401,
  jobList: 'array',
  emptyMeta: 'array',
  logOrder: 'oldest-first',
  retryAfterSeconds: null,
};
