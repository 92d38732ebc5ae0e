import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { KeyKeeping } from '../../../src/imports/bulk/key-keeping.ts';
import { createMaintenance } from '../../../src/imports/bulk/maintenance.ts';
import { InvalidInputError, InvalidStateError } from '../../../src/imports/import-errors.ts';
import type { Store } from '../../../src/store/store.ts';
import { csv, openIntake } from '../../support/intake-kit.ts';
import { makeStorePlace, openTestStore, storeKinds } from '../../support/open-store.ts';
import { batchError, createBulkKit, endLook, followed, look, placeImport, stillClock } from './bulk-import-kit.ts';

const kept: KeyKeeping = { sealedKey: 'v1.sealed-now' };

function createKit(store: Store, keyKeeping: KeyKeeping = kept) {
  const kit = createBulkKit(store, { keyKeeping });
  const maintenance = createMaintenance({
    store,
    instanceId: 'another',
    retentionMs: 1_000_000,
    clock: stillClock,
    onBatchOrphaned: () => {},
    onUnfinishedErased: () => {},
    onError: error => {
      throw error;
    },
  });
  const sealed = async (id: string) => (await kit.read(id)).record.sealed_key;
  const lookAt = async (id: string, index: number, result: Parameters<typeof kit.ledger.recordLook>[1]) =>
    kit.ledger.recordLook(followed(id, (await kit.read(id)).batches[index]!), result);
  return { ...kit, store, maintenance, sealed, lookAt };
}

const isInFiles = (directory: string, text: string): boolean =>
  readdirSync(directory).some(name => readFileSync(join(directory, name)).includes(text));

describe.each(storeKinds)('the key of an import in %s', kind => {
  const start = async (keyKeeping?: KeyKeeping) => createKit(await openTestStore(kind), keyKeeping);

  test('is kept from the start to the end of the last job', async () => {
    const { store, bulk, sealed, submit, lookAt } = await start();
    await placeImport(store, 'a', [1, 1], { state: 'READY' });
    expect(await sealed('a')).toBe(null);
    await bulk.start('a');
    expect(await sealed('a')).toBe('v1.sealed-now');
    for (const id of ['a', 'a']) await submit(id);
    await lookAt('a', 0, look());
    await lookAt('a', 0, endLook('COMPLETED', [1, 1, 0, 0]));
    expect(await sealed('a')).toBe('v1.sealed-now');
    await lookAt('a', 1, endLook('COMPLETED', [1, 1, 0, 0]));
    expect(await sealed('a')).toBe(null);
  });

  test('is kept of a cancelled import until what was sent has come to its end', async () => {
    const { store, bulk, ledger, sealed, submit, mustClaim, lookAt } = await start();
    await placeImport(store, 'a', [1, 1, 1], { state: 'READY' });
    await bulk.start('a');
    await submit('a');
    const out = await mustClaim('a');
    await bulk.cancel('a');
    expect(await sealed('a')).toBe('v1.sealed-now');
    await ledger.settle(out, { type: 'refused', error: batchError });
    expect(await sealed('a')).toBe('v1.sealed-now');
    await lookAt('a', 0, look({ givenUp: 'Gone.' }));
    expect(await sealed('a')).toBe(null);
  });

  test('is not kept while a person is awaited, and comes back with what the person or a late answer brings', async () => {
    const { store, bulk, ledger, sealed, mustClaim, take, lookAt } = await start();
    for (const id of ['named', 'late', 'again']) {
      await placeImport(store, id, [1], { state: 'READY' });
      await bulk.start(id);
      const out = await mustClaim(id);
      await ledger.settle(out, { type: 'answerLost', error: batchError });
      expect(await sealed(id)).toBe(null);
      if (id === 'again') await bulk.resolveBatch(id, 0, null);
      if (id !== 'again') await bulk.cancel(id);
      if (id === 'named') await bulk.resolveBatch(id, 0, 'job-by-name');
      if (id === 'late') await take(out);
      expect(await sealed(id)).toBe('v1.sealed-now');
    }
    for (const id of ['named', 'late']) await lookAt(id, 0, endLook('FAILED', null));
    expect([await sealed('named'), await sealed('late')]).toEqual([null, null]);
  });

  test('is kept while one POST is out of an import that a refused key has stopped', async () => {
    const { store, bulk, ledger, sealed, mustClaim, take } = await start();
    await placeImport(store, 'a', [1, 1, 1], { is_proven: 1, state: 'RUNNING' });
    const [first, second] = [await mustClaim('a'), await mustClaim('a')];
    await ledger.settle(first, { type: 'notTaken', error: batchError, stops: 'INVALID_API_KEY' });
    expect([(await bulk.find(['a']))[0]?.state, await sealed('a')]).toEqual(['NEEDS_ATTENTION', 'v1.sealed-now']);
    await ledger.settle(second, { type: 'notTaken', error: batchError, stops: 'INVALID_API_KEY' });
    expect(await sealed('a')).toBe(null);
    await bulk.start('a');
    await take(await mustClaim('a'));
    expect(await sealed('a')).toBe('v1.sealed-now');
  });

  test('is replaced by the one that was sealed last, and kept by who has none', async () => {
    const { store, bulk, sealed, maintenance, submit } = await start();
    await placeImport(store, 'a', [1, 1, 1], { state: 'READY' });
    await bulk.start('a');
    await submit('a');
    const later = createKit(store, { sealedKey: 'v1.sealed-later' });
    await later.submit('a');
    expect(await sealed('a')).toBe('v1.sealed-later');
    for (const keyKeeping of ['not-needed', 'impossible'] as const) {
      const without = createKit(store, keyKeeping);
      expect(await without.ledger.claim('a', keyKeeping)).not.toBe(null);
      expect(await sealed('a')).toBe('v1.sealed-later');
      await without.ledger.unclaim('a', keyKeeping);
      expect(await sealed('a')).toBe('v1.sealed-later');
    }
    await later.mustClaim('a');
    await maintenance.takeOver();
    expect(await sealed('a')).toBe('v1.sealed-later');
  });

  test('is erased by the maintenance that ends the last attempt of a dead gateway', async () => {
    const { store, bulk, sealed, maintenance, mustClaim } = await start();
    await placeImport(store, 'a', [1], { state: 'READY' });
    await bulk.start('a');
    await mustClaim('a');
    await maintenance.takeOver();
    expect(await sealed('a')).toBe(null);
  });

  test('is erased with an import to which nothing happens any more', async () => {
    const { store, maintenance } = await start();
    await placeImport(store, 'a', [1], { sealed_key: 'v1.old', touched_at: 1 });
    await maintenance.round();
    expect(await store.db.selectFrom('bulk_imports').select('sealed_key').execute()).toEqual([]);
  });

  test.each([
    ['no other', {}, 'click_id\na\n', 'READY', null],
    ['autoStart', { auto_start: 1 }, 'click_id\na\n', 'RUNNING', 'v1.sealed-now'],
    ['autoStart and nothing to send', { auto_start: 1 }, 'click_id\n', 'COMPLETED', null],
    ['a bad row under REJECT_ALL', { auto_start: 1, on_invalid: 'REJECT_ALL' }, 'click_id\na\na\n', 'FAILED', null],
    ['a column that is not known', { auto_start: 1 }, 'click_id,oops\na,b\n', 'AWAITING_UPLOAD', null],
  ] as const)('is kept after an upload only if that starts it: with %s', async (_, change, file, state, sealed) => {
    const { uploads, addImport, kept: read } = await openIntake(kind, { keyKeeping: kept });
    const id = await addImport(change);
    await uploads.take(id, csv(file)).catch(() => {});
    expect((await read()).imports).toMatchObject([{ id, state, sealed_key: sealed }]);
  });

  test('must be kept for an import to begin: where it cannot be, callers are told so and nothing changes', async () => {
    const { store, bulk, read, sealed } = await start('impossible');
    const request = { format: 'CSV', onInvalid: 'SKIP_INVALID', onUncertain: 'HOLD', autoStart: true } as const;
    const refusal = await bulk.create(request).catch((error: unknown) => error);
    expect(refusal).toBeInstanceOf(InvalidInputError);
    expect(refusal).toMatchObject({ issues: [{ path: [], message: expect.stringContaining('SECRET_KEY') }] });
    await placeImport(store, 'ready', [1], { state: 'READY' });
    const uncertain = { rows: 1, batch: { state: 'UNCERTAIN' } } as const;
    await placeImport(store, 'stopped', [uncertain], { state: 'NEEDS_ATTENTION', problem: 'UNCERTAIN_BATCHES' });
    const before = await Promise.all(['ready', 'stopped'].map(read));
    for (const attempt of [
      () => bulk.start('ready'),
      () => bulk.start('stopped'),
      () => bulk.retry('stopped', ['UNCERTAIN']),
      () => bulk.resolveBatch('stopped', 0, null),
      () => bulk.resolveBatch('stopped', 0, 'job'),
    ]) {
      const error = await attempt().catch((thrown: unknown) => thrown);
      expect(error).toBeInstanceOf(InvalidStateError);
      expect(error).toMatchObject({ message: expect.stringContaining('SECRET_KEY') });
    }
    expect(await Promise.all(['ready', 'stopped'].map(read))).toEqual(before);
    for (const id of ['ready', 'stopped']) expect((await bulk.cancel(id)).state).toBe('CANCELLED');
    expect(await sealed('ready')).toBe(null);
  });

  test('must be kept for a file to be taken', async () => {
    const { uploads, addImport, kept: read } = await openIntake(kind, { keyKeeping: 'impossible' });
    const id = await addImport();
    await expect(uploads.take(id, csv('click_id\na\n'))).rejects.toMatchObject({ code: 'UPLOAD_NOT_EXPECTED' });
    expect(await read()).toMatchObject({ imports: [{ state: 'AWAITING_UPLOAD' }], uploads: [] });
  });
});

test('a key that was erased is gone from the files of SQLite', async () => {
  const place = await makeStorePlace('sqlite');
  const store = await openTestStore('sqlite', { place });
  const sealedKey = `v1.${'unmistakable'.repeat(12)}`;
  const { bulk, submit, lookAt, sealed, maintenance } = createKit(store, { sealedKey });
  const ids = Array.from({ length: 12 }, (_, index) => `import-${index}`);
  for (const id of ids) {
    await placeImport(store, id, [1, 1], { state: 'READY', file_name: 'x'.repeat(id.length * 40) });
    await bulk.start(id);
    for (const one of [id, id]) await submit(one);
  }
  expect(isInFiles(place.dataDir, 'unmistakable')).toBe(true);
  for (const id of ids)
    for (const index of [0, 1]) await lookAt(id, index, endLook('COMPLETED', [1, 1, 0, 0], `job ${'y'.repeat(300)}`));
  expect(await Promise.all(ids.map(sealed))).toEqual(ids.map(() => null));
  await maintenance.round();
  expect(isInFiles(place.dataDir, 'unmistakable')).toBe(false);
});
