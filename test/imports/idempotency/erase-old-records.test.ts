import { expect, test } from 'vitest';
import { eraseOldRecords } from '../../../src/imports/idempotency/erase-old-records.ts';
import { openTestStore, storeKinds } from '../../support/open-store.ts';
import { realm } from './idempotency-kit.ts';

const hourMs = 3_600_000;
const nowMs = Date.parse('2026-11-22T10:00:00Z');

test.each(storeKinds)('answers are kept for a day in %s, and unknown outcomes for ever', async kind => {
  const { db, ...store } = await openTestStore(kind);
  const record = (key: string, state: 'DONE' | 'FREED' | 'UNKNOWN' | 'PENDING', ageHours: number) => ({
    ...realm,
    key,
    state,
    fingerprint: 'f',
    attempt_id: key,
    started_at: nowMs - ageHours * hourMs,
  });
  const old = Array.from({ length: 1_100 }, (_, n) => record(`old-${n}`, 'DONE', 26 + n));
  await db
    .insertInto('idempotency_records')
    .values([
      ...old,
      record('kept: answered', 'DONE', 24),
      record('old: freed', 'FREED', 26),
      record('kept: unknown', 'UNKNOWN', 7 * 24 - 1),
      record('kept: unknown for long', 'UNKNOWN', 700 * 24),
      record('kept: never ended', 'PENDING', 26),
      record('kept: never ended for long', 'PENDING', 700 * 24),
    ])
    .execute();
  expect(await eraseOldRecords({ ...store, db }, nowMs)).toBe(old.length + 1);
  const left = await db.selectFrom('idempotency_records').select('key').execute();
  expect(left.map(({ key }) => key.split(':')[0])).toEqual(['kept', 'kept', 'kept', 'kept', 'kept']);
});
