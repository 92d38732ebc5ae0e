import { endAttempt, type KeyAttempt, type KeyPlace } from '../../store/idempotency-records.ts';
import type { Store } from '../../store/store.ts';
import type { Clock } from '../../trackier/clock.ts';
import { type AttemptWindow, endOf, type KeyedOutcome } from './keyed-outcome.ts';

/** How an attempt ended, and when. */
export interface EndedAttempt extends KeyAttempt {
  readonly outcome: KeyedOutcome;
  readonly window: AttemptWindow;
}

/** Writes outcomes down; those that the store does not take are tried again for a while. */
export interface OutcomeWriter {
  /** Tries once, and goes on in the background. Never rejects: the caller's answer does not depend on it. */
  readonly write: (ended: EndedAttempt) => Promise<void>;
  /** Leaves it to the background altogether. */
  readonly writeLater: (ended: EndedAttempt) => void;
  /** Tries once more now, if something is unwritten under this key. */
  readonly flush: (place: KeyPlace) => Promise<void>;
  /** How this attempt ended, if that is unwritten. */
  readonly unwritten: (attempt: KeyAttempt) => EndedAttempt | null;
  /** A last try for what is unwritten; nothing is tried after that. */
  readonly close: () => Promise<void>;
}

interface Unwritten {
  readonly ended: EndedAttempt;
  readonly tries: number;
  readonly cancel: () => void;
}

/** After these waits it is given up: the record's lease runs out, and the outcome is unknown from then on. */
const waitsMs: readonly number[] = [1_000, 4_000, 15_000, 60_000];
const mostLeft = 1_000;

/** Makes the writer. `onFailure`: told of each try that failed. */
export function createOutcomeWriter(store: Store, clock: Clock, onFailure: (error: unknown) => void): OutcomeWriter {
  const left = new Map<string, Unwritten>();
  let isClosed = false;

  const keep = (ended: EndedAttempt, tries: number): void => {
    const place = textOf(ended);
    const waitMs = waitsMs[tries];
    if (waitMs === undefined || isClosed || (left.size >= mostLeft && !left.has(place))) left.delete(place);
    else left.set(place, { ended, tries, cancel: clock.after(waitMs, () => void attempt(ended, tries + 1)) });
  };
  const attempt = async (ended: EndedAttempt, tries: number): Promise<void> => {
    const place = textOf(ended);
    left.get(place)?.cancel();
    try {
      await endAttempt(store.db, ended, endOf(ended.outcome, ended.window));
      left.delete(place);
    } catch (error) {
      onFailure(error);
      keep(ended, tries);
    }
  };

  return {
    write: ended => attempt(ended, 0),
    writeLater: ended => keep(ended, 0),
    async flush(place) {
      const found = left.get(textOf(place));
      if (found) await attempt(found.ended, found.tries);
    },
    unwritten(wanted) {
      const ended = left.get(textOf(wanted))?.ended;
      return ended?.attemptId === wanted.attemptId ? ended : null;
    },
    async close() {
      isClosed = true;
      await Promise.all([...left.values()].map(({ ended, tries }) => attempt(ended, tries)));
    },
  };
}

const textOf = ({ realm, key }: KeyPlace): string => JSON.stringify([realm.tenant, realm.mode, realm.base_url, key]);
