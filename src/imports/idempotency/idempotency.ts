import type { Store } from '../../store/store.ts';
import type { Realm } from '../../store/tables.ts';
import type { Clock } from '../../trackier/clock.ts';
import type { AnswerForm } from './keyed-outcome.ts';

/** A request with an idempotency key, which has been checked. */
export interface KeyedRequest {
  readonly realm: Realm;
  readonly key: string;
  /** Of operation and input: see `fingerprintOf`. */
  readonly fingerprint: string;
  /** Aborted when the caller goes away: it stops waiting for somebody else's attempt. */
  readonly signal?: AbortSignal | undefined;
}

/** Does the work of a request. `maySend`: false once others may take this attempt for dead, so that nothing must be sent. */
export type KeyedWork<Answer> = (maySend: () => boolean) => Promise<Answer>;

/**
 * Sees to it that under one key something is sent at most once, over all instances that share a store.
 *
 * A record stands PENDING before the work begins: whoever made it is the first, and works. Everybody else under the key,
 * with the same input, waits for it and is told its outcome, or with another input gets IdempotencyConflictError. The
 * record ends in one of three ways.
 *
 * DONE: the answer is known, and given again to whoever comes.
 *
 * FREED: certainly nothing was queued. Those who waited are told the failure; who comes later is the first again.
 *
 * UNKNOWN: the answer was lost, or the owner died, which is to say that its lease ran out: a PENDING record whose lease
 * has run out is read as UNKNOWN. Nothing is sent under the key any more. Only the attempt itself may still mend this,
 * when it turns out to live and knows its outcome after all.
 *
 * The trade-off: an attempt that died before it sent anything blocks its key as one that sent everything does. Nobody
 * can tell the two apart.
 */
export interface Idempotency {
  /**
   * Does the work, or tells what became of it before. Rejects as the work does, and with IdempotencyConflictError,
   * OutcomeUnknownError, or StoreUnavailableError when the store is away (nothing was sent then).
   */
  readonly run: <Answer>(request: KeyedRequest, form: AnswerForm<Answer>, work: KeyedWork<Answer>) => Promise<Answer>;
  /** From now on nobody waits for another instance's attempt any longer. */
  readonly drain: () => void;
  /** Resolves when all work has ended and its outcomes are written down, or a last try to do so has failed. */
  readonly close: () => Promise<void>;
}

/** What idempotency is made of. */
export interface IdempotencyOptions {
  readonly store: Store;
  /** Of this process, for as long as it lives. */
  readonly instanceId: string;
  /** Within what a POST is answered; waiting for it to begin may take as long again. */
  readonly timeoutMs: number;
  readonly clock: Clock;
  /** The wall clock, for comparing with Trackier's dates. */
  readonly now: () => Date;
  readonly newId: () => string;
  /** Told when an outcome could not be written down; it is tried again for a while. */
  readonly onWriteFailure: (error: unknown) => void;
}
