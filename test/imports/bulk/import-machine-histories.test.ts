import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Batch } from '../../../src/imports/bulk/batch-machine.ts';
import { acceptedOf, addCounts, noRows, rowCountsOf } from '../../../src/imports/bulk/row-counts.ts';
import { type Action, actions, type Dice, World, type WorldOptions } from './import-world.ts';

const options: fc.Arbitrary<WorldOptions> = fc.record({
  batchSizes: fc.array(fc.integer({ min: 1, max: 6 }), { maxLength: 5, size: 'max' }),
  policy: fc.constantFrom('HOLD', 'RESEND'),
  autoStart: fc.boolean(),
  hasInvalidRows: fc.boolean(),
  rejectAll: fc.integer({ min: 0, max: 9 }).map(dice => dice === 0),
  breaksOffFirst: fc.boolean(),
});
const isAction = (name: string): name is Action => name in actions;
// What moves batches forward comes more often, or most of them would never get anywhere.
const actionNames = Object.keys(actions)
  .filter(isAction)
  .flatMap(name => (['claim', 'take', 'endJob'].includes(name) ? [name, name, name, name] : [name]));
const happening: fc.Arbitrary<[Action, Dice]> = fc.tuple(
  fc.constantFrom(...actionNames),
  fc.record({
    pick: fc.nat({ max: 10_000 }),
    coin: fc.boolean(),
    jobEnd: fc.constantFrom('COMPLETED', 'COMPLETED', 'COMPLETED', 'FAILED'),
    figures: fc.constantFrom('all', 'all', 'part', 'part', 'none', 'nonsense'),
  }),
);
const history = fc.array(happening, { minLength: 1, maxLength: 120, size: 'max' });

/** Every accepted row is in one place, and counted there. */
function checkCounts({ batches, acceptedRows }: World): void {
  for (const { batch, rows } of batches) expect(acceptedOf(rowCountsOf(batch))).toBe(rows.length);
  expect(batches.flatMap(({ rows }) => rows).toSorted((a, b) => a - b)).toEqual([...Array(acceptedRows).keys()]);
  const counts = batches.map(({ batch }) => rowCountsOf(batch)).reduce(addCounts, noRows);
  expect(acceptedOf(counts)).toBe(acceptedRows);
  expect(Object.values(counts).filter(count => count < 0)).toEqual([]);
}

/** Nothing arrives a second time unless somebody agreed to it, and what is said of a row's whereabouts is true. */
function checkArrivals({ batches, there, twice, believed }: World): void {
  expect([...twice]).toEqual([]);
  expect(believed).not.toContain(false);
  expect(batches.filter(({ resends }) => resends > 1)).toEqual([]);
  for (const { batch, rows } of batches) {
    const { queued, unsent } = rowCountsOf(batch);
    const isKnown = batch.state !== 'UNCERTAIN';
    const mustBeThere = queued + unsent === 0;
    expect(rows.filter(row => isKnown && there.has(row) !== mustBeThere)).toEqual([]);
  }
}

/** The import's state is what the contract says of its rows, whatever way led to it. */
function checkState({ status, batches, acceptedRows }: World): void {
  const counts = batches.map(({ batch }) => rowCountsOf(batch)).reduce(addCounts, noRows);
  const isUnderWay = batches.some(({ batch }) => isMoving(batch));
  const hasFailedBatch = batches.some(({ batch }) => batch.state === 'FAILED');
  const { queued, uncertain, unprocessed, unsent, awaiting } = counts;
  const isOpen = uncertain + unprocessed + unsent > 0 || hasFailedBatch;
  const rules: Record<string, boolean> = {
    READY: queued === acceptedRows,
    RUNNING: isUnderWay && status.problem === null,
    NEEDS_ATTENTION: status.problem !== null,
    COMPLETED: !isUnderWay && !isOpen && (status.problem === 'JOBS_UNAVAILABLE') === awaiting > 0,
    CANCELLED: status.problem === null && !batches.some(({ batch }) => batch.state === 'QUEUED'),
    FAILED: unsent === acceptedRows,
    UNCERTAIN_BATCHES: !isUnderWay && uncertain > 0,
    HALTED_BATCHES: !isUnderWay && uncertain === 0 && unprocessed > 0,
    FAILED_BATCHES: !isUnderWay && uncertain === 0 && hasFailedBatch,
    NOTHING_TO_SEND: acceptedRows === 0,
  };
  const broken = [status.state, status.problem ?? ''].filter(name => rules[name] === false);
  expect(broken).toEqual([]);
}

const isMoving = ({ state, isGivenUp }: Batch): boolean =>
  state === 'QUEUED' || state === 'SENDING' || (state === 'SUBMITTED' && !isGivenUp);

/** What is over for a batch stays over, and no attempt comes back. */
function checkLasting(before: readonly Batch[], after: readonly Batch[]): void {
  for (const [index, batch] of before.entries()) {
    const now = after[index] ?? batch;
    expect(now.attempt).toBeGreaterThanOrEqual(batch.attempt);
    const isOver = batch.state === 'IMPORTED' || batch.state === 'CANCELLED' || batch.tailMoved;
    expect(isOver ? now : batch).toEqual(batch);
  }
}

test('whatever happens to an import, its rows add up, none is paid for twice unasked, and its state tells the truth', () => {
  const seen = new Set<string>();
  fc.assert(
    fc.property(options, history, (option, happenings) => {
      const world = new World(option);
      checkCounts(world);
      checkState(world);
      for (const [action, dice] of happenings) {
        const before = world.batches.map(({ batch }) => batch);
        world.act(action, dice);
        checkCounts(world);
        checkArrivals(world);
        checkState(world);
        checkLasting(
          before,
          world.batches.map(({ batch }) => batch),
        );
      }
      for (const what of world.seen) seen.add(what);
    }),
    { seed: 20_261_122, numRuns: 400 },
  );
  expect([...seen].toSorted()).toEqual(everything);
});

const everything = [
  'a tail moved',
  ...['CANCELLED', 'FAILED', 'HALTED', 'IMPORTED', 'QUEUED', 'SENDING', 'SUBMITTED', 'UNCERTAIN'].map(
    state => `batch ${state}`,
  ),
  ...['AWAITING_UPLOAD', 'CANCELLED', 'COMPLETED', 'FAILED', 'NEEDS_ATTENTION', 'READY', 'RUNNING', 'UPLOADING'].map(
    state => `import ${state}`,
  ),
  ...[
    'ACCOUNT_LOCKED',
    'FAILED_BATCHES',
    'HALTED_BATCHES',
    'INVALID_API_KEY',
    'INVALID_ROWS',
    'IP_NOT_WHITELISTED',
    'JOBS_UNAVAILABLE',
    'NOTHING_TO_SEND',
    'PERMISSION_DENIED',
    'REPEATED_HALTS',
    'REQUEST_REJECTED',
    'UNCERTAIN_BATCHES',
  ].map(problem => `problem ${problem}`),
];
