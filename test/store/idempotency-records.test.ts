import { describe, expect, test } from 'vitest';
import {
  beginAttempt,
  endAttempt,
  eraseIdempotencyRecords,
  findRecord,
  jobsHeldByRecords,
  type NewAttempt,
  orphanAttempts,
} from '../../src/store/idempotency-records.ts';
import type { Store } from '../../src/store/store.ts';
import type { Realm } from '../../src/store/tables.ts';
import { openTestStore, storeKinds } from '../support/open-store.ts';

const realm: Realm = { tenant: 'default', mode: 'LIVE', base_url: 'https://trackier.example' };

const attempt = (attemptId: string, more: Partial<NewAttempt> = {}): NewAttempt => ({
  realm,
  key: 'k',
  fingerprint: 'f',
  attemptId,
  owner: 'instance',
  leaseMs: 60_000,
  startedAt: 1_000,
  ...more,
});

const done = { state: 'DONE', started_at: 1_000, ended_at: 2_000, job_id: 'job-1', answer: '{}' } as const;
const freed = { ...done, state: 'FREED', job_id: null } as const;
const unknown = { ...done, state: 'UNKNOWN', job_id: null, answer: null } as const;

const find = ({ db, dialect }: Store, more: Partial<NewAttempt> = {}) => findRecord(db, dialect, attempt('', more));

describe.each(storeKinds)('the record of an idempotency key in %s', kind => {
  const start = async () => {
    const store = await openTestStore(kind);
    return { ...store, begin: (one: NewAttempt) => beginAttempt(store.db, store.dialect, one) };
  };

  test('is made by one of those who begin at once', async () => {
    const store = await start();
    const begun = await Promise.all(['1', '2', '3', '4', '5', '6'].map(id => store.begin(attempt(id))));
    expect(begun.filter(Boolean)).toHaveLength(1);
    expect((await find(store))?.attempt_id).toBe(String(begun.indexOf(true) + 1));
  });

  test.each([
    ['DONE', done, false],
    ['UNKNOWN', unknown, false],
    ['FREED', freed, true],
  ] as const)('can be begun anew only when it was freed: %s', async (_, end, isFree) => {
    const store = await start();
    await store.begin(attempt('1'));
    await endAttempt(store.db, attempt('1'), end);
    expect(await store.begin(attempt('2', { fingerprint: 'g' }))).toBe(isFree);
    expect(await find(store)).toMatchObject(
      isFree
        ? { attempt_id: '2', fingerprint: 'g', state: 'PENDING', answer: null, ended_at: null, is_orphan: 0 }
        : { attempt_id: '1', fingerprint: 'f', state: end.state, lease_until: null, is_orphan: 0 },
    );
  });

  test('is ended by its own attempt alone, and may be known after it was unknown, but not the other way', async () => {
    const store = await start();
    await store.begin(attempt('1'));
    await endAttempt(store.db, attempt('other'), done);
    expect((await find(store))?.state).toBe('PENDING');
    await endAttempt(store.db, attempt('1'), unknown);
    await endAttempt(store.db, attempt('1'), done);
    await endAttempt(store.db, attempt('1'), unknown);
    expect(await find(store)).toMatchObject(done);
  });

  test("is an orphan's when its lease has run out", async () => {
    const store = await start();
    await store.begin(attempt('1', { leaseMs: -1 }));
    await store.begin(attempt('2', { key: 'l' }));
    expect((await find(store))?.is_orphan).toBe(1);
    expect((await find(store, { key: 'l' }))?.is_orphan).toBe(0);
  });

  test('is unknown when its owner is said to be dead, from its beginning to its end or to that moment', async () => {
    const store = await start();
    await store.begin(attempt('1', { leaseMs: -1 }));
    await store.begin(attempt('2', { key: 'l' }));
    await store.begin(attempt('3', { key: 'm' }));
    await endAttempt(store.db, attempt('3', { key: 'm' }), done);
    const leaseUntil = (await find(store))?.lease_until ?? 0;
    const at = leaseUntil + 5;
    expect(await orphanAttempts(store.db, at)).toBe(2);
    expect(await find(store)).toMatchObject({ state: 'UNKNOWN', started_at: 1_000, ended_at: leaseUntil });
    expect(await find(store, { key: 'l' })).toMatchObject({ state: 'UNKNOWN', started_at: 1_000, ended_at: at });
    expect((await find(store, { key: 'm' }))?.state).toBe('DONE');
  });

  test('is erased by its age when its answer is known, and never otherwise', async () => {
    const store = await start();
    const ends = { done, freed, unknown };
    for (const [name, end] of Object.entries(ends)) {
      for (const startedAt of [1, 3, 5]) {
        const one = attempt(`${name}${startedAt}`, { key: `${name}${startedAt}`, startedAt });
        await store.begin(one);
        await endAttempt(store.db, one, { ...end, started_at: startedAt });
      }
    }
    const erase = (limit: number) => eraseIdempotencyRecords(store.db, 4, limit);
    expect(await erase(2)).toBe(2);
    expect(await erase(100)).toBe(2);
    expect(await erase(100)).toBe(0);
    const left = await store.db.selectFrom('idempotency_records').select('key').orderBy('key').execute();
    expect(left.map(({ key }) => key)).toEqual(['done5', 'freed5', 'unknown1', 'unknown3', 'unknown5']);
  });

  test('tells of which jobs it is known whose they are, in its own realm', async () => {
    const store = await start();
    await store.begin(attempt('1'));
    await endAttempt(store.db, attempt('1'), done);
    expect(await jobsHeldByRecords(store.db, realm, ['job-1', 'job-2'])).toEqual(['job-1']);
    expect(await jobsHeldByRecords(store.db, { ...realm, mode: 'SANDBOX' }, ['job-1'])).toEqual([]);
  });
});
