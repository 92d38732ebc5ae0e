import { expect, test, vi } from 'vitest';
import { OutcomeUnknownError } from '../../../src/imports/import-errors.ts';
import { TrackierError } from '../../../src/trackier/trackier-error.ts';
import { makeStorePlace, openTestStore } from '../../support/open-store.ts';
import { createFakeTrackier, createInstance, endLeases, makeBreakable, replyOf } from './idempotency-kit.ts';

const startTwo = async () => {
  const place = await makeStorePlace('postgres');
  const store = await openTestStore('postgres', { place });
  const trackier = createFakeTrackier();
  const one = createInstance(store, trackier);
  const otherStore = makeBreakable(await openTestStore('postgres', { place }));
  const other = createInstance(otherStore.store, trackier);
  /** Comes to the other instance; it waits once it has looked at the record, and from then on never tries itself. */
  const waitAtOther = async () => {
    const waiting = Promise.allSettled([other.send('k')]);
    await vi.waitFor(() => expect(otherStore.asked).toBeGreaterThan(1), { timeout: 20_000 });
    return { waiting };
  };
  return { store, trackier, one, other, waitAtOther };
};

/** The record is there, so whoever comes now has to wait. */
const firstAt = async ({ one, trackier }: Awaited<ReturnType<typeof startTwo>>) => {
  const first = one.send('k');
  return { first, post: await trackier.post(0) };
};

test('twenty callers at once at two instances are one POST, and all have its answer', async () => {
  const { trackier, one, other } = await startTwo();
  const callers = Array.from({ length: 20 }, (_, n) => (n % 2 === 0 ? one : other).send('k'));
  (await trackier.post(0)).answer(replyOf('job-1'));
  const receipts = await Promise.all(callers);
  expect(receipts.filter(({ replayed }) => !replayed)).toHaveLength(1);
  expect(new Set(receipts.map(({ job }) => job?.id))).toEqual(new Set(['job-1']));
  expect(trackier.posts).toHaveLength(1);
});

test('who waits at another instance gets the failure of the first and does not try itself', async () => {
  const started = await startTwo();
  const { first, post } = await firstAt(started);
  const { waiting } = await started.waitAtOther();
  const failure = new TrackierError('Not now', { kind: 'throttled', retryAfterMs: 900 });
  post.fail(failure);
  await expect(first).rejects.toBe(failure);
  expect(await waiting).toMatchObject([{ status: 'rejected', reason: failure }]);
  expect(started.trackier.posts).toHaveLength(1);
});

test('who waits at another instance when the owner dies is told that the outcome is unknown', async () => {
  const started = await startTwo();
  const { first, post } = await firstAt(started);
  const waiting = started.other.send('k');
  await endLeases(started.store);
  await expect(waiting).rejects.toThrow(OutcomeUnknownError);
  post.answer(replyOf('job-1'));
  await first;
  expect(started.trackier.posts).toHaveLength(1);
});

test('who waits at another instance that shuts down, or goes away, waits no longer', async () => {
  const started = await startTwo();
  const { first, post } = await firstAt(started);
  const leaving = new AbortController();
  const gone = started.other.send('k', { signal: leaving.signal });
  const drained = started.other.send('k');
  const outcomes = Promise.allSettled([gone, drained]);
  leaving.abort();
  started.other.idempotency.drain();
  expect(await outcomes).toMatchObject([{ reason: { kind: 'caller-gone' } }, { reason: { kind: 'draining' } }]);
  post.answer(replyOf('job-1'));
  await first;
});

test('who waits at another instance for a key that was freed and taken again meanwhile has the answer of that', async () => {
  const started = await startTwo();
  const { one, trackier } = started;
  const { first, post } = await firstAt(started);
  const { waiting } = await started.waitAtOther();
  post.fail(new TrackierError('Not now', { kind: 'unavailable' }));
  await first.catch(() => {});
  const again = one.send('k');
  (await trackier.post(1)).answer(replyOf('job-2'));
  expect(await again).toMatchObject({ replayed: false });
  const [waited] = await waiting;
  // Whether it looked in between is up to chance; it never tries itself.
  expect([
    ['rejected', 'unavailable'],
    ['fulfilled', 'job-2'],
  ]).toContainEqual([waited?.status, waited?.status === 'rejected' ? waited.reason.kind : waited?.value.job?.id]);
  expect(trackier.posts).toHaveLength(2);
});
