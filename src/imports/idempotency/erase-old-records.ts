import { setImmediate as nextTurn } from 'node:timers/promises';
import { eraseIdempotencyRecords } from '../../store/idempotency-records.ts';
import type { Store } from '../../store/store.ts';

const hourMs = 3_600_000;
/** 24 hours are promised; clocks of instances differ. */
const answerLivesMs = 25 * hourMs;
const recordsAtOnce = 500;

/** Erases idempotency records after a day, but for those without an answer: unknown stays unknown, and is never sent again. */
export async function eraseOldRecords({ db }: Store, nowMs: number): Promise<number> {
  let count = 0;
  for (;;) {
    const erased = await eraseIdempotencyRecords(db, nowMs - answerLivesMs, recordsAtOnce);
    count += erased;
    if (erased < recordsAtOnce) return count;
    // Others have their turn in between.
    await nextTurn();
  }
}
