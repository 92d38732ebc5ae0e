import { describe, expect, test } from 'vitest';
import { countStates } from '../../src/store/state-counts.ts';
import { openTestStore, storeKinds } from '../support/open-store.ts';
import { sampleRows } from './sample-rows.ts';

describe.each(storeKinds)('counting on %s', kind => {
  test('imports and their batches are counted by state over all tenants, batches of lost uploads are not', async () => {
    const store = await openTestStore(kind);
    const { bulk_imports: one, bulk_batches: batch } = sampleRows;
    await store.run(db =>
      db
        .insertInto('bulk_imports')
        .values([
          { ...one, id: 'a', state: 'RUNNING', upload_id: 'upload-a' },
          { ...one, id: 'b', state: 'RUNNING', upload_id: 'upload-b', tenant: 'other' },
          { ...one, id: 'c', state: 'AWAITING_UPLOAD', upload_id: null },
        ])
        .execute(),
    );
    await store.run(db =>
      db
        .insertInto('bulk_batches')
        .values([
          { ...batch, upload_id: 'upload-a', batch_index: 0, state: 'UNCERTAIN' },
          { ...batch, upload_id: 'upload-a', batch_index: 1, state: 'QUEUED' },
          { ...batch, upload_id: 'upload-b', batch_index: 0, state: 'UNCERTAIN' },
          { ...batch, upload_id: 'abandoned', batch_index: 0, state: 'UNCERTAIN' },
        ])
        .execute(),
    );
    expect(await store.run(countStates)).toEqual({
      imports: { RUNNING: 2, AWAITING_UPLOAD: 1 },
      batches: { UNCERTAIN: 2, QUEUED: 1 },
    });
  });
});
