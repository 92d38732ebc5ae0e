import { randomBytes } from 'node:crypto';
import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { createKeyVault } from '../../src/tenants/key-vault.ts';

const secretKey = Buffer.alloc(32, 7);
const vault = createKeyVault(secretKey, 'id secret');
/** What a header can carry, but for the empty one. */
const apiKeys = fc.string({ unit: 'binary-ascii', minLength: 1, maxLength: 200 });

const sealFor = (apiKey: string): string => {
  const sealed = vault.seal(apiKey, vault.tenantIdOf(apiKey));
  if (sealed === null) throw new Error('Nothing was sealed.');
  return sealed;
};

test('a sealed key is opened for its tenant, by whoever has the same secrets', () => {
  const other = createKeyVault(Buffer.from(secretKey), 'id secret');
  fc.assert(
    fc.property(apiKeys, apiKey => {
      const tenantId = other.tenantIdOf(apiKey);
      expect(tenantId).toBe(vault.tenantIdOf(apiKey));
      expect(other.open(sealFor(apiKey), tenantId)).toBe(apiKey);
    }),
  );
});

test('neither the name of a tenant nor what is sealed tells the key', () => {
  const longKeys = fc.string({ unit: 'binary-ascii', minLength: 8, maxLength: 200 });
  fc.assert(
    fc.property(longKeys, apiKey => {
      const sealed = sealFor(apiKey);
      const shown = [
        vault.tenantIdOf(apiKey),
        sealed,
        ...sealed.split('.').map(one => Buffer.from(one, 'base64url').toString('latin1')),
      ];
      for (const form of [apiKey, Buffer.from(apiKey).toString('base64url'), Buffer.from(apiKey).toString('hex')])
        expect(shown.filter(one => one.includes(form))).toEqual([]);
    }),
  );
});

test('the name of a tenant hangs on the key and on the secret for names, and not on SECRET_KEY', () => {
  const names = [
    vault.tenantIdOf('a'),
    vault.tenantIdOf('b'),
    createKeyVault(secretKey, 'another id secret').tenantIdOf('a'),
  ];
  expect(new Set(names).size).toBe(3);
  for (const name of names) expect(name).toMatch(/^key-[\w-]{43}$/);
  expect(createKeyVault(randomBytes(32), 'id secret').tenantIdOf('a')).toBe(names[0]);
  expect(createKeyVault(null, 'id secret').tenantIdOf('a')).toBe(names[0]);
});

test('sealed twice, a key looks different each time', () => {
  const all = Array.from({ length: 50 }, () => sealFor('a'));
  expect(new Set(all).size).toBe(50);
  expect(new Set(all.map(sealed => sealed.split('.')[1])).size).toBe(50);
});

test('a sealed key is opened for no other tenant', () => {
  expect(vault.open(sealFor('a'), vault.tenantIdOf('b'))).toBe(null);
});

test('a key that was sealed for a tenant whose it is not is not opened', () => {
  const tenantId = vault.tenantIdOf('a');
  const sealed = vault.seal('b', tenantId);
  expect(sealed).not.toBe(null);
  expect(vault.open(sealed ?? '', tenantId)).toBe(null);
});

test('without SECRET_KEY nothing is sealed or opened, and with another one nothing is opened', () => {
  const [none, other] = [createKeyVault(null, 'id secret'), createKeyVault(randomBytes(32), 'id secret')];
  const tenantId = vault.tenantIdOf('a');
  expect(none.seal('a', tenantId)).toBe(null);
  expect(none.open(sealFor('a'), tenantId)).toBe(null);
  expect(other.open(sealFor('a'), tenantId)).toBe(null);
});

test('what was changed in any of its characters is not opened', () => {
  const sealed = sealFor('an-api-key');
  const tenantId = vault.tenantIdOf('an-api-key');
  fc.assert(
    fc.property(fc.nat({ max: sealed.length - 1 }), fc.string({ unit: 'binary-ascii', maxLength: 3 }), (at, put) => {
      const changed = sealed.slice(0, at) + put + sealed.slice(at + 1);
      // The last character of a part has bits that stand for nothing.
      fc.pre(changed.split('.').some((one, index) => bytesOf(one) !== bytesOf(sealed.split('.')[index] ?? '')));
      expect(vault.open(changed, tenantId)).toBe(null);
    }),
    { numRuns: 1_000 },
  );
});

const bytesOf = (text: string): string => (text === 'v1' ? text : Buffer.from(text, 'base64url').toString('hex'));

test.each(['', 'v1', 'v1...', 'v2.a.b.c', 'plain key', 'v1.AAAA.AAAA.AAAA'])(
  'what is no sealed key is not opened: "%s"',
  text => {
    expect(vault.open(text, vault.tenantIdOf('a'))).toBe(null);
  },
);

test('a tag that was cut short is not opened', () => {
  const [version, iv, tag, text] = sealFor('a').split('.');
  const shorter = Buffer.from(tag ?? '', 'base64url')
    .subarray(0, 4)
    .toString('base64url');
  expect(vault.open([version, iv, shorter, text].join('.'), vault.tenantIdOf('a'))).toBe(null);
});
