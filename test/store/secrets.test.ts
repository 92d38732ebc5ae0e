import { expect, test } from 'vitest';
import { secretOf } from '../../src/store/secrets.ts';
import { makeStorePlace, openTestStore, storeKinds } from '../support/open-store.ts';

test.each(storeKinds)('whoever asks for a secret first has it made, and it stays in %s', async kind => {
  const place = await makeStorePlace(kind);
  const store = await openTestStore(kind, { place });
  let made = 0;
  const ask = (name: string) => secretOf(store, name, () => `${name}-${++made}`);
  expect(await ask('a')).toBe('a-1');
  expect(await ask('a')).toBe('a-1');
  expect(await ask('b')).toBe('b-2');
  await store.close();
  const reopened = await openTestStore(kind, { place });
  expect(await secretOf(reopened, 'a', () => 'another')).toBe('a-1');
});

test.each(storeKinds)('all who ask %s for a new secret at the same time get the same one', async kind => {
  const place = await makeStorePlace(kind);
  const store = await openTestStore(kind, { place });
  const stores = kind === 'sqlite' ? [store] : [store, await openTestStore(kind, { place })];
  const asked = Array.from({ length: 20 }, (_, index) =>
    secretOf(stores[index % stores.length] ?? store, 'a', () => `made by ${index}`),
  );
  const answers = await Promise.all(asked);
  expect(new Set(answers).size).toBe(1);
  expect(answers[0]).toMatch(/^made by/);
});
