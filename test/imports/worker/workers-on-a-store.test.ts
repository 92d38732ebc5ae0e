import { describe, expect, onTestFinished, test } from 'vitest';
import { createJobReader } from '../../../src/imports/jobs/job-reader.ts';
import { createBatchWorker } from '../../../src/imports/worker/batch-worker.ts';
import { createJobFollower } from '../../../src/imports/worker/job-follower.ts';
import { createRecorder } from '../../../src/imports/worker/recorder.ts';
import type { Store } from '../../../src/store/store.ts';
import { monotonicClock } from '../../../src/trackier/clock.ts';
import type { WireAnswer, WireRequest } from '../../../src/trackier/wire-exchange.ts';
import { makeStorePlace, openTestStore, storeKinds } from '../../support/open-store.ts';
import { answer, startScripted } from '../../trackier/scripted-connection.ts';
import { createBulkKit, placeImport, readImport } from '../bulk/bulk-import-kit.ts';
import { figuresLine } from './sample-job.ts';

/** A Trackier whose jobs are done at once, and which has forgotten nothing that it was sent. */
function createQuickTrackier() {
  const sent: string[] = [];
  const rowCounts: number[] = [];
  const respond = ({ method, path, body }: WireRequest): WireAnswer => {
    if (method === 'POST') {
      const clicks = [...(body ?? '').matchAll(/"click_id":"([^"]+)"/g)].map(([, click]) => click ?? '');
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

function startWorkers(store: Store, respond: (request: WireRequest) => WireAnswer, name: string) {
  const clock = monotonicClock;
  const { client } = startScripted(respond, { clock });
  const { ledger } = createBulkKit(store);
  const recorder = createRecorder({ clock, onOutage: () => {} });
  const broken: Error[] = [];
  let attempts = 0;
  const worker = createBatchWorker({
    client,
    ledger,
    recorder,
    clock,
    timeoutMs: 30_000,
    newId: () => `${name}-${attempts++}`,
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
  });
  onTestFinished(async () => {
    await Promise.all([worker.stop(), follower.stop()]);
    client.drain();
  });
  return { broken };
}

describe.each(storeKinds)('on %s', kind => {
  test('imports are sent and followed to their end, every row once', async () => {
    const place = await makeStorePlace(kind);
    const store = await openTestStore(kind, { place });
    const stores = kind === 'sqlite' ? [store] : [store, await openTestStore(kind, { place })];
    await placeImport(store, 'a', [3, 1, 2, 5, 1]);
    await placeImport(store, 'b', [1, 1]);
    const trackier = createQuickTrackier();
    const started = stores.map((one, index) => startWorkers(one, trackier.respond, `instance-${index}`));
    for (const id of ['a', 'b'])
      await expect.poll(async () => (await readImport(store, id)).record.state, { timeout: 50_000 }).toBe('COMPLETED');
    expect(new Set((await readImport(store, 'a')).states)).toEqual(new Set(['IMPORTED']));
    expect(trackier.sent.length).toBe(14);
    expect(new Set(trackier.sent).size).toBe(14);
    expect(started.flatMap(({ broken }) => broken)).toEqual([]);
  });
});
