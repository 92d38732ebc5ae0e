import { expect, test } from 'vitest';
import { createBatchWorker } from '../../../src/imports/worker/batch-worker.ts';
import { createRecorder } from '../../../src/imports/worker/recorder.ts';
import { settle } from '../../trackier/manual-clock.ts';
import { answer, startScripted } from '../../trackier/scripted-connection.ts';
import { onTestEnd, queuedReply } from '../../trackier/upstream.ts';
import { createFakeLedger } from './fake-ledger.ts';

/** A worker that asks for nothing by itself; `asked`: how often it has asked all the same. */
function start(batchCount: number) {
  const { client, clock, requests } = startScripted([answer(200, queuedReply)]);
  const { ledger, store, batches } = createFakeLedger(clock, { a: batchCount });
  let asked = 0;
  let attempts = 0;
  const worker = createBatchWorker({
    client,
    ledger: {
      ...ledger,
      importsToSend() {
        asked += 1;
        return ledger.importsToSend();
      },
    },
    recorder: createRecorder({ clock, random: () => 0, onOutage: () => {} }),
    clock,
    timeoutMs: 30_000,
    newId: () => `attempt-${++attempts}`,
    onEvent: () => {},
    idlePollMs: Number.POSITIVE_INFINITY,
  });
  onTestEnd(() => worker.stop());
  return { clock, store, batches, worker, asked: () => asked, sent: () => requests.length };
}

async function settleAll(): Promise<void> {
  for (let turn = 0; turn < 60; turn++) await settle();
}

test('a worker that is to be woken asks for nothing while it rests', async () => {
  const { clock, batches, worker, asked, sent } = start(2);
  await settleAll();
  expect(sent()).toBe(2);
  const before = asked();
  batches[0]!.state = 'QUEUED';
  await clock.advance(3_600_000);
  await settleAll();
  expect([asked(), sent(), clock.pendingTimers]).toEqual([before, 2, 0]);
  worker.wake();
  await settleAll();
  expect(sent()).toBe(3);
});

test('a worker that is to be woken goes on after a claim that was lost when it is woken again', async () => {
  const { batches, store, worker, sent } = start(1);
  await settleAll();
  store.loses = 'claim';
  batches[0]!.state = 'QUEUED';
  worker.wake();
  await settleAll();
  expect([sent(), batches[0]!.state]).toEqual([1, 'QUEUED']);
  worker.wake();
  await settleAll();
  expect([sent(), batches[0]!.state]).toEqual([2, 'SUBMITTED']);
});
