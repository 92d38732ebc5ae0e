import { expect, test } from 'vitest';
import { createSharedPace } from '../../../src/imports/pace/shared-pace.ts';
import type { PaceOutage } from '../../../src/imports/pace/shared-tokens.ts';
import type { TurnBucket } from '../../../src/imports/pace/turn-bucket.ts';
import { StoreUnavailableError } from '../../../src/store/store-errors.ts';
import { type Lane, lanes } from '../../../src/trackier/pace-lanes.ts';
import { TrackierError } from '../../../src/trackier/trackier-error.ts';
import { createManualClock, settle } from '../../trackier/manual-clock.ts';

const never = Number.POSITIVE_INFINITY;

interface Start {
  readonly instance: number;
  readonly lane: Lane;
  readonly atMs: number;
}

/** Instances by one manual clock, with a bucket that answers after `answerMs`. */
function start(requestsPerSecond: number, instances: number, answerMs = 3) {
  const clock = createManualClock(1_000_000);
  const bucket = { isAway: false, leases: 0, answerMs };
  let nextAtMs = 0;
  const pass = (ms: number) => new Promise<void>(resolve => void clock.after(ms, resolve));
  const lease: TurnBucket['lease'] = async spanMs => {
    bucket.leases++;
    const { isAway } = bucket;
    await pass(bucket.answerMs / 2);
    if (isAway) throw new StoreUnavailableError('away');
    const startsAtMs = Math.max(nextAtMs, clock.now());
    const startsInMs = startsAtMs - clock.now();
    nextAtMs = startsAtMs + spanMs;
    await pass(bucket.answerMs / 2);
    return startsInMs;
  };
  const outages: (PaceOutage | null)[] = [];
  const paces = Array.from({ length: instances }, () =>
    createSharedPace({
      requestsPerSecond,
      bucket: { lease },
      instanceCount: () => instances,
      clock,
      onOutage: outage => outages.push(outage),
    }),
  );
  const starts: Start[] = [];
  const refusals: TrackierError[] = [];
  const ask = async (instance: number, lane: Lane, { deadlineMs = never, leavesAfterMs = 0 } = {}): Promise<void> => {
    try {
      const turn = await paces[instance]!.take({ lane, deadlineMs });
      if (leavesAfterMs > 0) await pass(leavesAfterMs);
      turn.start();
      starts.push({ instance, lane, atMs: clock.now() });
    } catch (error) {
      if (!(error instanceof TrackierError)) throw error;
      refusals.push(error);
    }
  };
  const startsOf = (lane: Lane) => starts.filter(one => one.lane === lane);
  return { clock, bucket, paces, starts, startsOf, refusals, outages, ask };
}

/** The most starts in any half-open window. */
function mostWithin(windowMs: number, starts: readonly Start[]): number {
  const within = (from: number) => starts.filter(({ atMs }) => atMs >= from && atMs < from + windowMs).length;
  return Math.max(0, ...starts.map(({ atMs }) => within(atMs)));
}

test.each([0.4, 1, 3, 5, 20])('three instances together keep a pace of %d, and use it', async rate => {
  const { clock, starts, ask } = start(rate, 3);
  for (let instance = 0; instance < 3; instance++)
    for (let count = 0; count < 300; count++) void ask(instance, 'import');
  await clock.advance(20_000);
  const periodMs = (Math.max(1, Math.floor(rate)) / rate) * 1_000;
  expect(mostWithin(periodMs, starts)).toBeLessThanOrEqual(Math.max(1, Math.floor(rate)));
  expect(starts.length).toBeGreaterThan(20 * rate * 0.85);
  const shares = [0, 1, 2].map(one => starts.filter(({ instance }) => instance === one).length);
  expect(Math.max(...shares) - Math.min(...shares)).toBeLessThanOrEqual(Math.max(2, 2 * rate));
});

test('requests that come and go by chance keep the pace too', async () => {
  const { clock, starts, ask } = start(5, 3);
  let seed = 7;
  const random = (below: number): number => {
    seed = (seed * 48_271) % 2_147_483_647;
    return seed % below;
  };
  for (let step = 0; step < 400; step++) {
    for (let count = random(3); count > 0; count--)
      void ask(random(3), lanes[random(4)]!, { leavesAfterMs: random(30) });
    await clock.advance(random(300));
  }
  await clock.advance(600_000);
  expect(mostWithin(1_000, starts)).toBeLessThanOrEqual(5);
  expect(starts.length).toBeGreaterThan(200);
});

test('one that has much to do does not make another wait for more than what is leased', async () => {
  const { clock, starts, ask } = start(5, 2);
  for (let count = 0; count < 300; count++) void ask(0, 'bulk');
  await clock.advance(5_000);
  void ask(1, 'import');
  await clock.advance(1_300);
  expect(starts.some(({ instance }) => instance === 1)).toBe(true);
});

test('with one that asks alone nothing waits, and it has all of the pace', async () => {
  const { clock, starts, ask } = start(5, 3);
  void ask(0, 'import');
  await clock.advance(3);
  expect(starts.length).toBe(1);
  for (let count = 0; count < 100; count++) void ask(0, 'bulk');
  await clock.advance(10_000);
  expect(starts.length).toBeGreaterThan(44);
});

test('nobody leases more than a second at once, or while nobody waits', async () => {
  const { clock, bucket, ask } = start(5, 1);
  for (let count = 0; count < 50; count++) void ask(0, 'import');
  await clock.advance(60_000);
  expect(bucket.leases).toBe(11);
  await clock.advance(60_000);
  expect(bucket.leases).toBe(11);
  expect(clock.pendingTimers).toBe(0);
});

test('within an instance imports go before reads, reads before bulk batches, those before polls', async () => {
  const { clock, starts, ask } = start(5, 1);
  for (const lane of lanes.toReversed()) void ask(0, lane);
  await clock.advance(2_000);
  expect(starts.map(({ lane }) => lane)).toEqual([...lanes]);
});

test('polls of all instances together get a third of the pace', async () => {
  const { clock, starts, ask } = start(6, 3);
  for (let instance = 0; instance < 3; instance++) for (let count = 0; count < 300; count++) void ask(instance, 'poll');
  await clock.advance(30_000);
  expect(starts.length).toBeLessThanOrEqual(62);
  expect(starts.length).toBeGreaterThan(50);
});

test('a request that leaves much later than its turn costs another', async () => {
  const onTime = start(5, 1);
  const late = start(5, 1);
  for (let count = 0; count < 100; count++) {
    void onTime.ask(0, 'bulk', { leavesAfterMs: 100 });
    void late.ask(0, 'bulk', { leavesAfterMs: 400 });
  }
  for (const { clock } of [onTime, late]) await clock.advance(10_000);
  expect(onTime.starts.length).toBeGreaterThan(44);
  expect(late.starts.length).toBeLessThan(30);
  expect(mostWithin(1_000, late.starts)).toBeLessThanOrEqual(5);
});

test('with the store away what is urgent goes on at the pace divided by the instances, and bulk and polls wait', async () => {
  const { clock, bucket, starts, startsOf, outages, ask } = start(6, 3);
  bucket.isAway = true;
  for (let instance = 0; instance < 3; instance++) {
    for (const lane of lanes) for (let count = 0; count < 20; count++) void ask(instance, lane);
  }
  await clock.advance(10_000);
  expect(startsOf('bulk').length + startsOf('poll').length).toBe(0);
  expect(mostWithin(1_000, starts)).toBeLessThanOrEqual(6);
  expect(starts.length).toBeGreaterThan(54);
  expect(outages.map(outage => outage?.requestsPerSecond)).toEqual([2, 2, 2]);
  expect(outages[0]?.error).toBeInstanceOf(StoreUnavailableError);
  expect(bucket.leases).toBeLessThanOrEqual(3 * 11);
  bucket.isAway = false;
  await clock.advance(60_000);
  expect(startsOf('bulk').length).toBe(60);
  expect(outages.slice(3)).toEqual([null, null, null]);
});

test('a store that does not answer is away, and one that is back is noticed by imports alone', async () => {
  const { clock, bucket, starts, outages, ask } = start(5, 1);
  bucket.answerMs = 60_000;
  void ask(0, 'import');
  await clock.advance(999);
  expect(starts.length).toBe(0);
  await clock.advance(1);
  expect(starts.length).toBe(1);
  expect(outages.length).toBe(1);
  bucket.answerMs = 3;
  await clock.advance(120_000);
  for (let count = 0; count < 3; count++) {
    void ask(0, 'import');
    await clock.advance(2_000);
  }
  expect(starts.length).toBe(4);
  expect(outages.at(-1)).toBeNull();
});

test('a hold, a full queue and the end of the process are as in a pace of its own', async () => {
  const { clock, paces, starts, refusals, ask } = start(1, 1);
  const pace = paces[0]!;
  void ask(0, 'import');
  pace.hold(5_000);
  void ask(0, 'import', { deadlineMs: clock.now() + 4_999 });
  await clock.advance(5_002);
  expect(starts.length).toBe(0);
  await clock.advance(1);
  expect(starts.length).toBe(1);
  for (let count = 0; count < 1_001; count++) void ask(0, 'bulk');
  await settle();
  pace.drain();
  await clock.advance(5_000);
  const kinds = refusals.map(({ kind }) => kind);
  expect(kinds.slice(0, 2)).toEqual(['queue-full', 'queue-full']);
  expect(new Set(kinds.slice(2))).toEqual(new Set(['draining']));
  expect(clock.pendingTimers).toBe(0);
});
