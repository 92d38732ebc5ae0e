import type { ErrorCode } from './error-codes.ts';
import type { JobFigures } from './row-run.ts';

/** Which requests a fault is for; what is absent matches everything. */
export interface FaultMatch {
  readonly method?: string;
  /** `import`, `jobs` (the list), `job` (a single one), or a prefix of the path that begins with `/`. */
  readonly path?: string;
  /** The API key that the request carries. */
  readonly key?: string;
  /** Lets this many less one of the matching requests pass first. @default 1 */
  readonly nth?: number;
}

interface MayQueue {
  /** The request is handled as ever, its job is queued, and only the answer is lost or replaced. @default false */
  readonly queue?: boolean;
}

/** An answer in Trackier's error envelope. */
export interface ErrorAction extends MayQueue {
  readonly kind: 'error';
  readonly code: ErrorCode;
  /** @default the code's own */
  readonly status?: number;
  /** @default the code's own */
  readonly message?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

/** Any answer at all. */
export interface AnswerAction extends MayQueue {
  readonly kind: 'answer';
  readonly status: number;
  /** A string is sent as it is, anything else as JSON. @default nothing */
  readonly body?: unknown;
  /** @default application/json for JSON, text/html for a string */
  readonly contentType?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

/** The usual answer, late; the request takes effect at once. */
export interface DelayAction {
  readonly kind: 'delay';
  readonly delayMs: number;
}

/** The usual answer once the test says `release()`; the request takes effect at once. */
export interface HoldAction {
  readonly kind: 'hold';
}

/** No answer, and an open connection. */
export interface HangAction extends MayQueue {
  readonly kind: 'hang';
}

/** No answer, and a closed connection: before the body was read, or after all of it was. */
export interface CloseAction extends MayQueue {
  readonly kind: 'close';
  readonly when: 'before-body' | 'after-body';
  /** Closes with RST instead of FIN. @default false */
  readonly reset?: boolean;
}

/** The head and the first half of the usual answer, then a closed connection. */
export interface HalfAnswerAction {
  readonly kind: 'half-answer';
}

/** A 200 that claims to be JSON and is not. */
export interface GarbageAction extends MayQueue {
  readonly kind: 'garbage';
}

/** The usual answer, a few bytes at a time. */
export interface DripAction {
  readonly kind: 'drip';
  readonly intervalMs: number;
  /** At a time. @default 1 */
  readonly bytes?: number;
}

/** The usual answer; the job that is queued ends otherwise, later, or with other figures. */
export interface JobAction {
  readonly kind: 'job';
  readonly end?: 'completed' | 'failed';
  /** The figures its log will claim; null: it never tells any. */
  readonly summary?: JobFigures | null;
  readonly pendingMs?: number;
  readonly progressMs?: number;
}

/** What happens instead of, or beside, the usual answer. */
export type FaultAction =
  | ErrorAction
  | AnswerAction
  | DelayAction
  | HoldAction
  | HangAction
  | CloseAction
  | HalfAnswerAction
  | GarbageAction
  | DripAction
  | JobAction;

/** A fault, which is data: it can be posted as JSON. */
export interface Fault {
  /** @default every request */
  readonly match?: FaultMatch;
  /** How many requests it strikes. @default 1 */
  readonly times?: number | 'always';
  readonly action: FaultAction;
}
