import { expect, onTestFinished, test, vi } from 'vitest';
import { type CallerRate, createCallerRate } from '../../../src/server/access/caller-rate.ts';
import { createLocalCallerRate } from '../../../src/server/access/local-caller-rate.ts';
import { TooManyRequestsError } from '../../../src/server/access/too-many-requests-error.ts';

/** The clock of the library, which the test sets. */
function stopClock(): void {
  vi.useFakeTimers({ toFake: ['Date', 'setTimeout', 'clearTimeout'], now: 1_795_365_120_000 });
  onTestFinished(() => void vi.useRealTimers());
}

const refusalOf = (rate: CallerRate, callerId: string): Promise<unknown> =>
  (async () => await rate.take(callerId))().then(
    () => null,
    (error: unknown) => error,
  );

async function takeTimes(rate: CallerRate, callerId: string, times: number): Promise<number> {
  const refusals = await Promise.all(Array.from({ length: times }, () => refusalOf(rate, callerId)));
  return refusals.filter(refusal => refusal === null).length;
}

test('a caller may make so many requests in a minute and not one more', async () => {
  stopClock();
  const rate = createCallerRate({ requestsPerMinute: 20, shared: null });
  expect(await takeTimes(rate, 'a', 100)).toBe(20);
  vi.advanceTimersByTime(59_999);
  expect(await takeTimes(rate, 'a', 10)).toBe(0);
  vi.advanceTimersByTime(1);
  expect(await takeTimes(rate, 'a', 100)).toBe(20);
});

test('the requests of one caller are not held against another', async () => {
  const rate = createCallerRate({ requestsPerMinute: 3, shared: null });
  expect(await takeTimes(rate, 'a', 10)).toBe(3);
  expect(await takeTimes(rate, 'b', 10)).toBe(3);
});

test('a caller who asks too often is told when to try again', async () => {
  stopClock();
  const rate = createCallerRate({ requestsPerMinute: 1, shared: null });
  await rate.take('a');
  vi.advanceTimersByTime(12_500);
  const refusal = await refusalOf(rate, 'a');
  expect(refusal).toBeInstanceOf(TooManyRequestsError);
  expect(refusal).toMatchObject({
    code: 'TOO_MANY_REQUESTS',
    retryAfterSeconds: 48,
    message: 'Too many requests: a caller may make 1 in a minute. Try again in 48 seconds.',
  });
  vi.advanceTimersByTime(47_499);
  expect(await refusalOf(rate, 'a')).toMatchObject({ retryAfterSeconds: 1 });
});

test('where 0 stands for the requests of a minute there is no limit', async () => {
  const rate = createCallerRate({ requestsPerMinute: 0, shared: null });
  expect(await takeTimes(rate, 'a', 5_000)).toBe(5_000);
});

test('of callers beyond the bound those are forgotten whose minute began first', async () => {
  const rate = createLocalCallerRate({ requestsPerMinute: 1, maxCallers: 3 });
  for (const callerId of ['a', 'b', 'c', 'd']) await rate.take(callerId);
  for (const callerId of ['b', 'c', 'd']) expect(await takeTimes(rate, callerId, 1)).toBe(0);
  expect(await takeTimes(rate, 'a', 1)).toBe(1);
  // That was the fourth again.
  expect(await takeTimes(rate, 'c', 1)).toBe(0);
  expect(await takeTimes(rate, 'b', 1)).toBe(1);
});

test('a caller whose minute began anew is not forgotten for its first one', async () => {
  stopClock();
  const rate = createLocalCallerRate({ requestsPerMinute: 1, maxCallers: 2 });
  await rate.take('a');
  await rate.take('b');
  vi.advanceTimersByTime(60_000);
  await rate.take('a');
  await rate.take('c');
  expect(await takeTimes(rate, 'a', 1)).toBe(0);
});

test('a limit that is closed holds no timer', async () => {
  stopClock();
  const rate = createCallerRate({ requestsPerMinute: 5, shared: null });
  for (const callerId of ['a', 'b', 'c']) await rate.take(callerId);
  expect(vi.getTimerCount()).toBe(3);
  rate.close();
  expect(vi.getTimerCount()).toBe(0);
});
