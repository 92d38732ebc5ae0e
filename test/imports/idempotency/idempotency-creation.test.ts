import type { Kysely } from 'kysely';
import { describe, expect, test } from 'vitest';
import type { BulkImportRequest } from '../../../src/imports/bulk/bulk-imports.ts';
import { createCreateOnce } from '../../../src/imports/idempotency/create-once.ts';
import { IdempotencyConflictError, InvalidInputError } from '../../../src/imports/import-errors.ts';
import { insertImport } from '../../../src/store/bulk-imports.ts';
import type { Database } from '../../../src/store/tables.ts';
import { openTestStore, storeKinds } from '../../support/open-store.ts';
import { createFakeTrackier, createInstance, realm, replyOf } from './idempotency-kit.ts';

const request: BulkImportRequest = {
  format: 'CSV',
  onInvalid: 'SKIP_INVALID',
  onUncertain: 'HOLD',
  autoStart: false,
  columns: [{ ignore: 'Note' }],
  idempotencyKey: 'k',
};

const unset = {
  auto_start: 0,
  is_proven: 0,
  halts_in_row: 0,
  accepted_rows: 0,
  rejected_rows: 0,
  duplicate_rows: 0,
} as const;

describe.each(storeKinds)('creating a bulk import in %s', kind => {
  const start = async () => {
    const store = await openTestStore(kind);
    let made = 0;
    const newId = (): string => `id-${++made}`;
    const createOnce = createCreateOnce({ store, realm, instanceId: 'instance', newId, now: () => new Date() });
    const insert = async (db: Kysely<Database>): Promise<string> => {
      const id = newId();
      const fields = {
        state: 'AWAITING_UPLOAD',
        format: 'CSV',
        on_invalid: 'SKIP_INVALID',
        on_uncertain: 'HOLD',
      } as const;
      await insertImport(db, { ...realm, ...unset, ...fields, id, revision: 1, created_at: 1, touched_at: 1 });
      return id;
    };
    const count = async (): Promise<number> =>
      (await store.db.selectFrom('bulk_imports').select('id').execute()).length;
    const create = (more: Partial<BulkImportRequest> = {}) => createOnce({ ...request, ...more }, insert);
    return { store, createOnce, create, count };
  };

  test('with a key makes one, however often it is asked for at once', async () => {
    const { create, count } = await start();
    const ids = await Promise.all([create(), create(), create(), create()]);
    expect(new Set([...ids, await create()]).size).toBe(1);
    expect(await count()).toBe(1);
  });

  test('without a key makes one each time', async () => {
    const { create, count } = await start();
    await Promise.all([create({ idempotencyKey: null }), create({ idempotencyKey: undefined })]);
    expect(await count()).toBe(2);
  });

  test('with a key that was used for other options is a conflict, whatever is null or absent', async () => {
    const { create, count } = await start();
    const id = await create({ fileName: null });
    expect(await create({ sendPostback: null })).toBe(id);
    await expect(create({ autoStart: true })).rejects.toThrow(IdempotencyConflictError);
    await expect(create({ columns: [{ ignore: 'note' }] })).rejects.toThrow(IdempotencyConflictError);
    expect(await count()).toBe(1);
  });

  test('with a key that was used for importing at once is a conflict, and the other way round', async () => {
    const { create, store, count } = await start();
    const { send } = createInstance(
      store,
      createFakeTrackier(async () => replyOf('job-1')),
    );
    await send('k');
    await expect(create()).rejects.toThrow(IdempotencyConflictError);
    await create({ idempotencyKey: 'other' });
    await expect(send('other')).rejects.toThrow(IdempotencyConflictError);
    expect(await count()).toBe(1);
  });

  test('that fails leaves its key free', async () => {
    const { create, createOnce } = await start();
    await expect(createOnce(request, () => Promise.reject(new Error('No')))).rejects.toThrow('No');
    expect(await create({ autoStart: true })).toMatch('id-');
  });

  test('makes another one after the first was erased', async () => {
    const { create, store, count } = await start();
    const first = await create();
    await store.db.deleteFrom('bulk_imports').execute();
    const second = await create();
    expect(second).not.toBe(first);
    expect(await create()).toBe(second);
    expect(await count()).toBe(1);
  });

  test('refuses a key that cannot be kept', async () => {
    const { create } = await start();
    await expect(create({ idempotencyKey: '' })).rejects.toThrow(InvalidInputError);
  });
});
