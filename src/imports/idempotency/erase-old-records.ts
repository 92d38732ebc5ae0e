import { setImmediate as nextTurn } from 'node:timers/promises';
import { eraseIdempotencyRecords } from '../../store/idempotency-records.ts';
import type { Store } from '../../store/store.ts';

const hourMs = 3_600_000;
/** 24 hours are promised; clocks of instances differ. */
const answerLivesMs = 25 * hourMs;
/** What was never answered must never be sent again under its key: it is kept as long as somebody may look into it. */
const unknownLivesMs = 7 * 24 * hourMs;
const recordsAtOnce = 500;

/** Erases idempotency records whose time is over: those with an answer after a day, those without after a week. */
export async function eraseOldRecords({ db }: Store, nowMs: number): Promise<number> {
  const ages = { answeredBefore: nowMs - answerLivesMs, unknownBefore: nowMs - unknownLivesMs };
  let count = 0;
  for (;;) {
    const erased = await eraseIdempotencyRecords(db, ages, recordsAtOnce);
    count += erased;
    if (erased < recordsAtOnce) return count;
    // Others have their turn in between.
    await nextTurn();
  }
}
