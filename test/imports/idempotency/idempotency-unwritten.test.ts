import { describe, expect, test, vi } from 'vitest';
import { OutcomeUnknownError } from '../../../src/imports/import-errors.ts';
import { beginAttempt, findRecord } from '../../../src/store/idempotency-records.ts';
import { StoreUnavailableError } from '../../../src/store/store-errors.ts';
import { openTestStore, storeKinds } from '../../support/open-store.ts';
import { createManualClock } from '../../trackier/manual-clock.ts';
import { createFakeTrackier, createInstance, endLeases, makeBreakable, realm, replyOf } from './idempotency-kit.ts';

describe.each(storeKinds)('an outcome that %s did not take', kind => {
  const start = async (newId?: () => string) => {
    const store = makeBreakable(await openTestStore(kind));
    const trackier = createFakeTrackier(async n => replyOf(`job-${n}`));
    const clock = createManualClock();
    return { store, trackier, clock, ...createInstance(store.store, trackier, { clock, ...(newId && { newId }) }) };
  };
  type Started = Awaited<ReturnType<typeof start>>;

  const failOnce = async ({ store, send }: Started): Promise<void> => {
    store.away = 'updates';
    expect(await send('k')).toMatchObject({ replayed: false, job: { id: 'job-0' } });
  };

  test('is told to the caller; whoever comes next is told that it is unknown', async () => {
    const started = await start();
    await failOnce(started);
    expect(started.failures).toHaveLength(1);
    await expect(started.send('k')).rejects.toThrow(OutcomeUnknownError);
    expect(started.trackier.posts).toHaveLength(1);
  });

  test('is written in the background when the store is back', async () => {
    const started = await start();
    const { store, clock, send, trackier } = started;
    await failOnce(started);
    await clock.advance(1_000);
    await vi.waitFor(() => expect(started.failures).toHaveLength(2));
    store.away = 'none';
    await clock.advance(4_000);
    const states = store.store.db.selectFrom('idempotency_records').select('state');
    await vi.waitFor(async () => expect(await states.execute()).toEqual([{ state: 'DONE' }]), { timeout: 20_000 });
    expect(await send('k')).toMatchObject({ replayed: true, job: { id: 'job-0' } });
    expect(trackier.posts).toHaveLength(1);
  });

  test('is given up after a while, and is unknown from then on', async () => {
    const started = await start();
    const { store, clock, send, trackier, failures } = started;
    await failOnce(started);
    for (const [tries, waitMs] of [1_000, 4_000, 15_000, 60_000].entries()) {
      await clock.advance(waitMs);
      await vi.waitFor(() => expect(failures).toHaveLength(tries + 2));
    }
    expect(clock.pendingTimers).toBe(0);
    store.away = 'none';
    await endLeases(store.store);
    await expect(send('k')).rejects.toThrow(OutcomeUnknownError);
    expect(trackier.posts).toHaveLength(1);
  });

  test('is tried once more when the gateway closes', async () => {
    const started = await start();
    const { store, clock, idempotency } = started;
    await failOnce(started);
    store.away = 'none';
    await idempotency.close();
    expect(clock.pendingTimers).toBe(0);
    const next = createInstance(store.store, started.trackier);
    expect(await next.send('k')).toMatchObject({ replayed: true, job: { id: 'job-0' } });
  });

  test('is waited for when the gateway closes while it is being answered', async () => {
    const store = await openTestStore(kind);
    const trackier = createFakeTrackier();
    const { send, idempotency } = createInstance(store, trackier);
    const first = send('k');
    const post = await trackier.post(0);
    const closed = idempotency.close();
    post.answer(replyOf('job-1'));
    await closed;
    expect(await findRecord(store.db, store.dialect, { realm, key: 'k' })).toMatchObject({ state: 'DONE' });
    expect(await first).toMatchObject({ replayed: false });
  });

  test('blocks no key when it is that of a beginning whose commit was not heard of', async () => {
    const { store, send, trackier } = await start(() => 'ghost');
    store.away = 'all';
    await expect(send('k')).rejects.toThrow(StoreUnavailableError);
    store.away = 'none';
    const { db, dialect } = store.store;
    const ghost = { realm, key: 'k', fingerprint: 'f', attemptId: 'ghost', owner: 'o', leaseMs: 75_000, startedAt: 0 };
    await beginAttempt(db, dialect, ghost);
    expect(await send('k')).toMatchObject({ replayed: false });
    expect(trackier.posts).toHaveLength(1);
  });
});
