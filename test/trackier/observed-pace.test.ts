import { expect, test } from 'vitest';
import { observePace } from '../../src/trackier/observed-pace.ts';
import { createPace } from '../../src/trackier/pace.ts';
import { createManualClock } from './manual-clock.ts';

const refuse = (): never => {
  throw new Error('no');
};
const endless = Number.POSITIVE_INFINITY;

test('every wait that ends with a turn is told of, and who waits is counted in and out', async () => {
  const clock = createManualClock();
  const waits: unknown[] = [];
  let queued = 0;
  const pace = observePace(createPace({ requestsPerSecond: 1, clock, maxQueued: 2 }), clock, {
    onWait: (lane, ms) => void waits.push([lane, ms]),
    onQueue: (_lane, change) => {
      queued += change;
    },
  });
  await pace.take({ lane: 'import', deadlineMs: endless });
  expect(waits).toEqual([['import', 0]]);
  const next = pace.take({ lane: 'bulk', deadlineMs: endless });
  const leaving = new AbortController();
  const gone = pace.take({ lane: 'read', deadlineMs: endless, signal: leaving.signal });
  expect([queued, pace.queuedRequests]).toEqual([2, 2]);
  leaving.abort();
  await expect(gone).rejects.toMatchObject({ kind: 'caller-gone' });
  await clock.advance(1_000);
  await next;
  expect(waits).toEqual([
    ['import', 0],
    ['bulk', 1_000],
  ]);
  expect([queued, pace.queuedRequests]).toEqual([0, 0]);
});

test('an observer that throws costs nobody a turn', async () => {
  const clock = createManualClock();
  const pace = observePace(createPace({ requestsPerSecond: 1, clock }), clock, { onWait: refuse, onQueue: refuse });
  await pace.take({ lane: 'import', deadlineMs: endless });
  const next = pace.take({ lane: 'import', deadlineMs: endless });
  await clock.advance(1_000);
  await expect(next).resolves.toBeDefined();
});
