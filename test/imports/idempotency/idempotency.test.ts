import { describe, expect, test } from 'vitest';
import {
  IdempotencyConflictError,
  InvalidConversionsError,
  InvalidInputError,
  OutcomeUnknownError,
} from '../../../src/imports/import-errors.ts';
import { orphanAttempts } from '../../../src/store/idempotency-records.ts';
import { StoreUnavailableError } from '../../../src/store/store-errors.ts';
import { TrackierError, type TrackierErrorKind } from '../../../src/trackier/trackier-error.ts';
import { openTestStore, storeKinds } from '../../support/open-store.ts';
import { createManualClock } from '../../trackier/manual-clock.ts';
import { createFakeTrackier, createInstance, endLeases, makeBreakable, realm, replyOf } from './idempotency-kit.ts';

const trackierError = (kind: TrackierErrorKind): TrackierError =>
  new TrackierError(`It was ${kind}`, { kind, upstreamCode: 7, httpStatus: 400, retryAfterMs: 1500 });

const freeingKinds = ['rejected', 'throttled', 'unavailable', 'queue-full', 'draining', 'caller-gone'] as const;

describe.each(storeKinds)('an idempotency key, kept in %s', kind => {
  const start = async () => {
    const store = await openTestStore(kind);
    const trackier = createFakeTrackier();
    return { store, trackier, ...createInstance(store, trackier) };
  };

  test('answers the second time what it answered the first, and sends nothing', async () => {
    const { send, trackier } = await start();
    const first = send('k');
    (await trackier.post(0)).answer(replyOf('job-1'));
    const receipt = await first;
    expect(receipt).toMatchObject({ replayed: false, acceptedCount: 1 });
    expect(await send('k')).toEqual({ ...receipt, replayed: true });
    expect(trackier.posts).toHaveLength(1);
  });

  test('lets all who come at the same time wait for the first, of whom alone it is not replayed', async () => {
    const { send, trackier } = await start();
    const callers = Array.from({ length: 6 }, () => send('k'));
    (await trackier.post(0)).answer(replyOf('job-1'));
    const receipts = await Promise.all(callers);
    expect(receipts.map(({ replayed }) => replayed)).toEqual([false, true, true, true, true, true]);
    expect(new Set(receipts.map(({ job }) => job?.id))).toEqual(new Set(['job-1']));
    expect(trackier.posts).toHaveLength(1);
  });

  test('is refused with another input while the first is out, when it is answered, and when that is unknown', async () => {
    const { send, trackier } = await start();
    const other = { clickId: 'b' };
    const answered = send('k');
    const post = await trackier.post(0);
    await expect(send('k', other)).rejects.toThrow(IdempotencyConflictError);
    post.answer(replyOf('job-1'));
    await answered;
    await expect(send('k', other)).rejects.toThrow(IdempotencyConflictError);

    const lost = send('u');
    (await trackier.post(1)).fail(trackierError('unknown-outcome'));
    await expect(lost).rejects.toThrow(OutcomeUnknownError);
    await expect(send('u', other)).rejects.toThrow(IdempotencyConflictError);
    expect(trackier.posts).toHaveLength(2);
  });

  test.each(freeingKinds)('is free again after a failure that queued nothing: %s', async failure => {
    const { send, trackier } = await start();
    const callers = [send('k'), send('k')];
    const settled = Promise.allSettled(callers);
    (await trackier.post(0)).fail(trackierError(failure));
    for (const outcome of await settled) {
      expect(outcome).toMatchObject({ status: 'rejected', reason: trackierError(failure) });
    }
    expect(trackier.posts).toHaveLength(1);

    const other = send('k', { clickId: 'b' });
    (await trackier.post(1)).answer(replyOf('job-2'));
    expect(await other).toMatchObject({ replayed: false, job: { id: 'job-2' } });
  });

  test('is free again for mended rows', async () => {
    const { send, trackier } = await start();
    await expect(send('k', { clickId: ' a' })).rejects.toThrow(InvalidConversionsError);
    const mended = send('k', { clickId: 'a' });
    (await trackier.post(0)).answer(replyOf('job-1'));
    expect(await mended).toMatchObject({ replayed: false });
  });

  test.each(['unknown-outcome', 'malformed'] as const)(
    'stays unknown for ever, with the same window: %s',
    async lost => {
      const { send, trackier } = await start();
      const settled = Promise.allSettled([send('k'), send('k')]);
      (await trackier.post(0)).fail(trackierError(lost));
      const [first, second] = (await settled).map(outcome => (outcome.status === 'rejected' ? outcome.reason : null));
      const later = await send('k').catch((error: unknown) => error);
      for (const error of [first, second, later]) {
        expect(error).toBeInstanceOf(OutcomeUnknownError);
        expect(error).toMatchObject({ startedAt: first.startedAt, endedAt: first.endedAt });
      }
      expect(trackier.posts).toHaveLength(1);
    },
  );

  test('is unknown after a mistake of our own, as nobody can tell how far it got', async () => {
    const { send, trackier } = await start();
    const first = send('k');
    (await trackier.post(0)).fail(new TypeError('Oops'));
    await expect(first).rejects.toThrow(TypeError);
    await expect(send('k')).rejects.toThrow(OutcomeUnknownError);
    expect(trackier.posts).toHaveLength(1);
  });

  test('is another key for another tenant, mode or upstream', async () => {
    const { store, trackier, send } = await start();
    const others = [
      { ...realm, tenant: 'other' },
      { ...realm, mode: 'SANDBOX' as const },
      { ...realm, base_url: 'https://other.example' },
    ].map(other => createInstance(store, trackier, { realm: other }).send);
    const sends = [send, ...others].map(one => one('k'));
    for (const n of sends.keys()) (await trackier.post(n)).answer(replyOf(`job-${n}`));
    expect((await Promise.all(sends)).map(({ replayed }) => replayed)).toEqual([false, false, false, false]);
  });

  test('is called unknown by a start that knows the owner to be dead', async () => {
    const { store, trackier, send } = await start();
    const dead = send('k').catch(() => {});
    const post = await trackier.post(0);
    expect(await orphanAttempts(store.db, Date.now())).toBe(1);
    const next = createInstance(store, trackier);
    await expect(next.send('k')).rejects.toThrow(OutcomeUnknownError);
    expect(trackier.posts).toHaveLength(1);
    post.fail(trackierError('unknown-outcome'));
    await dead;
  });

  test('is unknown once the lease of its owner has run out, and known again when the owner lives and is answered', async () => {
    const { store, trackier, send } = await start();
    const late = send('k');
    const post = await trackier.post(0);
    await endLeases(store);
    const next = createInstance(store, trackier);
    await expect(next.send('k')).rejects.toThrow(OutcomeUnknownError);
    post.answer(replyOf('job-1'));
    expect(await late).toMatchObject({ replayed: false });
    expect(await next.send('k')).toMatchObject({ replayed: true, job: { id: 'job-1' } });
    expect(trackier.posts).toHaveLength(1);
  });

  test('sends nothing any more when its owner wakes up after others may have taken it for dead', async () => {
    const store = await openTestStore(kind);
    const trackier = createFakeTrackier();
    const clock = createManualClock();
    const { send } = createInstance(store, trackier, {
      clock,
      // The attempt gets its id before its record is written; the process stands still right then.
      newId: () => {
        queueMicrotask(() => void clock.advance(46_000));
        return 'stopped';
      },
    });
    await expect(send('k')).rejects.toMatchObject({ kind: 'caller-gone' });
    expect(trackier.posts).toHaveLength(0);
  });

  test('of a caller who goes away, lets the others have the answer', async () => {
    const { trackier, send } = await start();
    const first = send('k');
    const leaving = new AbortController();
    const gone = send('k', { signal: leaving.signal });
    leaving.abort();
    await expect(gone).rejects.toMatchObject({ kind: 'caller-gone' });
    (await trackier.post(0)).answer(replyOf('job-1'));
    expect(await first).toMatchObject({ job: { id: 'job-1' } });
  });

  test('is not looked at when rows are only validated; without one, no database is asked', async () => {
    const real = makeBreakable(await openTestStore(kind));
    real.away = 'all';
    const trackier = createFakeTrackier();
    const { send } = createInstance(real.store, trackier);
    expect(await send('', { validateOnly: true })).toMatchObject({ validatedOnly: true, replayed: false });
    const plain = send(null);
    (await trackier.post(0)).answer(replyOf('job-1'));
    expect(await plain).toMatchObject({ replayed: false });
    expect(real.asked).toBe(0);
  });

  test('sends nothing with the store away, and works when it is back', async () => {
    const real = makeBreakable(await openTestStore(kind));
    const trackier = createFakeTrackier();
    const { send } = createInstance(real.store, trackier);
    real.away = 'all';
    await expect(send('k')).rejects.toThrow(StoreUnavailableError);
    expect(trackier.posts).toHaveLength(0);
    real.away = 'none';
    const again = send('k');
    (await trackier.post(0)).answer(replyOf('job-1'));
    expect(await again).toMatchObject({ replayed: false });
  });
});

test.each([
  ['no character', ''],
  ['256 characters', 'k'.repeat(256)],
  ['256 characters of two halves', '🗝'.repeat(256)],
  ['a NUL', 'a\0b'],
  ['half a character', 'a\ud800'],
])('an idempotency key with %s is refused', async (_, key) => {
  const { send } = createInstance(await openTestStore('sqlite'), createFakeTrackier());
  const error = await send(key).catch((thrown: unknown) => thrown);
  expect(error).toBeInstanceOf(InvalidInputError);
  expect(error).toMatchObject({ issues: [{ path: ['idempotencyKey'] }] });
});

test.each(storeKinds)('an idempotency key of 255 characters is taken, whatever they are, by %s', async kind => {
  const trackier = createFakeTrackier(async () => replyOf('job-1'));
  const { send } = createInstance(await openTestStore(kind), trackier);
  const key = '🗝'.repeat(255);
  await send(key);
  expect(await send(key)).toMatchObject({ replayed: true });
});
