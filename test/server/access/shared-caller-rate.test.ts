import * as fc from 'fast-check';
import { expect, onTestFinished, test, vi } from 'vitest';
import { type CallerRate, createCallerRate } from '../../../src/server/access/caller-rate.ts';
import { TooManyRequestsError } from '../../../src/server/access/too-many-requests-error.ts';
import type { CallerLease, SharedCounter } from '../../../src/server/access/watched-counter.ts';
import { leaseCallerRequests } from '../../../src/store/caller-counts.ts';
import { makeStorePlace, openTestStore } from '../../support/open-store.ts';
import { startPostgres } from '../../support/start-postgres.ts';

/** A counter in memory by the test's clock, as the database is one. */
function createWorld({ requestsPerMinute = 1_000 } = {}) {
  const counts = new Map<string, { requests: number; endsAtMs: number }>();
  const asked: CallerLease[] = [];
  const outages: unknown[] = [];
  let nowMs = 0;
  let trouble: (() => Promise<never>) | null = null;
  const shared: SharedCounter = async lease => {
    asked.push(lease);
    if (trouble) return trouble();
    const open = counts.get(lease.callerKey);
    const count = open && open.endsAtMs > nowMs ? open : { requests: 0, endsAtMs: nowMs + lease.windowMs };
    counts.set(lease.callerKey, { ...count, requests: count.requests + lease.requests });
    return { countedBefore: count.requests, msUntilReset: count.endsAtMs - nowMs };
  };
  return {
    asked,
    outages,
    startInstance: () =>
      createCallerRate({ requestsPerMinute, shared, clock: () => nowMs, onAway: error => void outages.push(error) }),
    advance: (ms: number): void => {
      nowMs += ms;
    },
    setTrouble: (next: typeof trouble): void => {
      trouble = next;
    },
  };
}

const refusalOf = (rate: CallerRate, callerId = 'a'): Promise<unknown> =>
  (async () => await rate.take(callerId))().then(
    () => null,
    (error: unknown) => error,
  );

async function takeAtOnce(rate: CallerRate, times: number, callerId = 'a'): Promise<number> {
  const refusals = await Promise.all(Array.from({ length: times }, () => refusalOf(rate, callerId)));
  return refusals.filter(refusal => refusal === null).length;
}

async function takeInTurn(rate: CallerRate, times: number, callerId = 'a'): Promise<number> {
  let taken = 0;
  for (let n = 0; n < times; n += 1) if ((await refusalOf(rate, callerId)) === null) taken += 1;
  return taken;
}

const refuse = () => Promise.reject(new Error('The database is away.'));

test('an instance asks the counter once for each twentieth of a minute, and not for those that it refuses', async () => {
  const { asked, startInstance } = createWorld();
  const rate = startInstance();
  expect(await takeInTurn(rate, 1_000)).toBe(1_000);
  expect(asked).toHaveLength(20);
  expect(await takeInTurn(rate, 500)).toBe(0);
  expect(asked).toHaveLength(20);
});

test('requests at the same time wait for the same answer of the counter', async () => {
  const { asked, startInstance } = createWorld();
  expect(await takeAtOnce(startInstance(), 100)).toBe(100);
  expect(asked).toHaveLength(2);
});

test('a hundred requests at the same time under a small limit ask the counter twice', async () => {
  const { asked, startInstance } = createWorld({ requestsPerMinute: 10 });
  expect(await takeAtOnce(startInstance(), 100)).toBe(10);
  expect(asked).toHaveLength(2);
});

test('instances together let no more through than one alone, and refuse for no more than what the others have leased', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.integer({ min: 1, max: 200 }),
      fc.array(fc.record({ instance: fc.nat({ max: 2 }), requests: fc.integer({ min: 1, max: 60 }) }), {
        minLength: 1,
        maxLength: 30,
      }),
      async (requestsPerMinute, bursts) => {
        const { startInstance } = createWorld({ requestsPerMinute });
        const rates = [startInstance(), startInstance(), startInstance()];
        let taken = 0;
        let wanted = 0;
        for (const { instance, requests } of bursts) {
          taken += await takeInTurn(rates[instance]!, requests);
          wanted += requests;
        }
        const leasedAtOnce = Math.max(1, Math.floor(requestsPerMinute / 20));
        expect(taken).toBeLessThanOrEqual(requestsPerMinute);
        expect(taken).toBeGreaterThanOrEqual(Math.min(wanted, requestsPerMinute) - 3 * leasedAtOnce);
      },
    ),
    { numRuns: 100 },
  );
});

test('a caller who has had its minute everywhere is told when it ends', async () => {
  const { advance, startInstance } = createWorld({ requestsPerMinute: 10 });
  expect(await takeInTurn(startInstance(), 10)).toBe(10);
  advance(17_400);
  const refusal = await refusalOf(startInstance());
  expect(refusal).toBeInstanceOf(TooManyRequestsError);
  expect(refusal).toMatchObject({ retryAfterSeconds: 43 });
});

test('when the minute is over a caller has all of the next one, and what was left of the last is gone', async () => {
  const { advance, startInstance } = createWorld({ requestsPerMinute: 40 });
  const rate = startInstance();
  expect(await takeInTurn(rate, 39)).toBe(39);
  advance(60_000);
  expect(await takeInTurn(rate, 100)).toBe(40);
});

test('other callers are not affected by one who is refused', async () => {
  const { startInstance } = createWorld({ requestsPerMinute: 10 });
  const rate = startInstance();
  expect(await takeInTurn(rate, 30)).toBe(10);
  expect(await takeInTurn(rate, 30, 'b')).toBe(10);
});

test('the counter is told a hash of who is asking, and no name', async () => {
  const { asked, startInstance } = createWorld();
  await startInstance().take('address:192.0.2.7');
  expect(asked).toEqual([{ callerKey: expect.stringMatching(/^[0-9a-f]{64}$/), requests: 50, windowMs: 60_000 }]);
});

test('while the counter is away each instance keeps the limit alone, asks seldom, and tells once', async () => {
  const { asked, outages, advance, setTrouble, startInstance } = createWorld({ requestsPerMinute: 20 });
  setTrouble(refuse);
  const rate = startInstance();
  expect(await takeInTurn(rate, 100)).toBe(20);
  expect(asked).toHaveLength(1);
  advance(5_000);
  expect(await takeInTurn(rate, 100, 'b')).toBe(20);
  expect(asked).toHaveLength(2);
  expect(outages).toEqual([expect.any(Error)]);
});

test('when the counter is back all instances share it again', async () => {
  const { outages, advance, setTrouble, startInstance } = createWorld({ requestsPerMinute: 20 });
  const [rate, other] = [startInstance(), startInstance()];
  setTrouble(refuse);
  await rate.take('a');
  setTrouble(null);
  advance(5_000);
  expect(await takeInTurn(rate, 100)).toBe(20);
  expect(await takeInTurn(other, 100)).toBe(0);
  expect(outages).toEqual([expect.any(Error), null]);
});

test('what was leased before the counter went away is still let through', async () => {
  const { setTrouble, startInstance } = createWorld({ requestsPerMinute: 100 });
  const rate = startInstance();
  await rate.take('a');
  setTrouble(refuse);
  expect(await takeInTurn(rate, 4)).toBe(4);
});

test('a counter that does not answer keeps a request waiting for a second, and the next ones not at all', async () => {
  vi.useFakeTimers({ toFake: ['Date', 'setTimeout', 'clearTimeout'] });
  onTestFinished(() => void vi.useRealTimers());
  const { asked, setTrouble, startInstance } = createWorld({ requestsPerMinute: 20 });
  setTrouble(() => new Promise(() => {}));
  const rate = startInstance();
  const first = refusalOf(rate);
  await vi.advanceTimersByTimeAsync(1_000);
  expect(await first).toBeNull();
  expect(await takeInTurn(rate, 5, 'b')).toBe(5);
  expect(asked).toHaveLength(1);
});

test('two instances on one PostgreSQL share the minute of a caller', async () => {
  const place = await makeStorePlace('postgres');
  const start = async (): Promise<CallerRate> => {
    const store = await openTestStore('postgres', { place });
    return createCallerRate({
      requestsPerMinute: 100,
      shared: lease => leaseCallerRequests(store, lease),
      windowMs: 600_000,
    });
  };
  const [one, other] = await Promise.all([start(), start()]);
  const [fromOne, fromOther] = await Promise.all([takeAtOnce(one, 90), takeAtOnce(other, 90)]);
  const atOnce = fromOne + fromOther;
  expect(atOnce).toBeLessThanOrEqual(100);
  expect(atOnce).toBeGreaterThanOrEqual(90);
  // What is left is leased by one or the other.
  expect(atOnce + (await takeInTurn(one, 10)) + (await takeInTurn(other, 10))).toBe(100);
  expect(await refusalOf(one)).toBeInstanceOf(TooManyRequestsError);
  expect(await takeInTurn(other, 10, 'b')).toBe(10);
});

test('while PostgreSQL is stopped no request fails for that, and when it is back they are counted together', async () => {
  const postgres = await startPostgres();
  onTestFinished(postgres.close);
  const { dataDir } = await makeStorePlace('sqlite');
  const store = await openTestStore('postgres', { place: { databaseUrl: postgres.url, dataDir } });
  const outages: unknown[] = [];
  let aheadMs = 0;
  const rate = createCallerRate({
    requestsPerMinute: 20,
    shared: lease => leaseCallerRequests(store, lease),
    windowMs: 600_000,
    clock: () => performance.now() + aheadMs,
    onAway: error => void outages.push(error),
  });
  await postgres.stop();
  expect(await takeAtOnce(rate, 50)).toBe(20);
  expect(await takeAtOnce(rate, 50, 'b')).toBe(20);
  expect(outages).toEqual([expect.any(Error)]);
  await postgres.start();
  await vi.waitUntil(() => store.trouble() === null, 60_000);
  aheadMs = 5_000;
  // The one that finds out; while it does the others would still be counted alone.
  await rate.take('c');
  expect(await takeAtOnce(rate, 50, 'c')).toBe(19);
  expect(outages).toEqual([expect.any(Error), null]);
}, 120_000);
