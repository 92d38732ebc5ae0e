import { describe, expect, test } from 'vitest';
import { countInstances, forgetInstance, noteInstance } from '../../src/store/instances.ts';
import type { Store } from '../../src/store/store.ts';
import { openTestStore, storeKinds } from '../support/open-store.ts';

const note = (store: Store, id: string) => store.run(db => noteInstance(db, store.dialect, id));
const count = (store: Store) => store.run(db => countInstances(db, store.dialect, 60_000));
const setSeen = (store: Store, id: string, seenAt: number) =>
  store.run(db => db.updateTable('instances').set({ seen_at: seenAt }).where('id', '=', id).execute());

describe.each(storeKinds)('on %s', kind => {
  test('instances that live are counted, each once', async () => {
    const store = await openTestStore(kind);
    for (const id of ['one', 'two', 'one']) await note(store, id);
    expect(await count(store)).toBe(2);
    await store.run(db => forgetInstance(db, 'one'));
    expect(await count(store)).toBe(1);
  });

  test('instances that were not seen for long, or in a time to come, are forgotten', async () => {
    const store = await openTestStore(kind);
    for (const id of ['dead', 'to come', 'alive']) await note(store, id);
    await setSeen(store, 'dead', 1_000);
    await setSeen(store, 'to come', 9_000_000_000_000);
    expect(await count(store)).toBe(1);
    await note(store, 'dead');
    expect(await count(store)).toBe(2);
  });
});
