import { getEventListeners } from 'node:events';
import { expect, test } from 'vitest';
import { useExpiringSubscriptions } from '../../../src/server/plugins/use-expiring-subscriptions.ts';
import { useSubscriptionLimit } from '../../../src/server/plugins/use-subscription-limit.ts';
import { createSubscriptionCounts } from '../../../src/server/subscription-counts.ts';
import { serveStreams } from './subscription-kit.ts';

const startMs = 1_795_365_120_000;

/** A wall clock that the test sets, and the timers by it. */
function createClock() {
  let nowMs = startMs;
  const timers = new Set<{ readonly atMs: number; readonly callback: () => void; readonly ms: number }>();
  return {
    timers,
    clock: {
      nowMs: () => nowMs,
      schedule: (callback: () => void, ms: number) => {
        const timer = { atMs: nowMs + ms, callback, ms };
        timers.add(timer);
        return () => void timers.delete(timer);
      },
    },
    advance: (ms: number): void => {
      nowMs += ms;
      for (const timer of timers) {
        if (timer.atMs > nowMs) continue;
        timers.delete(timer);
        timer.callback();
      }
    },
  };
}

const lastEvent = (message: string) => ({
  event: 'next',
  data: {
    errors: [{ message, extensions: { code: 'UNAUTHENTICATED', retryable: false, requestId: 'request-1' } }],
  },
});
const expired = lastEvent('The token has expired: subscribe again with a new one.');
const takenBack = lastEvent('The token was taken back: subscribe again with another one.');

test('when the token expires a subscription is told so and completes, and its source is let go at once', async () => {
  const { clock, timers, advance } = createClock();
  const { subscribe, pushToAll, waitForSources } = await serveStreams([useExpiringSubscriptions(clock)], {
    expiresAtMs: startMs + 60_000,
  });
  const stream = await subscribe();
  await waitForSources(1);
  pushToAll(1);
  expect(await stream.next()).toMatchObject({ data: { data: { ticks: 1 } } });
  advance(59_999);
  pushToAll(2);
  expect(await stream.next()).toMatchObject({ data: { data: { ticks: 2 } } });
  advance(1);
  await waitForSources(0);
  expect(await stream.next()).toEqual(expired);
  expect(await stream.next()).toMatchObject({ event: 'complete' });
  expect(await stream.next()).toBeNull();
  expect(timers.size).toBe(0);
});

test('when the token is taken back all its subscriptions are told so and complete', async () => {
  const revocation = new AbortController();
  const { subscribe, waitForSources } = await serveStreams([useExpiringSubscriptions(createClock().clock)], {
    revoked: revocation.signal,
  });
  const streams = await Promise.all([subscribe(), subscribe(), subscribe()]);
  await waitForSources(3);
  revocation.abort();
  for (const stream of streams) {
    expect(await stream.next()).toEqual(takenBack);
    expect(await stream.next()).toMatchObject({ event: 'complete' });
  }
  await waitForSources(0);
  expect(getEventListeners(revocation.signal, 'abort')).toEqual([]);
});

test('a token that has expired by the time the stream begins ends it with the first event', async () => {
  const { subscribe, waitForSources } = await serveStreams([useExpiringSubscriptions(createClock().clock)], {
    expiresAtMs: startMs,
  });
  const stream = await subscribe();
  expect(await stream.next()).toEqual(expired);
  expect(await stream.next()).toMatchObject({ event: 'complete' });
  await waitForSources(0);
});

test('a token that was taken back by the time the stream begins ends it with the first event', async () => {
  const { subscribe } = await serveStreams([useExpiringSubscriptions(createClock().clock)], {
    expiresAtMs: startMs + 1,
    revoked: AbortSignal.abort(),
  });
  const stream = await subscribe();
  expect(await stream.next()).toEqual(takenBack);
  expect(await stream.next()).toMatchObject({ event: 'complete' });
});

test('a token that is good for a year is watched with timers that Node has', async () => {
  const { clock, timers, advance } = createClock();
  const yearMs = 365 * 24 * 3_600_000;
  const { subscribe, waitForSources, sources } = await serveStreams([useExpiringSubscriptions(clock)], {
    expiresAtMs: startMs + yearMs,
  });
  const stream = await subscribe();
  await waitForSources(1);
  for (let days = 0; days < 364; days += 1) {
    for (const { ms } of timers) expect(ms).toBeLessThan(2 ** 31);
    advance(24 * 3_600_000);
  }
  expect(sources.size).toBe(1);
  advance(24 * 3_600_000);
  expect(await stream.next()).toEqual(expired);
});

test('a wall clock that is set forward is noticed within the hour', async () => {
  const { clock, timers } = createClock();
  let aheadMs = 0;
  const skewed = { ...clock, nowMs: () => clock.nowMs() + aheadMs };
  const { subscribe } = await serveStreams([useExpiringSubscriptions(skewed)], { expiresAtMs: startMs + 10 ** 10 });
  const stream = await subscribe();
  aheadMs = 10 ** 10;
  const [timer] = timers;
  expect(timer?.ms).toBeLessThanOrEqual(3_600_000);
  timer?.callback();
  expect(await stream.next()).toEqual(expired);
});

test.each([
  ['completes', 'stop'],
  ['loses its client', 'leave'],
] as const)('a stream that %s before its token expires leaves no timer and no listener', async (_how, ending) => {
  const { clock, timers } = createClock();
  const revocation = new AbortController();
  const { subscribe, waitForSources, stopAll } = await serveStreams([useExpiringSubscriptions(clock)], {
    expiresAtMs: startMs + 60_000,
    revoked: revocation.signal,
  });
  const stream = await subscribe();
  await waitForSources(1);
  expect(timers.size).toBe(1);
  if (ending === 'stop') stopAll();
  else stream.leave();
  await waitForSources(0);
  expect(timers.size).toBe(0);
  expect(getEventListeners(revocation.signal, 'abort')).toEqual([]);
});

test('a caller whose credentials never end has a stream that is not watched', async () => {
  const { clock, timers } = createClock();
  const { subscribe, waitForSources, stopAll } = await serveStreams([useExpiringSubscriptions(clock)]);
  const stream = await subscribe();
  await waitForSources(1);
  expect(timers.size).toBe(0);
  stopAll();
  expect(await stream.next()).toMatchObject({ event: 'complete' });
});

test('subscriptions whose token has expired count no more for the bound', async () => {
  const { clock, advance } = createClock();
  const counts = createSubscriptionCounts(1);
  const { subscribe } = await serveStreams([useExpiringSubscriptions(clock), useSubscriptionLimit(counts)], {
    expiresAtMs: startMs + 60_000,
  });
  const stream = await subscribe();
  expect((await subscribe()).status).toBe(429);
  advance(60_000);
  expect(await stream.next()).toEqual(expired);
  expect(await stream.next()).toMatchObject({ event: 'complete' });
  expect(counts.callerCount()).toBe(0);
});
