import { expect, test } from 'vitest';
import { createBatchWorker } from '../../../src/imports/worker/batch-worker.ts';
import { createRecorder } from '../../../src/imports/worker/recorder.ts';
import { queued, startBehindBreaker } from '../../trackier/breaker-kit.ts';
import { settle } from '../../trackier/manual-clock.ts';
import { onTestEnd } from '../../trackier/upstream.ts';
import { createFakeLedger } from './fake-ledger.ts';

/** A worker whose client is behind a breaker; `claims`: when it claimed, and what the breaker was then. */
function start(batchCount: number) {
  const started = startBehindBreaker();
  const { client, clock, breaker } = started;
  const fake = createFakeLedger(clock, { a: batchCount });
  const claims: string[] = [];
  const claim: typeof fake.ledger.claim = (...args) => {
    claims.push(breaker.state());
    return fake.ledger.claim(...args);
  };
  const worker = createBatchWorker({
    client,
    ledger: { ...fake.ledger, claim },
    recorder: createRecorder({ clock, random: () => 0, onOutage: () => {} }),
    clock,
    timeoutMs: 30_000,
    newId: () => `attempt-${claims.length}`,
    onEvent: () => {},
    random: () => 0,
  });
  onTestEnd(() => worker.stop());
  return { ...started, ...fake, claims, worker };
}

async function settleAll(): Promise<void> {
  for (let turn = 0; turn < 60; turn++) await settle();
}

test('batches that fail open the breaker, and none is claimed until it is closed', async () => {
  const { clock, changes, claims, states, methods, trackier } = start(2);
  await settleAll();
  await clock.advance(60_000);
  await settleAll();
  expect(changes[0]).toEqual(['open', 15_000]);
  expect(methods().filter(method => method === 'POST').length).toBe(5);
  expect(new Set(claims)).toEqual(new Set(['closed']));
  expect(states('a')).toEqual(['QUEUED', 'QUEUED']);
  trackier.outcome = queued;
  await clock.advance(120_000);
  await settleAll();
  expect(states('a')).toEqual(['SUBMITTED', 'SUBMITTED']);
  expect(new Set(claims)).toEqual(new Set(['closed']));
});

test('a worker that waits for the breaker stops at once', async () => {
  const { client, clock, breaker, worker, claims } = start(2);
  await settleAll();
  await clock.advance(60_000);
  await settleAll();
  expect([breaker.state(), claims.length]).toEqual(['open', 5]);
  await worker.stop();
  client.drain();
  expect(claims.length).toBe(5);
  expect(clock.pendingTimers).toBe(0);
});
