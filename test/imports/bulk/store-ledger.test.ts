import { describe, expect, test } from 'vitest';
import { makeStorePlace, openTestStore, storeKinds } from '../../support/open-store.ts';
import { sampleJob } from '../worker/sample-job.ts';
import { batchError, createBulkKit, leaseMs, placeImport, realm } from './bulk-import-kit.ts';

const notTaken = { type: 'notTaken', error: null, stops: null } as const;

/** A batch whose job is to be looked for at a time. */
const due = (jobId: string, atMs: number) => ({
  rows: 3,
  batch: { state: 'SUBMITTED', jobId } as const,
  columns: { look_at: atMs, submitted_at: 7, quiet_looks: 2, misses: 1, first_miss_at: 8, ended_at: 9 },
});

describe.each(storeKinds)('the ledger in %s', kind => {
  const start = async (clock?: () => number) => {
    const store = await openTestStore(kind, clock && { clock });
    return { store, ...createBulkKit(store) };
  };

  test('gives batches of running imports alone, and lists only imports that have one to give', async () => {
    const { store, ledger, claim } = await start();
    const states = [
      'AWAITING_UPLOAD',
      'UPLOADING',
      'READY',
      'NEEDS_ATTENTION',
      'COMPLETED',
      'CANCELLED',
      'FAILED',
    ] as const;
    for (const state of states) await placeImport(store, state, [1], { state });
    await placeImport(store, 'a', [1]);
    await placeImport(store, 'sent', [{ rows: 1, batch: { state: 'SUBMITTED', jobId: 'j' } }]);
    await placeImport(store, 'elsewhere', [1], { tenant: 'other' });
    expect(await ledger.importsToSend()).toEqual(['a']);
    for (const state of [...states, 'sent', 'no import']) expect(await claim(state)).toBeNull();
    expect(await claim('a')).toMatchObject({ importId: 'a' });
  });

  test('claims by index, under a lease by the clock of the store, with the conversions of the rows that are kept', async () => {
    const { store, ledger, mustClaim, take, read } = await start();
    await placeImport(
      store,
      'a',
      [2, 0, 1].map(index => ({ rows: 2, index })),
      { send_postback: 0 },
    );
    const before = await ledger.now();
    const first = await mustClaim('a');
    const after = await ledger.now();
    expect(first).toEqual({
      importId: 'a',
      uploadId: 'a-upload',
      batchIndex: 0,
      attemptId: 'attempt-a-0',
      conversions: [{ clickId: 'a-2' }, { clickId: 'a-3' }],
      sendPostback: false,
    });
    const [batch] = (await read('a')).batches;
    expect(batch).toMatchObject({ state: 'SENDING', attempt: 1, attempt_id: 'attempt-a-0', lease_owner: 'instance' });
    expect(batch?.lease_until).toBe((batch?.sent_at ?? 0) + leaseMs);
    expect(batch?.sent_at).toBeGreaterThanOrEqual(before);
    expect(batch?.sent_at).toBeLessThanOrEqual(after);
    await take(first);
    expect((await mustClaim('a')).batchIndex).toBe(1);
    expect((await mustClaim('a')).batchIndex).toBe(2);
  });

  test('makes the conversions of a CSV by the plan of its columns', async () => {
    const { store, claim } = await start();
    const plan = [
      { column: 'Click', target: { kind: 'field', name: 'clickId' } },
      { column: 'Note', target: { kind: 'ignored' } },
      { column: 'Sub', target: { kind: 'extra', name: 'sub' } },
    ];
    const more = { format: 'CSV', plan: JSON.stringify(plan), send_postback: 1 } as const;
    await placeImport(store, 'a', [{ rows: 1, sources: [['c1', 'ignored', 'x']] }], more);
    expect(await claim('a')).toMatchObject({
      conversions: [{ clickId: 'c1', extra: { sub: 'x' } }],
      sendPostback: true,
    });
  });

  test('has one POST in flight until Trackier has taken one, after a start, a retry and a resolution alike', async () => {
    const { store, ledger, bulk, claim, mustClaim, take } = await start();
    const expectOneAtATime = async () => {
      const first = await mustClaim('a');
      expect(await claim('a')).toBeNull();
      expect(await ledger.importsToSend()).toEqual([]);
      return first;
    };
    await placeImport(store, 'a', [1, 1, 1, 1, 1, 1, 1], { state: 'READY' });
    await bulk.start('a');
    await take(await expectOneAtATime());
    const [second, third, fourth] = [await mustClaim('a'), await mustClaim('a'), await mustClaim('a')];
    await ledger.settle(third, { type: 'answerLost', error: batchError });
    await ledger.settle(fourth, { type: 'refused', error: batchError });
    await ledger.settle(second, { type: 'notTaken', error: batchError, stops: 'ACCOUNT_LOCKED' });
    await bulk.start('a');
    const again = await expectOneAtATime();
    expect(again.batchIndex).toBe(second.batchIndex);
    await ledger.settle(again, { type: 'notTaken', error: batchError, stops: 'ACCOUNT_LOCKED' });
    await bulk.retry('a', null);
    await take(await expectOneAtATime());
    const last = await mustClaim('a');
    await ledger.settle(last, { type: 'notTaken', error: batchError, stops: 'ACCOUNT_LOCKED' });
    await bulk.resolveBatch('a', third.batchIndex, null);
    await expectOneAtATime();
  });

  test('waits after a stop for what is still out before anything else is sent', async () => {
    const { store, ledger, bulk, claim, mustClaim, take } = await start();
    await placeImport(store, 'a', [1, 1, 1], { is_proven: 1 });
    const [first, second] = [await mustClaim('a'), await mustClaim('a')];
    await ledger.settle(first, { type: 'notTaken', error: batchError, stops: 'INVALID_API_KEY' });
    await bulk.start('a');
    expect(await claim('a')).toBeNull();
    await take(second);
    expect(await claim('a')).not.toBeNull();
    expect(await claim('a')).not.toBeNull();
  });

  test('tells nobody of a claim that found nothing', async () => {
    const { store, mustClaim, claim, read } = await start();
    await placeImport(store, 'a', [1, 1]);
    await mustClaim('a');
    const before = await read('a');
    expect(await claim('a')).toBeNull();
    expect(await read('a')).toEqual(before);
  });

  test('puts a claim back that was certainly not sent, and no other', async () => {
    const { store, ledger, mustClaim, take, read } = await start();
    await placeImport(store, 'a', [1, 1], { is_proven: 1 });
    const [first, second] = [await mustClaim('a'), await mustClaim('a')];
    await take(second);
    await ledger.unclaim('a', second.attemptId);
    await ledger.unclaim('a', 'no attempt');
    await ledger.unclaim('no import', first.attemptId);
    expect((await read('a')).states).toEqual(['SENDING', 'SUBMITTED']);
    await ledger.unclaim('a', first.attemptId);
    await ledger.unclaim('a', first.attemptId);
    const { batches } = await read('a');
    expect(batches[0]).toMatchObject({
      state: 'QUEUED',
      attempt: 1,
      lease_owner: null,
      lease_until: null,
      error: null,
    });
    expect((await mustClaim('a')).batchIndex).toBe(0);
  });

  test('puts a claim back into no queue when its import was cancelled meanwhile', async () => {
    const { store, ledger, bulk, mustClaim, read } = await start();
    await placeImport(store, 'a', [1]);
    const { attemptId } = await mustClaim('a');
    await bulk.cancel('a');
    await ledger.unclaim('a', attemptId);
    expect(await read('a')).toMatchObject({ record: { state: 'CANCELLED' }, states: ['CANCELLED'] });
  });

  test('believes no attempt but the latest', async () => {
    const { store, ledger, stale, mustClaim, take, read } = await start();
    await placeImport(store, 'a', [1, 1]);
    const first = await mustClaim('a');
    await ledger.settle(first, notTaken);
    const second = await mustClaim('a');
    const before = await read('a');
    await take(first);
    await ledger.settle(first, { type: 'refused', error: batchError });
    await ledger.settle({ ...second, uploadId: 'another upload' }, notTaken);
    await ledger.settle({ ...second, batchIndex: 1 }, notTaken);
    await ledger.settle({ ...second, importId: 'no import' }, notTaken);
    expect(await read('a')).toEqual(before);
    expect(stale).toEqual([
      [first.attemptId, 'taken'],
      [first.attemptId, 'refused'],
      ...Array.from({ length: 3 }, () => [second.attemptId, 'notTaken']),
    ]);
  });

  test('leases a look to one of those who ask at once, who waited longest first, for a while', async () => {
    const clock = { now: Date.now() };
    const { store, ledger } = await start(() => clock.now);
    const now = await ledger.now();
    await placeImport(store, 'a', [due('1', now - 1), due('2', now - 3), due('later', now + 60_000)]);
    await placeImport(store, 'b', [due('3', now - 2)], { state: 'CANCELLED' });
    await placeImport(store, 'other', [due('4', now - 9)], { mode: 'SANDBOX' });
    expect(await ledger.nextLookAt()).toBe(now - 3);
    const first = await ledger.claimLooks(1);
    expect(first.map(({ jobId }) => jobId)).toEqual(['2']);
    const looks = [first, ...(await Promise.all([ledger.claimLooks(1), ledger.claimLooks(1), ledger.claimLooks(1)]))];
    expect(looks.flatMap(list => list.map(({ jobId }) => jobId)).toSorted()).toEqual(['1', '2', '3']);
    expect(looks.flat().find(({ jobId }) => jobId === '2')).toEqual({
      importId: 'a',
      uploadId: 'a-upload',
      batchIndex: 1,
      rowCount: 3,
      jobId: '2',
      submittedAtMs: 7,
      quietLooks: 2,
      misses: 1,
      firstMissAtMs: 8,
      endedAtMs: 9,
    });
    expect(await ledger.claimLooks(9)).toEqual([]);
    expect(await ledger.nextLookAt()).toBeGreaterThan(now);
  });

  test('looks for the jobs of all imports in turn, however many one of them has', async () => {
    const { store, ledger } = await start();
    const now = await ledger.now();
    const many = Array.from({ length: 20 }, (_, place) => due(`many-${place}`, now - 1_000 + place));
    await placeImport(store, 'many', many);
    await placeImport(store, 'few', [due('few-0', now - 2), due('few-1', now - 1)]);
    const looks = await ledger.claimLooks(5);
    expect(looks.map(({ jobId }) => jobId).toSorted()).toEqual(['few-0', 'few-1', 'many-0', 'many-1', 'many-2']);
  });

  test('follows nothing when there is nothing', async () => {
    const { store, ledger } = await start();
    expect(await ledger.nextLookAt()).toBeNull();
    expect(await ledger.claimLooks(5)).toEqual([]);
    expect(await ledger.importsToSend()).toEqual([]);
    expect((await createBulkKit(store, { of: { ...realm, tenant: 'x' } }).ledger.importsToSend()).length).toBe(0);
  });
});

test('fifty who claim at once over several instances never get the same batch', async () => {
  const place = await makeStorePlace('postgres');
  const stores = [];
  for (let count = 0; count < 3; count++) stores.push(await openTestStore('postgres', { place }));
  const ledgers = stores.map(store => createBulkKit(store).ledger);
  await placeImport(
    stores[0]!,
    'a',
    Array.from({ length: 30 }, () => 1),
    { is_proven: 1 },
  );
  await placeImport(stores[0]!, 'fresh', [1, 1, 1]);
  const claimAll = (id: string) =>
    Promise.all(Array.from({ length: 50 }, (_, index) => ledgers[index % 3]!.claim(id, `${id}-${index}`)));
  const [claims, fresh] = await Promise.all([claimAll('a'), claimAll('fresh')]);
  const indexes = claims.flatMap(claimed => claimed?.batchIndex ?? []);
  expect(indexes.toSorted((one, other) => one - other)).toEqual([...Array(30).keys()]);
  expect(fresh.filter(Boolean)).toHaveLength(1);
  await Promise.all(
    claims.map(async (claimed, index) => {
      const job = sampleJob('PENDING', undefined, `${index}`);
      if (claimed) await ledgers[(index + 1) % 3]!.settle(claimed, { type: 'taken', job });
    }),
  );
  const { states, batches } = await createBulkKit(stores[0]!).read('a');
  expect(new Set(states)).toEqual(new Set(['SUBMITTED']));
  const attemptOf = new Map(claims.flatMap(claimed => (claimed ? [[claimed.batchIndex, claimed.attemptId]] : [])));
  expect(batches.map(({ attempt_id }) => attempt_id)).toEqual([...Array(30).keys()].map(index => attemptOf.get(index)));
});
