import { expect, test } from 'vitest';
import { createDocumentCache } from '../../src/server/document-cache.ts';

test('what was not used for the longest time goes first when there is no more room', () => {
  const cache = createDocumentCache<number>(6);
  cache.set('aa', 1);
  cache.set('bb', 2);
  cache.set('cc', 3);
  expect(cache.get('aa')).toBe(1);
  cache.set('dd', 4);
  expect(['aa', 'bb', 'cc', 'dd'].map(cache.get)).toEqual([1, undefined, 3, 4]);
});

test('a document that is larger than all the room is not kept, nor is anything else then', () => {
  const cache = createDocumentCache<number>(3);
  cache.set('aa', 1);
  cache.set('bbbb', 2);
  expect(['aa', 'bbbb'].map(cache.get)).toEqual([undefined, undefined]);
  cache.set('cc', 3);
  expect(cache.get('cc')).toBe(3);
});

test('a document that is set again takes its room once', () => {
  const cache = createDocumentCache<number>(4);
  for (let n = 0; n < 10; n += 1) cache.set('aa', n);
  cache.set('bb', 1);
  expect(['aa', 'bb'].map(cache.get)).toEqual([9, 1]);
});
