import { describe, expect, test } from 'vitest';
import { type SandboxKit, withFaults } from './sandbox-kit.ts';

const IMPORT = '/advertiser/conversion-import';
const body = { conversions: [{ click_id: 'a' }] };
const refuse = { kind: 'error', code: 51 } as const;

async function statuses({ send }: SandboxKit, count: number): Promise<readonly number[]> {
  const seen: number[] = [];
  for (let index = 0; index < count; index += 1) seen.push((await send('GET', '/jobs')).status);
  return seen;
}

describe('which requests a fault strikes', () => {
  test('the next one, once, when it does not say more', async () => {
    expect(await statuses(await withFaults({ action: refuse }), 2)).toEqual([500, 200]);
  });

  test('the nth, as often as it says', async () => {
    const kit = await withFaults({ match: { nth: 2 }, times: 2, action: refuse });
    expect(await statuses(kit, 4)).toEqual([200, 500, 500, 200]);
  });

  test('all of them', async () => {
    expect(await statuses(await withFaults({ times: 'always', action: refuse }), 3)).toEqual([500, 500, 500]);
  });

  test('one after the other, in the order of the list', async () => {
    const kit = await withFaults({ action: refuse }, { action: { kind: 'error', code: 50 } });
    expect(await statuses(kit, 3)).toEqual([500, 503, 200]);
  });

  test.each<[string, readonly number[]]>([
    ['import', [500, 200, 404]],
    ['jobs', [200, 500, 404]],
    ['job', [200, 200, 500]],
    ['/jobs', [200, 500, 500]],
    ['/adv', [500, 200, 404]],
  ])('those of the path %s', async (path, expected) => {
    const { send } = await withFaults({ match: { path }, times: 'always', action: refuse });
    const seen = [await send('POST', IMPORT, { body }), await send('GET', '/jobs'), await send('GET', '/jobs/1')];
    expect(seen.map(answer => answer.status)).toEqual(expected);
  });

  test('those of a method, and those of a key', async () => {
    const { send, sandbox } = await withFaults({ match: { method: 'post' }, action: refuse });
    expect((await send('GET', '/jobs')).status).toBe(200);
    expect((await send('POST', IMPORT, { body })).status).toBe(500);
    sandbox.setFaults([{ match: { key: 'wrong' }, action: refuse }]);
    expect((await send('GET', '/jobs')).status).toBe(200);
    expect((await send('GET', '/jobs', { key: 'wrong' })).status).toBe(500);
  });

  test('none once they are cleared; what is left can be asked for', async () => {
    const kit = await withFaults({ action: refuse }, { action: refuse });
    await statuses(kit, 1);
    expect(kit.sandbox.pendingFaults).toEqual([{ action: refuse }]);
    expect((await kit.send('DELETE', '/sandbox/faults', { key: null })).status).toBe(204);
    expect((await kit.send('GET', '/sandbox/faults', { key: null })).json).toEqual([]);
    expect(await statuses(kit, 1)).toEqual([200]);
  });
});
