import { expect, onTestFinished, test, vi } from 'vitest';
import { TooManyTenantsError } from '../../src/server/access/too-many-tenants-error.ts';
import { createKeyVault } from '../../src/tenants/key-vault.ts';
import { createPassthroughTenants } from '../../src/tenants/passthrough-tenants.ts';
import { createTenantSet } from '../../src/tenants/tenant-set.ts';
import { createFakeTenants } from './fake-tenants.ts';

function open({
  secretKey = Buffer.alloc(32, 1),
  maxTenants = 3,
}: {
  secretKey?: Buffer | null;
  maxTenants?: number;
} = {}) {
  const { create, made } = createFakeTenants();
  const vault = createKeyVault(secretKey, 'id-secret');
  const onSealedForGood = vi.fn<(tenantId: string) => void>();
  const now = { ms: 0 };
  const set = createTenantSet(create);
  const tenants = createPassthroughTenants(set, {
    vault,
    requestsPerSecond: 5,
    now: () => now.ms,
    onSealedForGood,
    maxTenants,
  });
  const ofKey = (key: string) => tenants.keyed?.find(key) ?? tenants.keyed?.add(key);
  tenants.start();
  onTestFinished(async () => {
    for (const one of made) one.letGo();
    await tenants.stop();
  });
  return { tenants, ofKey, made, vault, onSealedForGood, now };
}

test('a key has one tenant, whose name does not tell the key', () => {
  const { ofKey, made, vault } = open();
  expect(ofKey('one')).toBe(ofKey('one'));
  expect(ofKey('two')).not.toBe(ofKey('one'));
  expect(made.map(({ spec }) => spec.apiKey)).toEqual(['one', 'two']);
  expect(made[0]?.spec.id).toBe(vault.tenantIdOf('one'));
  expect(made[0]?.spec.id).not.toContain('one');
});

test('keys that nobody uses any more make room, the one that rested longest first', () => {
  const { ofKey, made } = open();
  for (const key of ['a', 'b', 'c', 'a', 'd']) ofKey(key);
  expect(made.filter(one => one.isStopped()).map(({ spec }) => spec.apiKey)).toEqual(['b']);
});

test('where all that are known are in use, another key is told to wait', () => {
  const { ofKey, made } = open();
  for (const key of ['a', 'b', 'c']) ofKey(key);
  for (const one of made) one.idle = false;
  expect(() => ofKey('d')).toThrow(TooManyTenantsError);
  expect(ofKey('b')).toBe(made[1]);
  expect(made.some(one => one.isStopped())).toBe(false);
});

test('a tenant whose import is at work makes no room, however long its caller is away', () => {
  const { tenants, ofKey, made, vault } = open({ maxTenants: 1 });
  ofKey('a');
  tenants.wake([{ tenant: vault.tenantIdOf('a'), sealedKey: null, toSend: true, toLook: false }]);
  expect(made[0]?.wake).toHaveBeenCalledTimes(1);
  expect(() => ofKey('b')).toThrow(TooManyTenantsError);
  tenants.wake([]);
  expect(ofKey('b')).toBe(made[1]);
});

test('an import whose caller is away goes on with the key that was kept for it', () => {
  const { tenants, made, vault } = open();
  const tenant = vault.tenantIdOf('the-key');
  const sealedKey = vault.seal('the-key', tenant);
  tenants.wake([{ tenant, sealedKey, toSend: true, toLook: false }]);
  tenants.wake([{ tenant, sealedKey, toSend: true, toLook: false }]);
  expect(made).toHaveLength(1);
  expect(made[0]?.spec).toMatchObject({ id: tenant, apiKey: 'the-key' });
  expect(made[0]?.start).toHaveBeenCalledTimes(1);
});

test('a key that cannot be opened is told of once, and its import waits for its caller', () => {
  const { tenants, ofKey, made, vault, onSealedForGood } = open();
  const tenant = vault.tenantIdOf('the-key');
  const sealedKey = createKeyVault(Buffer.alloc(32, 2), 'id-secret').seal('the-key', tenant);
  tenants.wake([{ tenant, sealedKey, toSend: true, toLook: false }]);
  tenants.wake([{ tenant, sealedKey, toSend: true, toLook: false }]);
  expect([made.length, onSealedForGood.mock.calls]).toEqual([0, [[tenant]]]);
  ofKey('the-key');
  expect(made[0]?.spec.id).toBe(tenant);
});

test('without a SECRET_KEY no key can be kept, and the tenant says so', () => {
  const { ofKey, made } = open({ secretKey: null });
  ofKey('a');
  expect(made[0]?.spec.keyKeeping).toBe('impossible');
});
