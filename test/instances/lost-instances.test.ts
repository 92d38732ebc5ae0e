import { expect, test } from 'vitest';
import { createImport, readImport, uploadRows } from '../crash/crash-world.ts';
import { ask as askDatabase } from '../support/create-database.ts';
import {
  arrivalsInOrder,
  createWaitingImport,
  createWorld,
  type Instance,
  type InstancesWorld,
  importIn,
  importWhen,
  makeDatabase,
  onceEach,
  patience,
  postsTo,
  retryUncertain,
  startImport,
  statesOf,
  takenBy,
  until,
} from './instances-world.ts';

/** Leases run out 15 s after this; within it the test has to stop a gateway that waits for an answer. */
const settings = { TRACKIER_TIMEOUT_MS: '6000' };
const rowCount = 6;

const settled = /"type":"settled"/;
const stale = /"outcome":"(\w+)".*The end of an attempt came after the batch had been decided about otherwise/;

/** An import that nobody has started, and the only instance there is. */
async function createStopWorld(env?: Readonly<Record<string, string>>) {
  const world = await createWorld(await makeDatabase(), settings);
  const first = await world.start(env);
  const id = await createWaitingImport(first.address);
  await uploadRows(first.address, id, rowCount);
  return { ...world, first, id };
}

/** Starts another instance; resolves when that has called the first batch uncertain and sent the others. */
async function takeOver(world: InstancesWorld, id: string): Promise<Instance> {
  const second = await world.start();
  const report = await importIn(second.address, id, 'NEEDS_ATTENTION', 'COMPLETED');
  expect(statesOf(report)).toEqual(['UNCERTAIN', 'IMPORTED', 'IMPORTED']);
  expect(second.output()).toContain('its gateway stopped while it was out');
  return second;
}

const stopsAtClaim = (place: 'before-commit' | 'after-commit') => ({
  NODE_OPTIONS: `--import=${new URL('stop-at-claim.mjs', import.meta.url).href}`,
  STOP_AT: place,
});

/** Inside of a transaction that holds the import: the others do not wait for it for long. */
async function stoppedInsideOfItsClaim(): Promise<void> {
  const world = await createStopWorld(stopsAtClaim('before-commit'));
  const { sandbox, first, id } = world;
  const starting = startImport(first.address, id);
  await first.waitFor(/Stopped itself/);
  const second = await world.start();
  const report = await importIn(second.address, id, 'COMPLETED', 'NEEDS_ATTENTION');
  expect(second.output()).not.toContain('The database is busy');
  expect(statesOf(report)).toEqual(['IMPORTED', 'IMPORTED', 'IMPORTED']);
  first.signal('SIGCONT');
  await starting;
  second.signal('SIGTERM');
  await second.exitCode();
  expect(await readImport(first.address, id)).toEqual(report);
  expect(arrivalsInOrder(sandbox, rowCount)).toEqual(onceEach(rowCount));
  expect([takenBy(first), takenBy(second)]).toEqual([0, 3]);
}

/** Between the claim's commit and the POST. */
async function stoppedBeforeItsPost(): Promise<void> {
  const world = await createStopWorld(stopsAtClaim('after-commit'));
  const { sandbox, first, id } = world;
  const starting = startImport(first.address, id);
  await first.waitFor(/Stopped itself/);
  const second = await takeOver(world, id);

  first.signal('SIGCONT');
  await first.waitFor(settled);
  await starting;
  expect(arrivalsInOrder(sandbox, rowCount)).toEqual([0, 0, 1, 1, 1, 1]);
  expect(stale.exec(first.output())?.[1]).toBe('notTaken');
  expect(statesOf(await readImport(second.address, id))[0]).toBe('UNCERTAIN');

  // It works on, as if nothing had been.
  second.signal('SIGTERM');
  await second.exitCode();
  await retryUncertain(first.address, id);
  expect(statesOf(await importIn(first.address, id, 'COMPLETED'))).toEqual(['IMPORTED', 'IMPORTED', 'IMPORTED']);
  expect(arrivalsInOrder(sandbox, rowCount)).toEqual(onceEach(rowCount));
  expect([takenBy(first), takenBy(second)]).toEqual([1, 2]);
}

/** Once its POST is at Trackier, and the answer on its way; gives how to let the answer in and wake it. */
async function stopAfterPost() {
  const world = await createStopWorld();
  const { sandbox, first, id } = world;
  sandbox.setFaults([{ match: { path: 'import' }, action: { kind: 'hold' } }]);
  await startImport(first.address, id);
  await until(() => postsTo(sandbox) === 1, 5);
  first.signal('SIGSTOP');
  const second = await takeOver(world, id);
  return {
    ...world,
    second,
    wake: async () => {
      sandbox.release();
      await until(() => sandbox.requests.find(({ method }) => method === 'POST')?.status === 200, 5);
      first.signal('SIGCONT');
    },
  };
}

async function stoppedAfterItsPost(): Promise<void> {
  const { sandbox, first, second, id, wake } = await stopAfterPost();
  await wake();
  await first.waitFor(settled);
  expect(stale.exec(first.output())).toBeNull();
  const report = await importIn(second.address, id, 'COMPLETED');
  expect(statesOf(report)).toEqual(['IMPORTED', 'IMPORTED', 'IMPORTED']);
  expect(report.rows).toMatchObject({ imported: rowCount, uncertain: 0 });
  expect(report.batches.edges.map(({ node }) => node.attemptCount)).toEqual([1, 1, 1]);
  expect(arrivalsInOrder(sandbox, rowCount)).toEqual(onceEach(rowCount));
  expect([takenBy(first), takenBy(second)]).toEqual([1, 2]);
}

async function stoppedAfterItsPostAndSentAgain(): Promise<void> {
  const { sandbox, first, second, id, wake } = await stopAfterPost();
  expect(await retryUncertain(second.address, id)).toBe('RUNNING');
  const before = await importIn(second.address, id, 'COMPLETED');
  // Trackier knows two of the rows, and says so.
  expect(before.rows).toMatchObject({ imported: 4, failed: 2 });

  await wake();
  await first.waitFor(settled);
  expect(stale.exec(first.output())?.[1]).toBe('taken');
  expect(await readImport(second.address, id)).toEqual(before);
  // The person was told that the batch may have arrived, and so it had.
  expect(arrivalsInOrder(sandbox, rowCount)).toEqual([2, 2, 1, 1, 1, 1]);
}

const killedRowCount = 120;

/** One of three, in the middle: the others finish, and only what it had out is uncertain. */
async function killed(): Promise<void> {
  const place = await makeDatabase();
  const world = await createWorld(place, { ...settings, TRACKIER_REQUESTS_PER_SECOND: '30' });
  const ask = (sql: string) => askDatabase(place.DATABASE_URL, sql);
  // So long is a batch out that the victim cannot end its own between a look at them and its death.
  world.sandbox.setFaults([{ match: { path: 'import' }, times: 'always', action: { kind: 'delay', delayMs: 800 } }]);
  const victim = await world.start();
  await until(async () => (await ask('select id from instances')).length === 1);
  const [{ id: victimId }] = await ask('select id from instances');
  const [survivor] = await Promise.all([world.start(), world.start()]);
  const url = survivor.address;
  const id = await createImport(url);
  await uploadRows(url, id, killedRowCount);

  const outOfVictim = `select batch_index from bulk_batches where state = 'SENDING' and lease_owner = '${victimId}'`;
  const taken = 'select 1 from bulk_batches where job_id is not null';
  await until(async () => (await ask(outOfVictim)).length > 1 && (await ask(taken)).length > 10, 10);
  victim.signal('SIGKILL');
  await victim.exitCode();
  const wereOut = new Set((await ask(outOfVictim)).map(({ batch_index }) => batch_index));
  expect(wereOut.size).toBeGreaterThan(0);

  // The looks at jobs that the victim had taken on are others' after a minute, for which nobody has to wait here.
  const report = await importWhen(url, id, one => !statesOf(one).some(state => /QUEUED|SENDING/.test(state)));
  const arrived = arrivalsInOrder(world.sandbox, killedRowCount);
  for (const [index, state] of statesOf(report).entries()) {
    const counts = new Set(arrived.slice(2 * index, 2 * index + 2));
    const [states, allowed] = wereOut.has(index) ? [['UNCERTAIN'], [0, 1]] : [['IMPORTED', 'SUBMITTED'], [1]];
    expect([index, states]).toEqual([index, expect.arrayContaining([state])]);
    expect([index, allowed]).toEqual([index, expect.arrayContaining([...counts])]);
  }
  expect(report.rows).toMatchObject({ uncertain: 2 * wereOut.size, queued: 0, unsent: 0 });
}

/** At the same time, as most of it is waiting for leases to run out. */
async function runAll(scenarios: readonly (() => Promise<void>)[]): Promise<void> {
  const results = await Promise.allSettled(scenarios.map(scenario => scenario()));
  const failed = results.find(({ status }) => status === 'rejected');
  if (failed?.status === 'rejected') throw failed.reason;
}

test(
  'an instance that is killed or stopped past its lease sends nothing later, and its late answer counts once',
  patience,
  () =>
    runAll([
      killed,
      stoppedInsideOfItsClaim,
      stoppedBeforeItsPost,
      stoppedAfterItsPost,
      stoppedAfterItsPostAndSentAgain,
    ]),
);
