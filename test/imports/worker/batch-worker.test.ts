import { expect, test } from 'vitest';
import { type BatchWorkerEvent, createBatchWorker } from '../../../src/imports/worker/batch-worker.ts';
import { createRecorder } from '../../../src/imports/worker/recorder.ts';
import type { TrackierClientOptions } from '../../../src/trackier/create-trackier-client.ts';
import { settle } from '../../trackier/manual-clock.ts';
import {
  answer,
  answerLost,
  notConnected,
  refusal,
  type Script,
  startScripted,
} from '../../trackier/scripted-connection.ts';
import { onTestEnd, queuedReply } from '../../trackier/upstream.ts';
import { createFakeLedger } from './fake-ledger.ts';

const taken = answer(200, queuedReply);

/** A worker by a manual clock, with a ledger in memory and a Trackier that answers by a script. */
function start(
  batchCounts: Readonly<Record<string, number>>,
  script: Parameters<typeof startScripted>[0] = [taken],
  options: Partial<TrackierClientOptions> = {},
) {
  const { client, clock, sentAtMs, requests } = startScripted(script, options);
  const fake = createFakeLedger(clock, batchCounts);
  const events: BatchWorkerEvent[] = [];
  const outages: (string | null)[] = [];
  let attempts = 0;
  const worker = createBatchWorker({
    client,
    ledger: fake.ledger,
    recorder: createRecorder({ clock, random: () => 0, onOutage: error => outages.push(error && error.message) }),
    clock,
    timeoutMs: 30_000,
    newId: () => `attempt-${++attempts}`,
    onEvent: event => events.push(event),
    random: () => 0,
  });
  onTestEnd(() => worker.stop());
  const sent = () => requests.map(({ body }) => /"click_id":"([^"]+)"/.exec(String(body))?.[1]);
  return { ...fake, client, clock, worker, sentAtMs, requests, events, outages, sent };
}

/** Answers that are given when the test says so. */
function createGate() {
  const waiting: ((reply: Awaited<ReturnType<Script>> | Error) => void)[] = [];
  const script = async () => {
    const { promise, resolve } = Promise.withResolvers<Awaited<ReturnType<Script>> | Error>();
    waiting.push(resolve);
    const outcome = await promise;
    if (outcome instanceof Error) throw outcome;
    return outcome;
  };
  return { script, waiting };
}

/** Lets what needs no time happen. */
async function settleAll(): Promise<void> {
  for (let turn = 0; turn < 60; turn++) await settle();
}

test('imports are served in turn, one batch of each', async () => {
  const { clock, sent, states } = start({ a: 4, b: 2, c: 1 });
  await clock.advance(1_000);
  await settleAll();
  expect(sent()).toEqual(['a/0', 'b/0', 'c/0', 'a/1', 'b/1', 'a/2', 'a/3']);
  expect(new Set([...states('a'), ...states('b'), ...states('c')])).toEqual(new Set(['SUBMITTED']));
});

test('the pace is kept, and is taken before the claim', async () => {
  const { clock, sentAtMs, batches } = start({ a: 9 }, [taken], { requestsPerSecond: 2 });
  await settleAll();
  expect(batches.filter(({ state }) => state === 'SENDING')).toEqual([]);
  for (let second = 0; second < 4; second++) await clock.advance(1_000);
  await settleAll();
  expect(sentAtMs).toEqual([0, 0, 1_000, 1_000, 2_000, 2_000, 3_000, 3_000, 4_000]);
});

test('no more than twenty attempts are under way', async () => {
  const { script, waiting } = createGate();
  const { worker, clock, batches } = start({ a: 30 }, script);
  await settleAll();
  waiting[0]!(taken);
  await clock.advance(1_000);
  await settleAll();
  expect(batches.filter(({ state }) => state === 'SENDING').length).toBe(20);
  waiting[1]!(taken);
  await settleAll();
  expect(waiting.length).toBe(22);
  for (const reply of waiting) reply(taken);
  await worker.stop();
});

test('with nothing to send it finds out within a second, or at once when it is woken', async () => {
  const { clock, worker, sent, batches } = start({ a: 2 });
  await settleAll();
  expect(sent().length).toBe(2);
  batches[0]!.state = 'QUEUED';
  await clock.advance(1_000);
  await settleAll();
  expect(sent()).toEqual(['a/0', 'a/1', 'a/0']);
  batches[1]!.state = 'QUEUED';
  worker.wake();
  await settleAll();
  expect(sent().length).toBe(4);
});

test('while Trackier cannot be reached one POST at a time is tried, less and less often, until one is taken', async () => {
  const { clock, sentAtMs, events, states } = start({ a: 3 }, (_, count) => (count < 8 ? notConnected : taken));
  await settleAll();
  await clock.advance(3 * 60_000);
  await settleAll();
  expect(sentAtMs.slice(0, 9)).toEqual([0, 1_000, 3_000, 7_000, 15_000, 31_000, 63_000, 123_000]);
  expect(events.filter(({ type }) => type === 'paused').length).toBe(8);
  await clock.advance(60_000);
  await settleAll();
  expect(states('a')).toEqual(['SUBMITTED', 'SUBMITTED', 'SUBMITTED']);
});

test('those that were out together fail once, and a later failure begins with a second again', async () => {
  const { script, waiting } = createGate();
  const { clock, events } = start({ a: 30 }, script);
  await settleAll();
  waiting[0]!(taken);
  await settleAll();
  expect(waiting.length).toBe(21);
  for (const reply of waiting.slice(1)) reply(notConnected);
  await settleAll();
  const pauses = () => events.flatMap(event => (event.type === 'paused' ? event.ms : []));
  expect(pauses()).toEqual([1_000]);
  await clock.advance(1_000);
  await settleAll();
  expect(waiting.length).toBe(22);
  waiting[21]!(taken);
  await settleAll();
  for (const reply of waiting.slice(22)) reply(notConnected);
  await settleAll();
  expect(pauses()).toEqual([1_000, 1_000]);
});

test('who is told to come back later comes back then', async () => {
  const { clock, sentAtMs } = start({ a: 2 }, [refusal(429, 40, '90'), taken]);
  await settleAll();
  await clock.advance(89_999);
  await settleAll();
  expect(sentAtMs).toEqual([0]);
  await clock.advance(1);
  await settleAll();
  expect(sentAtMs).toEqual([0, 90_000, 90_000]);
});

test('a lost answer is settled as lost, the batch is not sent again, and the next one waits', async () => {
  const { clock, sent, states, settled } = start({ a: 2 }, [answerLost, taken]);
  await settleAll();
  expect(sent()).toEqual(['a/0']);
  expect(settled).toMatchObject([{ outcome: { type: 'answerLost', error: { requestId: 'attempt-1' } } }]);
  await clock.advance(1_000);
  await settleAll();
  expect(sent()).toEqual(['a/0', 'a/1']);
  expect(states('a')).toEqual(['UNCERTAIN', 'SUBMITTED']);
});

test('a refused batch or key is no reason to rest', async () => {
  const { sentAtMs, events, states } = start({ a: 2, b: 1 }, [refusal(400, 30), refusal(401, 13), taken]);
  await settleAll();
  expect(sentAtMs).toEqual([0, 0, 0]);
  expect(events.some(({ type }) => type === 'paused')).toBe(false);
  expect(states('a')).toEqual(['FAILED', 'SUBMITTED']);
  expect(states('b')).toEqual(['QUEUED']);
});

test('a claim of which it is not known whether it was committed is put back, and nothing is sent for it', async () => {
  const { clock, store, sent, worker, states } = start({ a: 1 }, [taken], { requestsPerSecond: 1 });
  store.loses = 'claim';
  await settleAll();
  expect(sent()).toEqual([]);
  expect(states('a')).toEqual(['QUEUED']);
  await clock.advance(1_000);
  worker.wake();
  await settleAll();
  expect(sent()).toEqual(['a/0']);
  expect(states('a')).toEqual(['SUBMITTED']);
});

test('what became of an attempt is kept until the store is back, and said once', async () => {
  const { script, waiting } = createGate();
  const { clock, store, states, events, outages } = start({ a: 1 }, script);
  await settleAll();
  store.isAway = true;
  waiting[0]!(taken);
  await clock.advance(60_000);
  expect(states('a')).toEqual(['SENDING']);
  expect(events).toMatchObject([{ type: 'kept-in-memory', outcome: 'taken', attempt: { attemptId: 'attempt-1' } }]);
  expect(outages).toEqual(['away']);
  store.isAway = false;
  await clock.advance(5_000);
  expect(states('a')).toEqual(['SUBMITTED']);
  expect(outages).toEqual(['away', null]);
  expect(events.at(-1)).toMatchObject({ type: 'settled', outcome: 'taken' });
});

test('with the store away nothing is sent, and all goes on when it is back', async () => {
  const { clock, store, sent, outages } = start({ a: 2 });
  store.isAway = true;
  await clock.advance(120_000);
  expect(sent()).toEqual([]);
  store.isAway = false;
  await clock.advance(5_000);
  await settleAll();
  expect(sent()).toEqual(['a/0', 'a/1']);
  expect(outages).toEqual(['away', null]);
});

test('a batch whose lease has grown short between the claim and the POST is not sent, and put back', async () => {
  const { client, clock, sent, ledger, settled, worker } = start({ a: 1 });
  const claim = ledger.claim;
  let delayMs = 15_001;
  Object.assign(ledger, {
    claim: async (...args: Parameters<typeof claim>) => {
      const claimed = await claim(...args);
      const { promise, resolve } = Promise.withResolvers<void>();
      clock.after(delayMs, resolve);
      await promise;
      return claimed;
    },
  });
  await settleAll();
  await clock.advance(15_001);
  await settleAll();
  expect(sent()).toEqual([]);
  expect(settled).toMatchObject([{ outcome: { type: 'notTaken', error: null, stops: null } }]);
  delayMs = 15_000;
  await clock.advance(15_001);
  await settleAll();
  await clock.advance(15_000);
  await settleAll();
  expect(sent()).toEqual(['a/0']);
  await worker.stop();
  expect(client.pace.queuedRequests).toBe(0);
});

test('stopping claims nothing more, waits for what is out until it is written down, and leaves no timer', async () => {
  const { script, waiting } = createGate();
  const { clock, store, worker, states } = start({ a: 2 }, script);
  await settleAll();
  let isStopped = false;
  const stop = async () => {
    await worker.stop();
    isStopped = true;
  };
  const stopped = stop();
  store.isAway = true;
  waiting[0]!(taken);
  await clock.advance(10_000);
  expect(isStopped).toBe(false);
  store.isAway = false;
  await clock.advance(10_000);
  await stopped;
  expect(states('a')).toEqual(['SUBMITTED', 'QUEUED']);
  expect(clock.pendingTimers).toBe(0);
});

test('who waits for the pace when the worker stops waits no longer', async () => {
  const { client, worker, sent } = start({ a: 5 }, [taken], { requestsPerSecond: 0.01 });
  await settleAll();
  expect(client.pace.queuedRequests).toBe(1);
  await worker.stop();
  expect(client.pace.queuedRequests).toBe(0);
  expect(sent()).toEqual(['a/0']);
});

test('a bug in writing down ends the sending, loudly', async () => {
  const { clock, store, worker, events, sent } = start({ a: 3 });
  store.bug = new TypeError('oops');
  await settleAll();
  await clock.advance(60_000);
  expect(sent()).toEqual(['a/0']);
  expect(events).toMatchObject([{ type: 'broken', error: { message: 'oops' } }]);
  await worker.stop();
});

test('a bug in the client makes the batch uncertain and ends the sending', async () => {
  const { client, clock } = startScripted([taken]);
  const fake = createFakeLedger(clock, { a: 2 });
  const events: BatchWorkerEvent[] = [];
  const worker = createBatchWorker({
    client: { ...client, importConversions: () => Promise.reject(new TypeError('oops')) },
    ledger: fake.ledger,
    recorder: createRecorder({ clock, onOutage: () => {} }),
    clock,
    timeoutMs: 30_000,
    newId: () => 'id',
    onEvent: event => events.push(event),
  });
  await settleAll();
  await worker.stop();
  expect(fake.states('a')).toEqual(['UNCERTAIN', 'QUEUED']);
  expect(events.map(({ type }) => type)).toContain('broken');
});
