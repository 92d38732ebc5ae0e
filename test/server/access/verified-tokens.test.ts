import { expect, test } from 'vitest';
import { createVerifiedTokens } from '../../../src/server/access/verified-tokens.ts';

const identity = (id: string) => ({
  id,
  tenantId: 'acme',
  scopes: new Set<never>(),
  expiresAtMs: null,
  revoked: null,
});

test('of the tokens that were checked, those that were used last are remembered', () => {
  const tokens = createVerifiedTokens(() => 0, { largestSize: 2, longestMs: 1 });
  tokens.add('a', identity('a'));
  tokens.add('b', identity('b'));
  expect(tokens.find('a')?.id).toBe('a');
  tokens.add('c', identity('c'));
  expect(['a', 'b', 'c'].map(token => tokens.find(token)?.id)).toEqual(['a', undefined, 'c']);
  tokens.clear();
  expect(tokens.find('a')).toBeNull();
});

test('a thousand checked tokens are remembered, and no more', () => {
  const tokens = createVerifiedTokens(() => 0);
  const names = Array.from({ length: 1_500 }, (_, index) => `token-${index}`);
  for (const name of names) tokens.add(name, identity(name));
  expect(names.filter(name => tokens.find(name) !== null)).toEqual(names.slice(500));
});

test('a token that is checked twice at once takes one place', () => {
  const tokens = createVerifiedTokens(() => 0, { largestSize: 2, longestMs: 1 });
  for (const name of ['a', 'b', 'b']) tokens.add(name, identity(name));
  expect(tokens.find('a')?.id).toBe('a');
});
