import { monitorEventLoopDelay } from 'node:perf_hooks';
import { Agent } from 'undici';
import { expect, onTestFinished, test } from 'vitest';
import { ask, createImport, uploadRows } from '../crash/crash-world.ts';
import { openEventStream, type StreamEvent } from '../support/event-stream.ts';
import {
  arrivalsInOrder,
  createWorld,
  importIn,
  makeDatabase,
  onceEach,
  patience,
  postsTo,
  statesOf,
  takenBy,
} from './instances-world.ts';

/** How many of the times, sorted, lie within the busiest window of so many milliseconds. */
function busiest(times: readonly number[], windowMs: number): number {
  return Math.max(...times.map((from, index) => times.slice(index).filter(at => at < from + windowMs).length));
}

test('three instances share the work of one import, and one pace holds over all of them', patience, async () => {
  const pace = 20;
  const world = await createWorld(await makeDatabase(), { TRACKIER_REQUESTS_PER_SECOND: String(pace) });
  const instances = await Promise.all([world.start(), world.start(), world.start()]);
  const [one, two, three] = instances.map(({ address }) => address);
  // Where this process stands still, requests that came one after the other are recorded together.
  const stalls = monitorEventLoopDelay({ resolution: 10 });
  stalls.enable();
  const id = await createImport(one!);
  await uploadRows(two!, id, 120);
  const report = await importIn(three!, id, 'COMPLETED', 'NEEDS_ATTENTION');
  stalls.disable();

  expect(report).toMatchObject({ state: 'COMPLETED', rows: { imported: 120 } });
  expect(new Set(statesOf(report))).toEqual(new Set(['IMPORTED']));
  expect(arrivalsInOrder(world.sandbox, 120)).toEqual(onceEach(120));
  const shares = instances.map(takenBy);
  expect(shares.reduce((sum, share) => sum + share)).toBe(60);
  expect(shares.filter(share => share > 0).length).toBeGreaterThan(1);

  const times = world.sandbox.requests.map(({ at }) => at).toSorted((a, b) => a - b);
  // Of the requests of one second some may be those of the half second before: one may leave 250 ms after its turn, and
  // turns are as much later as the database took to answer. Each keeping the pace for itself, it would be three times the pace.
  const mostMs = 1_500 + stalls.max / 1e6;
  expect(busiest(times, 1_000)).toBeLessThanOrEqual((pace * mostMs) / 1_000);
  expect(busiest(times, 3_000)).toBeLessThanOrEqual((pace * (2_000 + mostMs)) / 1_000);
});

const importWithKey = `mutation { importConversions(input: { conversions: [{ clickId: "a" }], idempotencyKey: "k" }) {
  ... on ImportConversionsPayload { replayed job { id } acceptedCount rejectedCount upstreamMessage }
} }`;

test(
  'one idempotency key at three instances at the same time is one POST, and the same answer for all',
  patience,
  async () => {
    const world = await createWorld(await makeDatabase());
    const instances = await Promise.all([world.start(), world.start(), world.start()]);
    world.sandbox.setFaults([{ match: { path: 'import' }, action: { kind: 'delay', delayMs: 300 } }]);
    const answers = await Promise.all(
      instances.flatMap(({ address }) => [ask(address, importWithKey), ask(address, importWithKey)]),
    );
    const [job] = world.sandbox.jobs;
    expect(answers.filter(({ importConversions }) => importConversions.replayed === false)).toHaveLength(1);
    for (const { importConversions } of answers) {
      expect(importConversions).toMatchObject({ job: { id: job!.id }, acceptedCount: 1, rejectedCount: 0 });
    }
    expect(postsTo(world.sandbox)).toBe(1);
  },
);

const subscription = 'subscription ($id: ID!) { bulkImport(id: $id) { state rows { accepted queued imported } } }';

test('who follows an import at one instance sees what another does, to its end', patience, async () => {
  const world = await createWorld(await makeDatabase());
  world.sandbox.setFaults([
    // The first instance sends nothing more for minutes.
    { match: { path: 'import' }, action: { kind: 'error', code: 50, headers: { 'retry-after': '300' } } },
    { match: { path: 'import', nth: 10 }, action: { kind: 'hold' } },
  ]);
  const follower = await world.start();
  const id = await createImport(follower.address);
  await uploadRows(follower.address, id, 40);
  await follower.waitFor(/"type":"paused"/);
  const agent = new Agent();
  onTestFinished(() => agent.destroy());
  const body = { query: subscription, variables: { id } };
  const stream = await openEventStream(`${follower.address}/graphql`, body, agent);

  const sender = await world.start();
  const events: StreamEvent[] = [];
  let sawProgress = false;
  for await (const event of stream) {
    events.push(event);
    const rows = event.data?.data.bulkImport.rows;
    // One batch is held: nobody can have seen the end yet.
    if (!rows || sawProgress || rows.imported < 30) continue;
    expect(rows.imported).toBeLessThan(40);
    sawProgress = true;
    world.sandbox.release();
  }
  expect(sawProgress).toBe(true);
  expect(events.at(-1)).toMatchObject({ event: 'complete' });
  expect(events.at(-2)?.data.data.bulkImport).toEqual({
    state: 'COMPLETED',
    rows: { accepted: 40, queued: 0, imported: 40 },
  });
  expect([takenBy(follower), takenBy(sender)]).toEqual([0, 20]);
});
