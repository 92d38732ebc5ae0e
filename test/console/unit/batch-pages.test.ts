import { expect, test } from 'vitest';
import { createBatchPages } from '../../../src/console/bulk-import/batch-pages.ts';
import type { CellBatch } from '../../../src/console/bulk-import/batch-states.ts';
import type { BatchPageRequest } from '../../../src/console/bulk-import/walk-pages.ts';

type State = CellBatch['state'];
type Batch = CellBatch & { readonly index: number };

const settle = (): Promise<void> => new Promise(resolve => void setImmediate(resolve));

/** A gateway with batches in these states, which counts what it is asked, and a clock that goes on when it is told to. */
function createWorld(states: State[]) {
  const requests: BatchPageRequest[] = [];
  const sleeps: { readonly ms: number; readonly wake: () => void }[] = [];
  let failure: Error | null = null;
  const pages = createBatchPages<Batch>({
    read(request) {
      requests.push(request);
      if (failure) return Promise.reject(failure);
      const { first, after, states: wanted } = request;
      const all = states.map((state, index) => ({ index, state, job: null, error: null }));
      const listed = all.filter(({ state }) => wanted === null || wanted.includes(state));
      const rest = listed.filter(({ index }) => after === null || index > Number(after));
      const batches = rest.slice(0, first);
      const endCursor = batches.length > 0 ? String(batches.at(-1)?.index) : null;
      return Promise.resolve({ batches, endCursor, hasNextPage: rest.length > first, totalCount: listed.length });
    },
    sleep: (ms, signal) =>
      new Promise(resolve => {
        sleeps.push({ ms, wake: resolve });
        signal.addEventListener('abort', () => resolve());
      }),
  });
  let version = 0;
  return {
    pages,
    states,
    sleeps,
    fail: (error: Error | null) => void (failure = error),
    /** What is asked for while something goes on, by the index that each page begins at. */
    async asked(act: () => void): Promise<number[]> {
      const before = requests.length;
      act();
      await settle();
      return requests.slice(before).map(({ after }) => (after === null ? 0 : Number(after) + 1));
    },
    change: () => pages.refresh(++version),
    async pass() {
      sleeps.splice(0).forEach(({ wake }) => wake());
      await settle();
    },
    shown: () => pages.range().batches.map(({ state }) => state),
    lastRequest: () => requests.at(-1),
  };
}

const many = (count: number, state: State): State[] => Array.from({ length: count }, () => state);

async function openedWorld(states: State[]) {
  const world = createWorld(states);
  const asked = await world.asked(() => {
    world.pages.load(0);
    world.change();
  });
  await world.pass();
  return { ...world, firstAsked: asked };
}

test('in the beginning each page of the range is read once, and no other', async () => {
  const { firstAsked, pages } = await openedWorld(many(2_500, 'QUEUED'));
  expect(firstAsked).toEqual([0, 100, 200, 300, 400, 500, 600, 700, 800, 900]);
  expect(pages.range()).toMatchObject({ begin: 0, total: 2_500, hasNext: true, failure: null });
});

test('a change costs the pages that are not settled, up to the first that is all queued', async () => {
  const world = await openedWorld([...many(250, 'IMPORTED'), ...many(20, 'SENDING'), ...many(730, 'QUEUED')]);
  world.states.fill('IMPORTED', 0, 265);
  expect(await world.asked(world.change)).toEqual([200, 300]);
  expect(world.shown().filter(state => state === 'SENDING')).toHaveLength(5);
});

test('batches whose job is awaited are read again, those that were given up are not', async () => {
  const world = await openedWorld([...many(150, 'SUBMITTED'), ...many(250, 'QUEUED')]);
  world.states.fill('IMPORTED', 0, 100);
  expect(await world.asked(world.change)).toEqual([0, 100, 200]);
  await world.pass();
  expect(await world.asked(world.change)).toEqual([100, 200]);
});

test('changes that come thick and fast are read once, when their time has come', async () => {
  const world = await openedWorld(many(50, 'SENDING'));
  expect(await world.asked(world.change)).toEqual([0]);
  expect(
    await world.asked(() => {
      for (let i = 0; i < 20; i++) world.change();
    }),
  ).toEqual([]);
  expect(world.sleeps.map(({ ms }) => ms)).toEqual([1_000]);
  expect(await world.asked(() => void world.pass())).toEqual([0]);
});

test('the same version twice is no change', async () => {
  const world = await openedWorld(many(50, 'SENDING'));
  expect(await world.asked(() => world.pages.refresh(1))).toEqual([]);
});

test('a walk of many requests is followed by a longer pause', async () => {
  const world = createWorld(many(1_000, 'QUEUED'));
  await world.asked(() => world.pages.load(0));
  expect(world.sleeps.map(({ ms }) => ms)).toEqual([3_000]);
});

test('after an action everything in sight is read at once, settled or not', async () => {
  const world = await openedWorld(many(300, 'FAILED'));
  await world.asked(world.change);
  world.states.fill('QUEUED', 100, 200);
  expect(await world.asked(() => world.pages.load(1))).toEqual([0, 100, 200]);
  expect(world.shown().indexOf('QUEUED')).toBe(100);
});

test('the rest of a halted batch, a new batch at the end, is found', async () => {
  const world = await openedWorld(many(120, 'IMPORTED'));
  world.states.push('QUEUED');
  expect(await world.asked(world.change)).toEqual([100]);
  expect(world.pages.range().total).toBe(121);
});

test('ranges follow one another, and one goes back the way one came', async () => {
  const world = await openedWorld(many(2_500, 'IMPORTED'));
  expect(await world.asked(() => world.pages.next())).toEqual(Array.from({ length: 10 }, (_, i) => 1_000 + 100 * i));
  await world.pass();
  expect(await world.asked(() => world.pages.next())).toEqual([2_000, 2_100, 2_200, 2_300, 2_400]);
  expect(world.pages.range()).toMatchObject({ begin: 2_000, hasNext: false });
  await world.pass();
  expect((await world.asked(() => world.pages.previous()))[0]).toBe(1_000);
  expect(world.pages.range()).toMatchObject({ begin: 1_000, hasNext: true });
});

test('places are kept for what is still read, so that nothing moves when it comes', async () => {
  const world = await openedWorld(many(2_500, 'IMPORTED'));
  world.pages.next();
  expect(world.pages.range()).toMatchObject({ batches: [], begin: 1_000, total: 2_500, missing: 1_000 });
  await world.pass();
  await world.asked(() => {});
  expect(world.pages.range().missing).toBe(0);
  world.pages.next();
  expect(world.pages.range().missing).toBe(500);
  // How many there are in a state is not known before they are read.
  world.pages.show('HALTED');
  expect(world.pages.range()).toMatchObject({ total: null, missing: 0 });
  await world.pass();
});

test('with a filter only batches in that state are asked for', async () => {
  const world = await openedWorld([...many(900, 'IMPORTED'), 'HALTED', ...many(900, 'IMPORTED'), 'HALTED']);
  expect(await world.asked(() => world.pages.show('HALTED'))).toEqual([0]);
  expect(world.lastRequest()?.states).toEqual(['HALTED']);
  expect(world.pages.range()).toMatchObject({ total: 2, state: 'HALTED' });
  expect(world.pages.range().batches.map(({ index }) => index)).toEqual([900, 1_801]);
});

test('a reading that failed is told, what was read stays, and the next one mends it', async () => {
  const world = await openedWorld(many(10, 'SENDING'));
  world.fail(new Error('away'));
  await world.asked(world.change);
  expect(world.pages.range()).toMatchObject({ failure: { message: 'away' }, total: 10 });
  world.fail(null);
  expect(await world.asked(() => world.pages.retry())).toEqual([0]);
  expect(world.pages.range().failure).toBeNull();
});

test('what was asked for another range does not get into this one', async () => {
  const world = await openedWorld(many(1_500, 'IMPORTED'));
  await world.asked(() => {
    world.pages.next();
    world.pages.previous();
  });
  await world.pass();
  expect(world.pages.range().batches.map(({ index }) => index)).toEqual(Array.from({ length: 1_000 }, (_, i) => i));
});

test('nothing is asked after the end, and everything again after a new beginning', async () => {
  const world = await openedWorld(many(10, 'SENDING'));
  expect(
    await world.asked(() => {
      world.change();
      world.pages.stop();
    }),
  ).toEqual([0]);
  await world.pass();
  expect(await world.asked(() => world.pages.load(0))).toEqual([0]);
});
