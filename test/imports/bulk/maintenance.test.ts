import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { createMaintenance } from '../../../src/imports/bulk/maintenance.ts';
import { leaseCallerRequests } from '../../../src/store/caller-counts.ts';
import type { Store } from '../../../src/store/store.ts';
import { insertUpload } from '../../../src/store/uploads.ts';
import { sampleRows } from '../../store/sample-rows.ts';
import { makeStorePlace, openTestStore, type StoreKind, storeKinds } from '../../support/open-store.ts';
import { createManualClock } from '../../trackier/manual-clock.ts';
import { makeBreakable } from '../idempotency/idempotency-kit.ts';
import { createBulkKit, leaseMs, type PlacedBatch, placeImport, placeRejected, realm } from './bulk-import-kit.ts';

const retentionMs = 10 * 24 * 3_600_000;

function createKit(store: Store) {
  const orphaned: string[] = [];
  const unfinished: string[] = [];
  const errors: unknown[] = [];
  const clock = createManualClock();
  const maintenance = createMaintenance({
    store,
    instanceId: 'another',
    retentionMs,
    clock: { nowMs: () => clock.now(), schedule: (callback, ms) => clock.after(ms, callback) },
    onBatchOrphaned: ({ importId, batchIndex }) => orphaned.push(`${importId}/${batchIndex}`),
    onUnfinishedErased: id => unfinished.push(id),
    onError: error => errors.push(error),
  });
  return { ...createBulkKit(store), maintenance, clock, orphaned, unfinished, errors };
}

async function countRecords({ db }: Store) {
  const tables = ['bulk_imports', 'uploads', 'bulk_batches', 'bulk_batch_rows', 'rejected_rows'] as const;
  const counts: Record<string, number> = {};
  for (const table of tables) counts[table] = (await db.selectFrom(table).selectAll().execute()).length;
  return counts;
}

const nothing = { bulk_imports: 0, uploads: 0, bulk_batches: 0, bulk_batch_rows: 0, rejected_rows: 0 };

async function openWithKit(kind: StoreKind) {
  const store = await openTestStore(kind);
  return { store, ...createKit(store) };
}

describe.each(storeKinds)('the maintenance of %s', kind => {
  const start = () => openWithKit(kind);

  test('takes over what a dead process had under way, once', async () => {
    const { store, maintenance, mustClaim, bulk, orphaned, read, counts } = await start();
    await placeImport(store, 'hold', [1, 2], { is_proven: 1 });
    await placeImport(store, 'resend', [1], { on_uncertain: 'RESEND' });
    await placeImport(store, 'cancelled', [1], { on_uncertain: 'RESEND', tenant: realm.tenant });
    for (const id of ['hold', 'hold', 'resend', 'cancelled']) await mustClaim(id);
    await bulk.cancel('cancelled');
    await placeImport(store, 'upload', [], { state: 'UPLOADING', upload_id: null });
    const upload = { id: 'coming', import_id: 'upload', owner: 'x', state: 'PENDING', seen_at: Date.now() } as const;
    await insertUpload(store.db, upload);
    await insertUpload(store.db, { ...upload, id: 'of nothing', import_id: 'no import' });
    await store.db
      .insertInto('idempotency_records')
      .values({ ...sampleRows.idempotency_records, state: 'PENDING' })
      .execute();
    await maintenance.takeOver();
    const states = async () => Promise.all(['hold', 'resend', 'cancelled'].map(async id => (await read(id)).states));
    expect(await states()).toEqual([['UNCERTAIN', 'UNCERTAIN'], ['QUEUED'], ['UNCERTAIN']]);
    expect((await read('hold')).record).toMatchObject({ state: 'NEEDS_ATTENTION', problem: 'UNCERTAIN_BATCHES' });
    expect((await read('upload')).record).toMatchObject({ state: 'AWAITING_UPLOAD', upload_id: null });
    expect(await counts('hold')).toMatchObject({ uncertain: 3, queued: 0 });
    expect(orphaned.toSorted()).toEqual(['cancelled/0', 'hold/0', 'hold/1', 'resend/0']);
    const keys = await store.db.selectFrom('idempotency_records').select('state').execute();
    expect(keys).toEqual([{ state: 'UNKNOWN' }]);
    const before = await Promise.all(['hold', 'resend', 'upload'].map(read));
    await maintenance.takeOver();
    expect(await Promise.all(['hold', 'resend', 'upload'].map(read))).toEqual(before);
    expect(orphaned).toHaveLength(4);
    await maintenance.round();
    expect(await store.db.selectFrom('uploads').select('id').where('state', '!=', 'ACCEPTED').execute()).toEqual([]);
  });

  test('has the jobs looked for at once that a dead process was about to look for', async () => {
    const { store, ledger, maintenance } = await start();
    const now = await ledger.now();
    const batch = { state: 'SUBMITTED', jobId: 'job' } as const;
    await placeImport(store, 'a', [{ rows: 1, batch, columns: { look_at: now + 60_000, submitted_at: now } }]);
    expect(await ledger.claimLooks(5)).toEqual([]);
    await maintenance.takeOver();
    expect((await ledger.claimLooks(5)).map(({ jobId }) => jobId)).toEqual(['job']);
  });

  test('ends an upload whose owner is not seen any more, and sweeps what came of it', async () => {
    const { store, ledger, maintenance, read } = await start();
    const now = await ledger.now();
    for (const [id, seenAt] of [
      ['alive', now],
      ['dead', now - 70_000],
    ] as const) {
      await placeImport(store, id, [2, 2]);
      await placeRejected(store, id, 120);
      const change = { state: 'UPLOADING', upload_id: null, touched_at: now } as const;
      await store.db.updateTable('bulk_imports').set(change).where('id', '=', id).execute();
      const pending = { state: 'PENDING', seen_at: seenAt } as const;
      await store.db.updateTable('uploads').set(pending).where('import_id', '=', id).execute();
    }
    await maintenance.round();
    expect((await read('alive')).record.state).toBe('UPLOADING');
    expect((await read('dead')).record.state).toBe('AWAITING_UPLOAD');
    const left = { bulk_imports: 2, uploads: 1, bulk_batches: 2, bulk_batch_rows: 2, rejected_rows: 120 };
    expect(await countRecords(store)).toEqual(left);
  });

  test('erases an import with all that belongs to it when nothing has happened to it for long', async () => {
    const { store, ledger, maintenance, unfinished, errors, bulk } = await start();
    const now = await ledger.now();
    const old = { touched_at: now - retentionMs - 1_000 };
    const many = Array.from({ length: 120 }, () => 1);
    await placeImport(store, 'done', many, { ...old, state: 'COMPLETED', finished_at: 5 });
    await placeRejected(store, 'done', 130);
    await placeImport(store, 'running', [{ rows: 1, batch: { state: 'SENDING' } }, 1], old);
    await placeImport(store, 'waiting', [], { ...old, state: 'AWAITING_UPLOAD', upload_id: null });
    await placeImport(store, 'attention', [1], { ...old, state: 'NEEDS_ATTENTION', problem: 'FAILED_BATCHES' });
    await placeImport(store, 'uploading', [], { ...old, state: 'UPLOADING', upload_id: null });
    await placeImport(store, 'young', [1], { state: 'READY', touched_at: now - retentionMs + 60_000 });
    await maintenance.round();
    const left = await bulk.find(['done', 'running', 'waiting', 'attention', 'uploading', 'young']);
    expect(left.map(one => one?.id ?? null)).toEqual([null, null, null, null, 'uploading', 'young']);
    expect(unfinished.toSorted()).toEqual(['attention', 'running', 'waiting']);
    const rest = { bulk_imports: 2, uploads: 1, bulk_batches: 1, bulk_batch_rows: 1, rejected_rows: 0 };
    expect(await countRecords(store)).toEqual(rest);
    expect(errors).toEqual([]);
  });

  test('erases the counts of callers whose minute is over, and leaves those that count', async () => {
    const { store, maintenance, errors } = await start();
    const lease = (callerKey: string) => leaseCallerRequests(store, { callerKey, requests: 1, windowMs: 60_000 });
    await lease('over');
    await store.db.updateTable('caller_counts').set({ ends_at: 1 }).execute();
    await lease('open');
    await maintenance.round();
    expect(await store.db.selectFrom('caller_counts').select('id').execute()).toEqual([{ id: 'open' }]);
    expect(errors).toEqual([]);
  });

  test('comes to the end of many imports in several rounds', async () => {
    const { store, maintenance } = await start();
    for (let index = 0; index < 25; index++) await placeImport(store, `${index}`, [1], { state: 'CANCELLED' });
    await maintenance.round();
    await maintenance.round();
    expect(await countRecords(store)).toEqual(nothing);
  });

  test('is done once where several do it', async () => {
    const { store, maintenance, orphaned, unfinished, ledger, errors } = await start();
    const other = createKit(store);
    const orphan: PlacedBatch = { rows: 1, batch: { state: 'SENDING' }, columns: { lease_until: 1 } };
    await placeImport(store, 'a', [orphan, orphan], { touched_at: await ledger.now() });
    for (let index = 0; index < 6; index++) await placeImport(store, `${index}`, [1, 1]);
    await Promise.all([maintenance.round(), other.maintenance.round(), maintenance.round()]);
    expect([...orphaned, ...other.orphaned].toSorted()).toEqual(kind === 'postgres' ? ['a/0', 'a/1'] : []);
    expect([...unfinished, ...other.unfinished].toSorted()).toEqual(['0', '1', '2', '3', '4', '5']);
    expect([...errors, ...other.errors]).toEqual([]);
    expect(await countRecords(store)).toMatchObject({ bulk_imports: 1, bulk_batches: 2 });
  });

  test('sees to the rest when one thing is broken', async () => {
    const { store, maintenance, errors } = await start();
    const broken: PlacedBatch = { rows: 1, batch: { state: 'SENDING', attempt: 1 }, columns: { lease_until: 1 } };
    // A batch under way of an import that can have none.
    await placeImport(store, 'broken', [broken], { state: 'COMPLETED', touched_at: Number.MAX_SAFE_INTEGER });
    await store.db.updateTable('bulk_imports').set({ state: 'UPLOADING' }).execute();
    await insertUpload(store.db, { id: 'x', import_id: 'broken', owner: 'a', state: 'PENDING', seen_at: 1 });
    await insertUpload(store.db, { id: 'y', import_id: 'old', owner: 'a', state: 'PENDING', seen_at: 1 });
    await store.db.updateTable('bulk_imports').set({ state: 'COMPLETED' }).execute();
    await placeImport(store, 'old', [1], { state: 'CANCELLED' });
    await maintenance.round();
    expect(errors).toHaveLength(1);
    expect(await store.db.selectFrom('bulk_imports').select('id').execute()).toEqual([{ id: 'broken' }]);
  });
});

test('what is erased is gone from the files of SQLite', async () => {
  const place = await makeStorePlace('sqlite');
  const store = await openTestStore('sqlite', { place });
  const { maintenance } = createKit(store);
  const isInFiles = (text: string) =>
    readdirSync(place.dataDir).some(name => readFileSync(join(place.dataDir, name)).includes(text));
  await placeImport(store, 'unmistakable', [3, 500], { state: 'COMPLETED' });
  await placeRejected(store, 'unmistakable', 3);
  expect([isInFiles('unmistakable-2'), isInFiles('rejected-click-1')]).toEqual([true, true]);
  await maintenance.round();
  expect(await countRecords(store)).toEqual(nothing);
  expect([isInFiles('unmistakable'), isInFiles('rejected-click-')]).toEqual([false, false]);
});

test('the maintenance goes round and round, and stops when it is told', async () => {
  const breakable = makeBreakable(await openTestStore('sqlite'));
  const { maintenance, clock, errors } = createKit(breakable.store);
  const rounds = async (): Promise<number> => {
    const before = breakable.asked;
    await clock.advance(5_000);
    for (let turn = 0; turn < 200; turn++) await clock.advance(0);
    return breakable.asked - before;
  };
  maintenance.start();
  expect(await rounds()).toBeGreaterThan(0);
  breakable.away = 'all';
  expect(await rounds()).toBeGreaterThan(0);
  breakable.away = 'none';
  expect(await rounds()).toBeGreaterThan(4);
  await maintenance.stop();
  expect(await rounds()).toBe(0);
  expect([clock.pendingTimers, errors.length]).toEqual([0, 0]);
});

test('calls batches uncertain whose lease has run out, and no others', async () => {
  const { store, ledger, maintenance, mustClaim, orphaned, read, stale, take } = await openWithKit('postgres');
  await placeImport(store, 'a', [1, 1], { is_proven: 1 });
  const dead = await mustClaim('a');
  await mustClaim('a');
  const endLease = (index: number, leaseUntil: number) =>
    store.db.updateTable('bulk_batches').set({ lease_until: leaseUntil }).where('batch_index', '=', index).execute();
  await endLease(0, (await ledger.now()) + leaseMs);
  await maintenance.round();
  expect((await read('a')).states).toEqual(['SENDING', 'SENDING']);
  await endLease(0, (await ledger.now()) - 1);
  await maintenance.round();
  await maintenance.round();
  expect((await read('a')).states).toEqual(['UNCERTAIN', 'SENDING']);
  expect(orphaned).toEqual(['a/0']);
  const { error } = (await read('a')).batches[0]!;
  expect(JSON.parse(error!)).toMatchObject({ code: 'OUTCOME_UNKNOWN', requestId: dead.attemptId });
  await take(dead);
  expect((await read('a')).states).toEqual(['SUBMITTED', 'SENDING']);
  expect(stale).toEqual([]);
});

test.each(storeKinds)('leaves alone in %s what its own process has under way, however long that takes', async kind => {
  const { store, maintenance, mustClaim, orphaned, read } = await openWithKit(kind);
  await placeImport(store, 'a', [1]);
  await mustClaim('a');
  await store.db.updateTable('bulk_batches').set({ lease_until: 1, lease_owner: 'another' }).execute();
  await maintenance.round();
  expect((await read('a')).states).toEqual(['SENDING']);
  expect(orphaned).toEqual([]);
});
