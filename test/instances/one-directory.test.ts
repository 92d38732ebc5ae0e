import { expect, test } from 'vitest';
import { SANDBOX_API_KEY } from '../../src/sandbox/sandbox-options.ts';
import { ask, createImport, readImport, uploadRows } from '../crash/crash-world.ts';
import { makeDataDir } from '../support/data-dir.ts';
import { startProcess } from '../support/start-process.ts';
import {
  arrivalsInOrder,
  createWorld,
  importIn,
  onceEach,
  patience,
  postsTo,
  startInstance,
  startSandbox,
  statesOf,
  until,
} from './instances-world.ts';

test(
  'a second gateway on one DATA_DIR does not start and says why; it does once the first was killed',
  patience,
  async () => {
    const DATA_DIR = makeDataDir();
    const first = await startInstance({ DATA_DIR });
    const second = startProcess({ DATA_DIR });
    expect(await second.exitCode()).toBe(78);
    expect(second.output().trimEnd()).toBe(
      `Another gateway is at work in ${DATA_DIR}, and there can be only one. Stop it, give this one a DATA_DIR of its own, or ` +
        'set DATABASE_URL, so that several gateways share the work.',
    );
    expect((await fetch(`${first.address}/ready`)).status).toBe(200);
    first.signal('SIGKILL');
    await first.exitCode();
    const third = await startInstance({ DATA_DIR });
    expect((await fetch(`${third.address}/ready`)).status).toBe(200);
  },
);

const createWithKey = `mutation { createBulkImport(input: { format: CSV, autoStart: true, idempotencyKey: "file" }) {
  ... on BulkImport { id }
} }`;
const listImports = '{ bulkImports(first: 10) { totalCount edges { node { id } } } }';

test('what was begun in the sandbox is not sent, listed or replayed once the gateway is live', patience, async () => {
  const DATA_DIR = makeDataDir();
  const sandboxed = await startInstance({ DATA_DIR, BULK_BATCH_SIZE: '2', TRACKIER_REQUESTS_PER_SECOND: '2' });
  const { id } = (await ask(sandboxed.address, createWithKey)).createBulkImport;
  await uploadRows(sandboxed.address, id, 100, 'toy');
  await until(async () => Number((await readImport(sandboxed.address, id)).rows['queued']) < 100);
  sandboxed.signal('SIGTERM');
  expect(await sandboxed.exitCode()).toBe(0);

  const real = await startSandbox();
  const env = { DATA_DIR, TRACKIER_BASE_URL: real.url, TRACKIER_API_KEY: SANDBOX_API_KEY, BULK_BATCH_SIZE: '2' };
  const live = await startInstance({ ...env, TRACKIER_REQUESTS_PER_SECOND: '1000' });
  await live.waitFor(/accepts the API key/);
  expect(await ask(live.address, '{ viewer { mode } }')).toEqual({ viewer: { mode: 'LIVE' } });
  expect((await ask(live.address, listImports)).bulkImports).toEqual({ totalCount: 0, edges: [] });
  expect(await readImport(live.address, id)).toBeNull();
  expect(postsTo(real)).toBe(0);

  // The same key is another one here; and an import of many batches ends while none of the other is served.
  const { id: liveId } = (await ask(live.address, createWithKey)).createBulkImport;
  expect(liveId).not.toBe(id);
  await uploadRows(live.address, liveId, 40, 'true');
  expect(await importIn(live.address, liveId, 'COMPLETED')).toMatchObject({ rows: { imported: 40 } });
  expect(arrivalsInOrder(real, 40, 'true')).toEqual(onceEach(40));
  expect(postsTo(real)).toBe(20);
  expect(real.requests.some(({ body }) => body.includes('toy'))).toBe(false);
  live.signal('SIGTERM');
  expect(await live.exitCode()).toBe(0);

  const again = await startInstance({ DATA_DIR });
  expect((await ask(again.address, listImports)).bulkImports).toEqual({ totalCount: 1, edges: [{ node: { id } }] });
  expect((await ask(again.address, createWithKey)).createBulkImport).toEqual({ id });
});

test(
  'SIGTERM in the middle of an import ends with exit code 0, and the next start goes on where it was',
  patience,
  async () => {
    const world = await createWorld({ DATA_DIR: makeDataDir() });
    const { sandbox } = world;
    sandbox.setFaults([{ match: { path: 'import', nth: 4 }, times: 'always', action: { kind: 'hold' } }]);
    const first = await world.start();
    const id = await createImport(first.address);
    await uploadRows(first.address, id, 100);
    // Twenty are out at once at most, besides those that had their answer.
    await until(() => postsTo(sandbox) >= 10);
    first.signal('SIGTERM');
    await first.waitFor(/Stopping/);
    sandbox.release();
    // One may have arrived after the others were released.
    const releasing = setInterval(sandbox.release, 20);
    expect(await first.exitCode()).toBe(0);
    clearInterval(releasing);
    const before = postsTo(sandbox);
    expect(before).toBeLessThan(50);

    sandbox.setFaults([]);
    const next = await world.start();
    const report = await importIn(next.address, id, 'COMPLETED', 'NEEDS_ATTENTION');
    expect(new Set(statesOf(report))).toEqual(new Set(['IMPORTED']));
    expect(report).toMatchObject({ state: 'COMPLETED', rows: { imported: 100, uncertain: 0, unsent: 0 } });
    expect(arrivalsInOrder(sandbox, 100)).toEqual(onceEach(100));
    expect(postsTo(sandbox)).toBe(50);
    expect(next.output()).not.toContain('The outcome of a batch is unknown');
  },
);
