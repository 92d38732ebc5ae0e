import { beginAttempt, findRecord, type IdempotencyRecord, type NewAttempt } from '../../store/idempotency-records.ts';
import { TrackierError } from '../../trackier/trackier-error.ts';
import { callerGone, draining } from '../../trackier/waiting-errors.ts';
import { IdempotencyConflictError } from '../import-errors.ts';
import type { Idempotency, IdempotencyOptions, KeyedRequest, KeyedWork } from './idempotency.ts';
import {
  type AnswerForm,
  type AttemptWindow,
  type KeyedOutcome,
  outcomeOfAnswer,
  outcomeOfFailure,
  outcomeOfRecord,
  outcomeOfUnwritten,
  replay,
} from './keyed-outcome.ts';
import { createOutcomeWriter, type OutcomeWriter } from './outcome-writer.ts';

/** Tells an outcome, or that it will be told, to those who wait. */
type Settle = (outcome: KeyedOutcome | Promise<KeyedOutcome>) => void;

/** How often another instance's attempt is looked at. */
const pollMs = 200;
const leaseSlackMs = 15_000;

/** Idempotency over the records of a store. */
export class StoredIdempotency implements Idempotency {
  readonly #options: IdempotencyOptions;
  readonly #writer: OutcomeWriter;
  readonly #draining = new AbortController();
  /** What is under way here, by key and fingerprint: what another fingerprint gets, the store tells. */
  readonly #current = new Map<string, Promise<KeyedOutcome>>();

  constructor(options: IdempotencyOptions) {
    this.#options = options;
    this.#writer = createOutcomeWriter(options.store, options.clock, options.onWriteFailure);
  }

  async run<Answer>(request: KeyedRequest, form: AnswerForm<Answer>, work: KeyedWork<Answer>): Promise<Answer> {
    const { realm, key, fingerprint, signal } = request;
    const id = JSON.stringify([realm.tenant, realm.mode, realm.base_url, key, fingerprint]);
    const ahead = this.#current.get(id);
    if (ahead) return replay(await unlessGone(ahead, signal), form);
    const { promise, resolve, reject } = Promise.withResolvers<KeyedOutcome>();
    // There may be nobody who waits.
    promise.catch(() => {});
    this.#current.set(id, promise);
    try {
      return await this.#lead(request, form, work, resolve);
    } catch (error) {
      reject(error);
      throw error;
    } finally {
      this.#current.delete(id);
    }
  }

  drain(): void {
    this.#draining.abort();
  }

  async close(): Promise<void> {
    // A POST that was just answered is yet to be written down.
    await Promise.allSettled(this.#current.values());
    await this.#writer.close();
  }

  async #lead<Answer>(
    request: KeyedRequest,
    form: AnswerForm<Answer>,
    work: KeyedWork<Answer>,
    settle: Settle,
  ): Promise<Answer> {
    const { clock, timeoutMs } = this.#options;
    const attempt = this.#newAttempt(request);
    // By a clock of its own, which starts before that of the record.
    const leaseEndsAtMs = clock.now() + attempt.leaseMs;
    if (await this.#begin(attempt)) {
      return this.#perform(attempt, form, () => work(() => clock.now() + timeoutMs <= leaseEndsAtMs), settle);
    }
    const outcome = this.#follow(request);
    settle(outcome);
    return replay(await unlessGone(outcome, request.signal), form);
  }

  #newAttempt({ realm, key, fingerprint }: KeyedRequest): NewAttempt {
    const { newId, instanceId: owner, timeoutMs, now } = this.#options;
    const leaseMs = 2 * timeoutMs + leaseSlackMs;
    return { realm, key, fingerprint, attemptId: newId(), owner, leaseMs, startedAt: now().getTime() };
  }

  async #begin(attempt: NewAttempt): Promise<boolean> {
    await this.#writer.flush(attempt);
    const { store } = this.#options;
    try {
      return await beginAttempt(store.db, store.dialect, attempt);
    } catch (error) {
      // The record may be there all the same. Nothing was sent, so it must not block the key.
      const window = this.#windowOf(attempt);
      const failure = new TrackierError('The store was away', { kind: 'unavailable', notSent: true, cause: error });
      this.#writer.writeLater({ ...attempt, outcome: outcomeOfFailure(failure, window), window });
      throw error;
    }
  }

  async #perform<Answer>(
    attempt: NewAttempt,
    form: AnswerForm<Answer>,
    work: () => Promise<Answer>,
    settle: Settle,
  ): Promise<Answer> {
    const end = async (outcome: KeyedOutcome): Promise<void> => {
      await this.#writer.write({ ...attempt, outcome, window: this.#windowOf(attempt) });
      settle(outcome);
    };
    const answer = await work().catch(async (error: unknown) => {
      await end(outcomeOfFailure(error, this.#windowOf(attempt)));
      throw error;
    });
    await end(outcomeOfAnswer(answer, form));
    return answer;
  }

  async #follow(request: KeyedRequest): Promise<KeyedOutcome> {
    for (;;) {
      const record = await this.#find(request);
      if (record.fingerprint !== request.fingerprint) throw new IdempotencyConflictError();
      const outcome = outcomeOfRecord(record) ?? this.#outcomeOfUnwritten(record, request);
      if (outcome) return outcome;
      await this.#pause();
    }
  }

  async #find(request: KeyedRequest): Promise<IdempotencyRecord> {
    const { db, dialect } = this.#options.store;
    const record = await findRecord(db, dialect, request);
    // Records live far longer than anybody waits.
    if (!record) throw new Error('An idempotency record was erased while it was waited for.');
    return record;
  }

  /** Nobody is at work any more on what is only unwritten, so nobody need wait for it. */
  #outcomeOfUnwritten({ attempt_id: attemptId }: IdempotencyRecord, request: KeyedRequest): KeyedOutcome | null {
    const ended = this.#writer.unwritten({ ...request, attemptId });
    return ended && outcomeOfUnwritten(ended.outcome, ended.window);
  }

  #windowOf({ startedAt }: NewAttempt): AttemptWindow {
    return { startedAt: new Date(startedAt), endedAt: this.#options.now() };
  }

  #pause(): Promise<void> {
    const { signal } = this.#draining;
    return new Promise((resolve, reject) => {
      if (signal.aborted) return reject(draining());
      const leave = (): void => {
        cancel();
        reject(draining());
      };
      const cancel = this.#options.clock.after(pollMs, () => {
        signal.removeEventListener('abort', leave);
        resolve();
      });
      signal.addEventListener('abort', leave, { once: true });
    });
  }
}

/** The promise's outcome, for a caller who may go away before. */
function unlessGone<T>(promise: Promise<T>, signal: AbortSignal | undefined): Promise<T> {
  if (!signal) return promise;
  return new Promise((resolve, reject) => {
    const leave = (): void => reject(callerGone(signal.reason));
    if (signal.aborted) return leave();
    signal.addEventListener('abort', leave, { once: true });
    promise.then(resolve, reject).finally(() => signal.removeEventListener('abort', leave));
  });
}
