import { expect, test } from 'vitest';
import { createJobReader } from '../../../src/imports/jobs/job-reader.ts';
import { createBatchWorker } from '../../../src/imports/worker/batch-worker.ts';
import { createJobFollower } from '../../../src/imports/worker/job-follower.ts';
import { createRecorder } from '../../../src/imports/worker/recorder.ts';
import type { WireAnswer, WireRequest } from '../../../src/trackier/wire-exchange.ts';
import { type ManualClock, settle } from '../../trackier/manual-clock.ts';
import { answer, refusal, startScripted } from '../../trackier/scripted-connection.ts';
import { createFakeLedger } from './fake-ledger.ts';
import { figuresLine } from './sample-job.ts';

const jobTakesMs = 60_000;

interface Request {
  readonly path: string;
  readonly atMs: number;
}

/** A Trackier whose jobs take a minute each, and whose list shows the latest fifty. */
function createSlowTrackier(nowMs: () => number) {
  const createdAtMs: number[] = [];
  const requests: Request[] = [];
  const shown = (index: number, logs: boolean) => {
    const isDone = nowMs() - createdAtMs[index]! >= jobTakesMs;
    const job = { _id: `job-${index}`, status: isDone ? 'completed' : 'progress' };
    return logs ? { job, logs: isDone ? [{ _id: 'line', message: figuresLine(1, 1, 0, 0) }] : [] } : job;
  };
  const respond = ({ method, path }: WireRequest): WireAnswer => {
    requests.push({ path: method === 'POST' ? 'POST' : path, atMs: nowMs() });
    if (method === 'POST') {
      const job = { _id: `job-${createdAtMs.push(nowMs()) - 1}`, state: 'pending' };
      return answer(200, { success: true, data: { job, message: 'Job has been queued!!' } });
    }
    if (path === '/jobs') {
      const latest = createdAtMs.map((_, index) => index).slice(-50);
      return answer(200, { success: true, data: { jobs: latest.map(index => shown(index, false)) } });
    }
    const index = Number(path.slice('/jobs/job-'.length));
    return index in createdAtMs ? answer(200, { success: true, data: shown(index, true) }) : refusal(404, 31);
  };
  return { respond, requests };
}

/** The most and the fewest requests in any window that begins every tenth of a second. */
function countsWithin(windowMs: number, times: readonly number[], fromMs: number, toMs: number): [number, number] {
  const counts: number[] = [];
  for (let at = fromMs; at + windowMs <= toMs; at += 100)
    counts.push(times.filter(time => time >= at && time < at + windowMs).length);
  return [Math.min(...counts), Math.max(...counts)];
}

test('500 jobs of a minute each, at 5 requests a second, are all followed to their end', async () => {
  const holder: { clock: ManualClock | null } = { clock: null };
  const trackier = createSlowTrackier(() => holder.clock!.now());
  const { client, clock } = startScripted(trackier.respond, { requestsPerSecond: 5 });
  holder.clock = clock;
  const fake = createFakeLedger(clock, { a: 500 });
  const recorder = createRecorder({ clock, onOutage: () => {} });
  let attempts = 0;
  const worker = createBatchWorker({
    client,
    ledger: fake.ledger,
    recorder,
    clock,
    timeoutMs: 30_000,
    newId: () => `${attempts++}`,
    onEvent: event => event.type === 'settled' && follower.wake(),
  });
  const reader = createJobReader(client, () => clock.now());
  const follower = createJobFollower({ reader, ledger: fake.ledger, recorder, clock, onEvent: () => {} });

  const startedAtMs = clock.now();
  while (fake.batches.some(({ state }) => state !== 'IMPORTED')) {
    expect(clock.now() - startedAtMs).toBeLessThan(30 * 60_000);
    await clock.advance(200);
    for (let turn = 0; turn < 8; turn++) await settle();
  }
  await Promise.all([worker.stop(), follower.stop()]);

  const { requests } = trackier;
  const posts = requests.filter(({ path }) => path === 'POST').map(({ atMs }) => atMs);
  const polls = requests.filter(({ path }) => path !== 'POST').map(({ atMs }) => atMs);
  const lastPostAtMs = posts.at(-1)!;
  const endedAtMs = requests.at(-1)!.atMs;
  expect(posts.length).toBe(500);
  const all = requests.map(({ atMs }) => atMs);
  expect(countsWithin(1_000, all, startedAtMs, endedAtMs)[1]).toBeLessThanOrEqual(5);
  // A third of 5/s is 5 in 3 s; any window may catch one more.
  expect(countsWithin(3_000, polls, startedAtMs, endedAtMs)[1]).toBeLessThanOrEqual(6);
  expect(countsWithin(3_000, polls, startedAtMs + 2_000, lastPostAtMs)[0]).toBeGreaterThanOrEqual(1);
  // While batches wait for the pace, polls do not keep them waiting.
  expect(lastPostAtMs - startedAtMs).toBeLessThan(500 * 300);
});
