import { expect, test } from 'vitest';
import { ask, createImport, uploadRows } from '../crash/crash-world.ts';
import {
  arrivalsInOrder,
  createWorld,
  importIn,
  importWhen,
  onceEach,
  patience,
  postsTo,
  startInstance,
  statesOf,
  until,
} from '../instances/instances-world.ts';
import { readText } from './read-deployment.ts';
import { backupKits } from './take-backup.ts';

const rowCount = 40;
const kinds = ['sqlite', 'postgres'] as const;

/** A gateway that is in the middle of an import, with a batch out. */
async function startWorking(kind: (typeof kinds)[number]) {
  const kit = backupKits[kind];
  const place = await kit.makePlace();
  const world = await createWorld(place, { TRACKIER_REQUESTS_PER_SECOND: '10' });
  world.sandbox.setFaults([{ match: { path: 'import' }, times: 'always', action: { kind: 'delay', delayMs: 500 } }]);
  const gateway = await world.start();
  const id = await createImport(gateway.address);
  await uploadRows(gateway.address, id, rowCount);
  await importWhen(gateway.address, id, report => {
    const states = statesOf(report);
    return (
      (states.includes('SUBMITTED') || states.includes('IMPORTED')) &&
      states.includes('SENDING') &&
      states.includes('QUEUED')
    );
  });
  return { kit, place, gateway, id, ...world };
}

const env = (world: { readonly sandbox: { readonly url: string } }) => ({
  TRACKIER_BASE_URL: world.sandbox.url,
  TRACKIER_API_KEY: 'sandbox-key',
  TRACKIER_REQUESTS_PER_SECOND: '1000',
  BULK_BATCH_SIZE: '2',
});

const candidatesQuery = `query ($id: ID!) { bulkImport(id: $id) { batches(first: 100) {
  edges { node { index state candidateJobs { id } } } } } }`;
const resolveMutation = `mutation ($id: ID!, $index: Int!, $jobId: ID) {
  resolveBulkImportBatch(id: $id, index: $index, jobId: $jobId) { __typename ... on Error { message } } }`;

test.for(kinds)(
  '%s: a backup made while an import was worked off sends nothing by itself that has gone out since, once the statements have run',
  patience,
  async kind => {
    const working = await startWorking(kind);
    const backup = await working.kit.take(working.place);
    // It all goes out; then the database is lost.
    await until(() => !arrivalsInOrder(working.sandbox, rowCount).includes(0));
    working.gateway.signal('SIGKILL');
    await working.gateway.exitCode();
    const posts = postsTo(working.sandbox);

    const place = await backup.restore();
    await working.kit.runAfterRestore(place);
    const restored = await startInstance({ ...env(working), ...place });
    const report = await importIn(restored.address, working.id, 'NEEDS_ATTENTION');
    expect(report.problem).toEqual({ code: 'UNCERTAIN_BATCHES' });
    expect(report.rows['queued']).toBe(0);
    expect(report.rows['uncertain']).toBeGreaterThan(2);

    // A person finds each one's job among the candidates, so nothing has to be sent again.
    const used = new Set<string>();
    const { bulkImport } = await ask(restored.address, candidatesQuery, { id: working.id });
    for (const { node } of bulkImport.batches.edges) {
      if (node.state !== 'UNCERTAIN') continue;
      const jobId = node.candidateJobs.find((job: { id: string }) => !used.has(job.id)).id;
      used.add(jobId);
      const variables = { id: working.id, index: node.index, jobId };
      expect((await ask(restored.address, resolveMutation, variables)).resolveBulkImportBatch).toEqual({
        __typename: 'BulkImport',
      });
    }
    const done = await importIn(restored.address, working.id, 'COMPLETED');
    expect(done.rows).toMatchObject({ imported: rowCount, uncertain: 0 });
    expect(postsTo(working.sandbox)).toBe(posts);
    expect(arrivalsInOrder(working.sandbox, rowCount)).toEqual(onceEach(rowCount));

    const next = await createImport(restored.address);
    await uploadRows(restored.address, next, 2, 'next');
    await importIn(restored.address, next, 'COMPLETED');

    // Without the statements, the same backup has rows sent that were sent before.
    await startInstance({ ...env(working), ...(await backup.restore()) });
    await until(() => arrivalsInOrder(working.sandbox, rowCount).some(count => count > 1));
  },
);

test.for(kinds)(
  '%s: a backup of the last moment goes on by itself; only what was out just then waits for a person',
  patience,
  async kind => {
    const { kit, place, gateway, id, ...world } = await startWorking(kind);
    gateway.signal('SIGKILL');
    await gateway.exitCode();
    const backup = await kit.take(place);

    const restored = await startInstance({ ...env(world), ...(await backup.restore()) });
    const report = await importIn(restored.address, id, 'NEEDS_ATTENTION');
    const states = statesOf(report);
    expect(new Set(states)).toEqual(new Set(['IMPORTED', 'UNCERTAIN']));
    const arrived = arrivalsInOrder(world.sandbox, rowCount);
    expect(arrived.filter(count => count > 1)).toEqual([]);
    const missing = states.filter((state, index) => state === 'IMPORTED' && arrived[2 * index] !== 1);
    expect(missing).toEqual([]);
  },
);

const statements = (kind: string): string =>
  readText(`deploy/after-restore.${kind}.sql`).replaceAll(/cast\(.+$/gm, '…');

test('the statements for after a restore are the same for both databases but for their clocks', () => {
  expect(statements('sqlite')).toBe(statements('postgres'));
});
