import {
  array,
  asyncProperty,
  constantFrom,
  double,
  integer,
  oneof,
  assert as prove,
  record,
  subarray,
} from 'fast-check';
import { expect, test } from 'vitest';
import { createPace, type Pace } from '../../src/trackier/pace.ts';
import { type Lane, lanes } from '../../src/trackier/pace-lanes.ts';
import { TrackierError } from '../../src/trackier/trackier-error.ts';
import { createManualClock, type ManualClock, settle } from './manual-clock.ts';

const never = Number.POSITIVE_INFINITY;

interface Start {
  readonly lane: Lane;
  readonly atMs: number;
  readonly askedAtMs: number;
  readonly order: number;
}

/** Asks, and writes down when it may start, or how it was refused. */
function createRecorder(pace: Pace, clock: ManualClock) {
  const starts: Start[] = [];
  const refusals: TrackierError[] = [];
  let order = 0;
  const ask = async (lane: Lane, deadlineMs = never, signal?: AbortSignal) => {
    const asked = { lane, askedAtMs: clock.now(), order: order++ };
    try {
      await pace.take({ lane, deadlineMs, signal });
      starts.push({ ...asked, atMs: clock.now() });
    } catch (error) {
      if (!(error instanceof TrackierError)) throw error;
      refusals.push(error);
    }
  };
  return { starts, refusals, ask: (...args: Parameters<typeof ask>) => void ask(...args) };
}

function start(requestsPerSecond: number, maxQueued?: number) {
  const clock = createManualClock(1_000_000);
  const pace = createPace({ requestsPerSecond, clock, maxQueued });
  return { clock, pace, ...createRecorder(pace, clock) };
}

/** The most starts in any half-open window. */
function mostWithin(windowMs: number, times: readonly number[]): number {
  const inWindow = (from: number) => times.filter(time => time >= from && time < from + windowMs - 1e-6).length;
  return Math.max(0, ...times.map(inWindow));
}

test('with tokens free a request starts at once and leaves no timer', () => {
  const { clock, pace } = start(5);
  for (let count = 0; count < 5; count++)
    expect(pace.take({ lane: 'read', deadlineMs: never })).toHaveProperty('start');
  expect(clock.pendingTimers).toBe(0);
});

test('no window of a second sees more starts than the pace, however requests come', async () => {
  const asks = array(
    record({
      afterMs: integer({ min: 0, max: 700 }),
      lane: constantFrom(...lanes),
      count: integer({ min: 1, max: 9 }),
    }),
    { minLength: 1, maxLength: 15 },
  );
  const rates = oneof(integer({ min: 1, max: 20 }), double({ min: 0.2, max: 8, noNaN: true }));
  await prove(
    asyncProperty(rates, asks, async (rate, steps) => {
      const { clock, starts, ask } = start(rate);
      for (const { afterMs, lane, count } of steps) {
        await clock.advance(afterMs);
        for (let index = 0; index < count; index++) ask(lane);
        await settle();
      }
      await clock.advance(3_000_000);
      const times = starts.map(({ atMs }) => atMs);
      const periodMs = (Math.max(1, Math.floor(rate)) / rate) * 1_000;
      expect(mostWithin(periodMs, times)).toBeLessThanOrEqual(Math.max(1, Math.floor(rate)));
      expect(starts.length).toBe(steps.reduce((sum, { count }) => sum + count, 0));
      expect(clock.pendingTimers).toBe(0);
      for (const lane of lanes) {
        const orders = starts.filter(one => one.lane === lane).map(({ order }) => order);
        expect(orders).toEqual(orders.toSorted((one, other) => one - other));
      }
    }),
    { numRuns: 60 },
  );
});

test('a token comes back a second after its request was written, not after the right to it was taken', async () => {
  const { clock, pace, starts, ask } = start(2);
  const [first, second] = [
    await pace.take({ lane: 'bulk', deadlineMs: never }),
    await pace.take({ lane: 'bulk', deadlineMs: never }),
  ];
  await clock.advance(400);
  first.start();
  second.start();
  ask('bulk');
  await clock.advance(999);
  expect(starts).toEqual([]);
  await clock.advance(1);
  expect(starts.length).toBe(1);
});

test('a request that starts after its token came back costs another', async () => {
  const { clock, pace, starts, ask } = start(1);
  const late = await pace.take({ lane: 'import', deadlineMs: never });
  await clock.advance(1_000);
  ask('import');
  await clock.advance(500);
  late.start();
  ask('import');
  await clock.advance(999);
  expect(starts.length).toBe(1);
  await clock.advance(1);
  expect(starts.length).toBe(2);
});

test('a full pace is used: nothing idles while someone waits', async () => {
  const { clock, starts, ask } = start(5);
  for (let count = 0; count < 50; count++) ask('import');
  await clock.advance(9_000);
  expect(starts.length).toBe(50);
});

test('imports go before reads, reads before bulk batches, those before polls', async () => {
  const { clock, starts, ask } = start(1);
  ask('read');
  for (const lane of lanes.toReversed()) ask(lane);
  await clock.advance(1_000);
  expect(starts.map(({ lane }) => lane)).toEqual(['read', 'import']);
});

test('polls get no more than a third of the pace', async () => {
  const { clock, starts, ask } = start(6);
  for (let count = 0; count < 60; count++) ask('poll');
  await settle();
  await clock.advance(9_999);
  expect(starts.length).toBe(20);
  expect(
    mostWithin(
      1_000,
      starts.map(({ atMs }) => atMs),
    ),
  ).toBe(2);
});

test('whoever waits in a lower lane gets at least one request in three seconds', async () => {
  await prove(
    asyncProperty(
      integer({ min: 2, max: 12 }),
      subarray(['read', 'bulk', 'poll'] as const, { minLength: 1 }),
      async (rate, lower) => {
        const { clock, starts, ask } = start(rate);
        for (let step = 0; step < 80; step++) {
          for (let count = 0; count < rate; count++) ask('import');
          if (step === 0) for (const lane of lower) for (let count = 0; count < 50; count++) ask(lane);
          await clock.advance(250);
        }
        for (const lane of lower) {
          const times = starts.filter(one => one.lane === lane).map(({ atMs }) => atMs);
          const gaps = times.map((time, index) => time - (times[index - 1] ?? 1_000_000));
          expect(times.length).toBeGreaterThan(5);
          expect(Math.max(...gaps)).toBeLessThanOrEqual(3_000);
        }
      },
    ),
    { numRuns: 30 },
  );
});

test('one who would wait past the deadline is refused at once and told how long the wait is', async () => {
  const { clock, refusals, starts, ask } = start(2);
  for (let count = 0; count < 6; count++) ask('import');
  ask('import', clock.now() + 2_999);
  ask('import', clock.now() + 3_000);
  await settle();
  expect(refusals).toMatchObject([{ kind: 'queue-full', notSent: true, retryAfterMs: 3_000 }]);
  await clock.advance(3_000);
  expect(starts.length).toBe(7);
});

test('one whom others overtake is refused at its deadline', async () => {
  const { clock, refusals, ask } = start(1);
  ask('read');
  ask('read', clock.now() + 1_500);
  await clock.advance(500);
  for (let count = 0; count < 3; count++) ask('import');
  await clock.advance(1_000);
  expect(refusals).toEqual([]);
  await clock.advance(1);
  expect(refusals).toMatchObject([{ kind: 'queue-full', notSent: true }]);
  expect(refusals[0]?.retryAfterMs).toBeGreaterThan(0);
});

test('the queue has an end', async () => {
  const { pace, refusals, ask } = start(1, 10);
  for (let count = 0; count < 12; count++) ask('bulk');
  await settle();
  expect(pace.queuedRequests).toBe(10);
  expect(refusals).toMatchObject([{ kind: 'queue-full', notSent: true, retryAfterMs: 11_000 }]);
});

test('a hold lets nothing start, and refuses those whom it would make late', async () => {
  const { clock, pace, starts, refusals, ask } = start(5);
  for (let count = 0; count < 5; count++) ask('import');
  ask('import');
  ask('import', clock.now() + 3_000);
  pace.hold(5_000);
  await settle();
  expect(refusals).toMatchObject([{ kind: 'queue-full', retryAfterMs: 5_000 }]);
  ask('import', clock.now() + 4_999);
  await clock.advance(4_999);
  expect(refusals.length).toBe(2);
  expect(starts.length).toBe(5);
  await clock.advance(1);
  expect(starts.length).toBe(6);
});

test('who goes away while waiting leaves the queue, and who was gone never joins it', async () => {
  const { clock, pace, starts, refusals, ask } = start(1);
  const caller = new AbortController();
  ask('import');
  ask('import', never, caller.signal);
  ask('import');
  caller.abort();
  ask('import', never, caller.signal);
  await settle();
  expect(refusals).toMatchObject([
    { kind: 'caller-gone', notSent: true },
    { kind: 'caller-gone', notSent: true },
  ]);
  expect(pace.queuedRequests).toBe(1);
  await clock.advance(1_000);
  expect(starts.map(({ order }) => order)).toEqual([0, 2]);
});

test('draining answers all who wait, and all who come', async () => {
  const { clock, pace, refusals, ask } = start(1);
  for (let count = 0; count < 4; count++) ask('import');
  pace.drain();
  ask('read');
  await settle();
  expect(refusals.map(({ kind }) => kind)).toEqual(['draining', 'draining', 'draining', 'draining']);
  expect(pace.queuedRequests).toBe(0);
  expect(clock.pendingTimers).toBe(0);
});
