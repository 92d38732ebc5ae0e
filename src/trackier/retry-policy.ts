import type { TrackierError, TrackierErrorKind } from './trackier-error.ts';

/** Why a request is tried again: how it failed, or that it was certainly not sent. */
type RetryCause = TrackierErrorKind | 'not-sent';

interface RetryRule {
  /** In a row; the first one counts. */
  readonly maxTries: number;
  /** No further try begins later than this after the first failure. */
  readonly withinMs: number;
  /** The wait before the second try; it doubles with every one. */
  readonly baseMs: number;
  /** How much of a wait is left to chance: 1 is all of it. */
  readonly jitter: number;
}

type RetryTable = Readonly<Partial<Record<RetryCause, RetryRule>>>;

const maxBackoffMs = 8_000;
const untilDeadline: RetryRule = {
  maxTries: Number.POSITIVE_INFINITY,
  withinMs: Number.POSITIVE_INFINITY,
  baseMs: 1_000,
  jitter: 0.5,
};
const threeTries: RetryRule = { maxTries: 3, withinMs: Number.POSITIVE_INFINITY, baseMs: 250, jitter: 1 };

// A POST that may have been taken is sent once: no other row belongs here.
const postTable: RetryTable = {
  'not-sent': { maxTries: 3, withinMs: 2_000, baseMs: 400, jitter: 0.5 },
  throttled: untilDeadline,
};

const getTable: RetryTable = {
  'not-sent': threeTries,
  unavailable: threeTries,
  malformed: threeTries,
  'unknown-outcome': threeTries,
  throttled: threeTries,
};

/** The latest failures in a row that come under one rule: a wait for the pace takes no try from a lost connection. */
export interface FailureStreak {
  /** undefined: there must be no other try. */
  readonly rule: RetryRule | undefined;
  readonly tries: number;
  readonly firstFailureAtMs: number;
}

/** The streak that a failure is the end of; `before` is the one that the failure before it ended. */
export function streakAfter(
  error: TrackierError,
  method: 'GET' | 'POST',
  nowMs: number,
  before: FailureStreak | null,
): FailureStreak {
  const cause = error.kind === 'unavailable' && error.notSent ? 'not-sent' : error.kind;
  const rule = (method === 'POST' ? postTable : getTable)[cause];
  if (before && before.rule === rule) return { ...before, tries: before.tries + 1 };
  return { rule, tries: 1, firstFailureAtMs: nowMs };
}

/** How long to wait before another try; null when there must be none. */
export function retryDelayMs(
  error: TrackierError,
  { rule, tries, firstFailureAtMs }: FailureStreak,
  nowMs: number,
  random: () => number,
): number | null {
  if (!rule || tries >= rule.maxTries) return null;
  // "0" says nothing of when: taken at its word it would be asked without a pause.
  const delayMs = error.retryAfterMs || jittered(rule, tries, random);
  return nowMs + delayMs - firstFailureAtMs > rule.withinMs ? null : delayMs;
}

/** How long the whole pace of a key rests after Trackier asked to slow down. */
export function throttleDelayMs(error: TrackierError, tries: number, random: () => number): number {
  return error.retryAfterMs || jittered(untilDeadline, tries, random);
}

function jittered({ baseMs, jitter }: RetryRule, tries: number, random: () => number): number {
  const fullMs = Math.min(maxBackoffMs, baseMs * 2 ** (tries - 1));
  return Math.round(fullMs * (1 - jitter * random()));
}
