import { expect, test } from 'vitest';
import { createTenantSet } from '../../src/tenants/tenant-set.ts';
import { createFakeTenants, specOf } from './fake-tenants.ts';

test('tenants that stay as they are go on undisturbed, others are added, replaced and stopped', () => {
  const { create, made } = createFakeTenants();
  const set = createTenantSet(create);
  set.start();
  set.replaceAll([specOf('a'), specOf('b'), specOf('c'), specOf('d')]);
  const changes = set.replaceAll([specOf('a'), specOf('b', 'new-key'), specOf('d', 'key-of-d', 7), specOf('e')]);
  expect(changes).toEqual({ added: ['e'], changed: ['b', 'd'], removed: ['c'] });
  expect(made.map(one => [one.spec.id, one.spec.apiKey, one.isStopped()])).toEqual([
    ['a', 'key-of-a', false],
    ['b', 'key-of-b', true],
    ['c', 'key-of-c', true],
    ['d', 'key-of-d', true],
    ['e', 'key-of-e', false],
    ['b', 'new-key', false],
    ['d', 'key-of-d', false],
  ]);
  expect(set.get('b')).toBe(made[5]);
  expect(set.get('c')).toBe(null);
  for (const { start } of made) expect(start).toHaveBeenCalledTimes(1);
});

test('nobody works before the start, and everybody after it', () => {
  const { create, made } = createFakeTenants();
  const set = createTenantSet(create);
  set.put(specOf('a'));
  expect(made[0]?.start).not.toHaveBeenCalled();
  set.start();
  set.put(specOf('b'));
  for (const { start } of made) expect(start).toHaveBeenCalledTimes(1);
});

test('a stop waits also for tenants that were replaced or removed before', async () => {
  const { create, made } = createFakeTenants();
  const set = createTenantSet(create);
  set.replaceAll([specOf('a'), specOf('b')]);
  set.replaceAll([specOf('a', 'other')]);
  let isOver = false;
  const stopping = set.stop().finally(() => {
    isOver = true;
  });
  for (const one of made) {
    await new Promise(setImmediate);
    expect([isOver, one.isStopped()]).toEqual([false, true]);
    one.letGo();
  }
  await stopping;
});

test('whoever comes during a shutdown gets a tenant that begins nothing', async () => {
  const { create, made } = createFakeTenants();
  const set = createTenantSet(create);
  set.start();
  const stopping = set.stop();
  set.put(specOf('late'));
  expect(made[0]?.start).not.toHaveBeenCalled();
  expect(made[0]?.isStopped()).toBe(true);
  made[0]?.letGo();
  await stopping;
});
