import { describe, expect, onTestFinished, test } from 'vitest';
import { createWorkFinder } from '../../../src/imports/bulk/work-finder.ts';
import { createJobReader } from '../../../src/imports/jobs/job-reader.ts';
import { createBatchWorker } from '../../../src/imports/worker/batch-worker.ts';
import { createJobFollower } from '../../../src/imports/worker/job-follower.ts';
import { createRecorder } from '../../../src/imports/worker/recorder.ts';
import type { Store } from '../../../src/store/store.ts';
import { monotonicClock } from '../../../src/trackier/clock.ts';
import type { WireAnswer, WireRequest } from '../../../src/trackier/wire-exchange.ts';
import { makeStorePlace, openTestStore, storeKinds } from '../../support/open-store.ts';
import { answer, startScripted } from '../../trackier/scripted-connection.ts';
import { createBulkKit, placeImport, readImport, realm } from '../bulk/bulk-import-kit.ts';
import { figuresLine } from './sample-job.ts';

/** A Trackier whose jobs are done at once, and which has forgotten nothing that it was sent. */
function createQuickTrackier() {
  const sent: string[] = [];
  const rowCounts: number[] = [];
  const respond = ({ method, path, body }: WireRequest): WireAnswer => {
    if (method === 'POST') {
      const clicks = [...String(body).matchAll(/"click_id":"([^"]+)"/g)].map(([, click]) => click ?? '');
      sent.push(...clicks);
      const job = { _id: `job-${rowCounts.push(clicks.length) - 1}`, state: 'pending' };
      return answer(200, { success: true, data: { job, message: 'Job has been queued!!' } });
    }
    if (path === '/jobs') return answer(200, { success: true, data: { jobs: [] } });
    const id = path.slice('/jobs/'.length);
    const rows = rowCounts[Number(id.slice('job-'.length))] ?? 0;
    const logs = [{ _id: 'line', message: figuresLine(rows, rows, 0, 0) }];
    return answer(200, { success: true, data: { job: { _id: id, status: 'completed' }, logs } });
  };
  return { respond, sent };
}

interface WorkerOptions {
  readonly name: string;
  /** They ask for nothing while they rest. */
  readonly areWoken?: boolean;
}

function startWorkers(
  store: Store,
  respond: (request: WireRequest) => WireAnswer,
  { name, areWoken = false }: WorkerOptions,
) {
  const clock = monotonicClock;
  const rest = areWoken ? { idlePollMs: Number.POSITIVE_INFINITY } : {};
  const { client } = startScripted(respond, { clock });
  const { ledger } = createBulkKit(store);
  const recorder = createRecorder({ clock, onOutage: () => {} });
  const broken: Error[] = [];
  let rounds = 0;
  let attempts = 0;
  const worker = createBatchWorker({
    client,
    ledger,
    recorder,
    clock,
    timeoutMs: 30_000,
    newId: () => `${name}-${attempts++}`,
    ...rest,
    onEvent(event) {
      if (event.type === 'broken') broken.push(event.error);
      if (event.type === 'settled') follower.wake();
    },
  });
  const reader = createJobReader(client, () => clock.now());
  const follower = createJobFollower({
    reader,
    ledger,
    recorder,
    clock,
    onEvent: event => event.type === 'broken' && broken.push(event.error),
    ...rest,
  });
  const finder = createWorkFinder({
    store,
    mode: realm.mode,
    baseUrl: realm.base_url,
    clock,
    onWork(work) {
      rounds += 1;
      if (work.some(({ toSend }) => toSend)) worker.wake();
      if (work.some(({ toLook }) => toLook)) follower.wake();
    },
    onError: error => broken.push(error instanceof Error ? error : new Error('Not an error.')),
  });
  if (areWoken) finder.start();
  onTestFinished(async () => {
    await Promise.all([finder.stop(), worker.stop(), follower.stop()]);
    client.drain();
  });
  return { broken, rounds: () => rounds };
}

describe.each(storeKinds)('on %s', kind => {
  test('imports are sent and followed to their end, every row once', async () => {
    const place = await makeStorePlace(kind);
    const store = await openTestStore(kind, { place });
    const stores = kind === 'sqlite' ? [store] : [store, await openTestStore(kind, { place })];
    await placeImport(store, 'a', [3, 1, 2, 5, 1]);
    await placeImport(store, 'b', [1, 1]);
    const trackier = createQuickTrackier();
    const started = stores.map((one, index) => startWorkers(one, trackier.respond, { name: `instance-${index}` }));
    for (const id of ['a', 'b'])
      await expect.poll(async () => (await readImport(store, id)).record.state, { timeout: 50_000 }).toBe('COMPLETED');
    expect(new Set((await readImport(store, 'a')).states)).toEqual(new Set(['IMPORTED']));
    expect(trackier.sent.length).toBe(14);
    expect(new Set(trackier.sent).size).toBe(14);
    expect(started.flatMap(({ broken }) => broken)).toEqual([]);
  });

  test('workers that rest are woken for what somebody else has left, and for what a dead one was about to look for', async () => {
    const place = await makeStorePlace(kind);
    const store = await openTestStore(kind, { place });
    const stores = kind === 'sqlite' ? [store] : [store, await openTestStore(kind, { place })];
    const trackier = createQuickTrackier();
    const started = stores.map((one, index) =>
      startWorkers(one, trackier.respond, { name: `woken-${index}`, areWoken: true }),
    );
    // All have asked before it is there, and nobody pokes.
    for (const { rounds } of started) await expect.poll(rounds, { timeout: 50_000 }).toBeGreaterThan(1);
    await placeImport(store, 'a', [2, 2]);
    await placeImport(store, 'b', [2]);
    await expect.poll(() => trackier.sent.length, { timeout: 50_000 }).toBe(6);
    const states = async () =>
      new Set((await store.db.selectFrom('bulk_imports').select('state').execute()).map(({ state }) => state));
    await expect.poll(states, { timeout: 50_000 }).toEqual(new Set(['COMPLETED']));
    const now = await createBulkKit(store).ledger.now();
    const abandoned = { state: 'SUBMITTED', jobId: 'job-0', attempt: 1 } as const;
    const columns = { look_at: now + 500, submitted_at: now, attempt_id: 'of the dead' };
    await placeImport(store, 'left', [{ rows: 2, batch: abandoned, columns }]);
    await expect
      .poll(async () => (await readImport(store, 'left')).record.state, { timeout: 50_000 })
      .toBe('COMPLETED');
    expect(new Set(trackier.sent).size).toBe(trackier.sent.length);
    expect(started.flatMap(({ broken }) => broken)).toEqual([]);
  });
});
