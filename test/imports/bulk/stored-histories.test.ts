import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { batchEndOf, type JobEnd } from '../../../src/imports/bulk/batch-figures.ts';
import type { Batch } from '../../../src/imports/bulk/batch-machine.ts';
import { batchFromRecord } from '../../../src/imports/bulk/batch-record.ts';
import type { ClaimedBatch } from '../../../src/imports/bulk/ledger.ts';
import { createMaintenance, type Maintenance } from '../../../src/imports/bulk/maintenance.ts';
import { addCounts, noRows, rowCountsOf, submittedOf } from '../../../src/imports/bulk/row-counts.ts';
import { InvalidStateError } from '../../../src/imports/import-errors.ts';
import type { UncertainPolicy } from '../../../src/store/states.ts';
import { openTestStore, type StoreKind } from '../../support/open-store.ts';
import { sampleJob } from '../worker/sample-job.ts';
import {
  batchError,
  createBulkKit,
  endLook,
  followed,
  look,
  placeImport,
  retentionMs,
  stillClock,
} from './bulk-import-kit.ts';
import { type Dice, World } from './import-world.ts';

type Kit = ReturnType<typeof createBulkKit>;

const sealedKey = 'v1.sealed';

/** An import in the store, beside the same import as the pure machines have it; what happens, happens to both. */
interface Pair extends Kit {
  readonly id: string;
  readonly world: World;
  readonly maintenance: Maintenance;
  /** Attempts that have no answer yet. */
  readonly out: ClaimedBatch[];
  /** Attempts whose answer was called lost, and may come late. */
  readonly lost: ClaimedBatch[];
}

type Step = (pair: Pair, dice: Dice) => Promise<void>;

const jobOf = ({ attemptId }: ClaimedBatch): string => `job-${attemptId}`;

/** Tells the world what the ledger decided to send, and steps both. */
const claim: Step = async pair => {
  const claimed = await pair.claim(pair.id);
  if (!claimed) return;
  pair.out.push(claimed);
  pair.world.stepBatch(pair.world.batches[claimed.batchIndex]!, 'claimed', null);
};

/** The end of an attempt that is the batch's own. */
const settle =
  (end: (pair: Pair, claimed: ClaimedBatch) => Promise<void>): Step =>
  async (pair, { pick }) => {
    const [claimed] = pair.out.splice(pick % Math.max(1, pair.out.length), 1);
    if (claimed) await end(pair, claimed);
  };

const take = settle(async ({ ledger, world }, claimed) => {
  const one = world.batches[claimed.batchIndex]!;
  await ledger.settle(claimed, { type: 'taken', job: sampleJob('PENDING', undefined, jobOf(claimed)) });
  world.stepBatch(one, 'taken', { attempt: one.batch.attempt, jobId: jobOf(claimed) });
  world.step('postTaken', null);
});

const steps: Readonly<Record<string, Step>> = {
  claim,
  claimMore: claim,
  take,
  takeMore: take,
  putBack: settle(async ({ ledger, world }, claimed) => {
    await ledger.unclaim(claimed.importId, claimed.attemptId);
    world.putBack(world.batches[claimed.batchIndex]!);
  }),
  refuseKey: settle(async ({ ledger, world }, claimed) => {
    await ledger.settle(claimed, { type: 'notTaken', error: batchError, stops: 'ACCOUNT_LOCKED' });
    world.putBack(world.batches[claimed.batchIndex]!);
    world.step('keyRefused', { problem: 'ACCOUNT_LOCKED' });
  }),
  refuse: settle(async ({ ledger, world }, claimed) => {
    const one = world.batches[claimed.batchIndex]!;
    await ledger.settle(claimed, { type: 'refused', error: batchError });
    world.stepBatch(one, 'refused', one.batch);
    world.step('firstRejected', null);
  }),
  lose: settle(async ({ ledger, world, lost }, claimed) => {
    const one = world.batches[claimed.batchIndex]!;
    await ledger.settle(claimed, { type: 'answerLost', error: batchError });
    lost.push(claimed);
    world.stepBatch(one, 'answerLost', one.batch);
    const mayResend = world.policy === 'RESEND' && world.status.state === 'RUNNING' && !one.batch.wasResent;
    if (mayResend) world.stepBatch(one, 'resent', null);
  }),
  async ownerDies({ maintenance, world, out, lost }) {
    await maintenance.takeOver();
    for (const claimed of out.splice(0)) {
      const one = world.batches[claimed.batchIndex]!;
      lost.push(claimed);
      world.stepBatch(one, 'leaseExpired', one.batch);
      const mayResend = world.policy === 'RESEND' && world.status.state === 'RUNNING' && !one.batch.wasResent;
      if (mayResend) world.stepBatch(one, 'resent', null);
    }
  },
  async answerLate({ ledger, world, lost, read, id }, { pick }) {
    const [claimed] = lost.splice(pick % 3, 1);
    if (!claimed) return;
    const one = world.batches[claimed.batchIndex]!;
    const isLatest = (await read(id)).batches[claimed.batchIndex]?.attempt_id === claimed.attemptId;
    await ledger.settle(claimed, { type: 'taken', job: sampleJob('PENDING', undefined, jobOf(claimed)) });
    if (!isLatest || one.batch.state !== 'UNCERTAIN') return;
    world.stepBatch(one, 'taken', { attempt: one.batch.attempt, jobId: jobOf(claimed) });
    world.step('wentOn', { by: 'LATE_ANSWER' });
    world.step('postTaken', null);
  },
  async endJob({ ledger, world, read, id }, dice) {
    const index = world.batches.findIndex(({ batch }) => batch.state === 'SUBMITTED' && !batch.isGivenUp);
    const one = world.batches[index];
    if (!one) return;
    const { rowCount } = one.batch;
    const processed = dice.figures === 'all' ? rowCount : dice.pick % (rowCount + 1);
    const imported = dice.pick % (processed + 1);
    const hasFigures = dice.figures === 'all' || dice.figures === 'part';
    const figures = hasFigures ? ([processed, imported, 0, processed - imported] as const) : null;
    await ledger.recordLook(followed(id, (await read(id)).batches[index]!), endLook(dice.jobEnd, figures));
    const summary = figures && {
      processedCount: processed,
      importedCount: imported,
      editedCount: 0,
      errorCount: processed - imported,
    };
    const end = batchEndOf(dice.jobEnd, summary, rowCount);
    world.stepBatch(one, 'jobEnded', { end });
    if (end.state === 'HALTED') world.step('batchHalted', null);
    if (end.state === 'IMPORTED') world.step('batchImported', null);
  },
  async giveUp({ ledger, world, read, id }) {
    const index = world.batches.findIndex(({ batch }) => batch.state === 'SUBMITTED' && !batch.isGivenUp);
    const one = world.batches[index];
    if (!one) return;
    await ledger.recordLook(followed(id, (await read(id)).batches[index]!), look({ givenUp: 'Gone.' }));
    world.stepBatch(one, 'givenUp', null);
  },
  ...Object.fromEntries(
    (['start', 'retryDefault', 'retryFailed', 'retryUncertain', 'cancel'] as const).map(name => [name, command(name)]),
  ),
};

/** A command, which the store refuses where the world does nothing. */
function command(name: 'start' | 'retryDefault' | 'retryFailed' | 'retryUncertain' | 'cancel'): Step {
  return async (pair, dice) => {
    const { bulk, id, world } = pair;
    if (name === 'cancel' && dice.pick % 4 > 0) return;
    const commands = {
      start: () => bulk.start(id),
      cancel: () => bulk.cancel(id),
      retryDefault: () => bulk.retry(id, null),
      retryFailed: () => bulk.retry(id, ['FAILED']),
      retryUncertain: () => bulk.retry(id, ['UNCERTAIN']),
    };
    const before = JSON.stringify([world.status, world.batches]);
    const error = await commands[name]().then(
      () => null,
      (thrown: unknown) => thrown,
    );
    if (error === null) return world.act(name, dice);
    expect(error).toBeInstanceOf(InvalidStateError);
    world.act(name, dice);
    expect(JSON.stringify([world.status, world.batches])).toBe(before);
  };
}

const isAwaited = ({ state, isGivenUp }: Batch): boolean =>
  state === 'SENDING' || (state === 'SUBMITTED' && !isGivenUp);

/** What is kept is what the machines say, and every accepted row is counted once. */
async function expectSame({ world, read, counts, id }: Pair): Promise<void> {
  const { record, batches, lines } = await read(id);
  const { state, problem, is_proven, halts_in_row } = record;
  const status = { state, problem, isProven: is_proven === 1, haltsInRow: halts_in_row };
  expect(status).toEqual(world.status);
  expect(batches.map(batchFromRecord)).toEqual(world.batches.map(({ batch }) => batch));
  const needsKey = state === 'RUNNING' || world.batches.some(({ batch }) => isAwaited(batch));
  expect(record.sealed_key).toBe(needsKey ? sealedKey : null);
  const found = await counts(id);
  const { submitted, total, accepted, rejected, duplicate, ...places } = found;
  expect(places).toEqual(world.batches.map(({ batch }) => rowCountsOf(batch)).reduce(addCounts, noRows));
  expect(places.queued + submitted + places.uncertain + places.unsent).toBe(accepted);
  expect(submitted).toBe(submittedOf(places));
  expect([total, rejected, duplicate]).toEqual([accepted, 0, 0]);
  // Whatever may have to be sent again, or told as unsent, is still there.
  const needed = batches.filter(batch => batch.state !== 'IMPORTED');
  expect(needed.map(batch => lines[batch.batch_index]?.length)).toEqual(needed.map(batch => batch.row_count));
}

const names: readonly string[] = Object.keys(steps).flatMap(name =>
  ['claim', 'take', 'endJob', 'retryDefault'].includes(name) ? [name, name, name, name, name] : [name],
);
const dices: fc.Arbitrary<Dice> = fc.record({
  pick: fc.nat({ max: 10_000 }),
  coin: fc.boolean(),
  jobEnd: fc.constantFrom<JobEnd[]>('COMPLETED', 'COMPLETED', 'COMPLETED', 'FAILED'),
  figures: fc.constantFrom('all', 'part', 'part', 'part', 'none'),
});
const history = fc.array(fc.tuple(fc.constantFrom(...names), dices), { minLength: 20, maxLength: 80, size: 'max' });
const sizes = fc.array(fc.integer({ min: 2, max: 6 }), { minLength: 1, maxLength: 7, size: 'max' });
const policies = fc.constantFrom<UncertainPolicy[]>('HOLD', 'RESEND');

/** What histories must have come by, the rarest last. */
const everything = [
  'batch HALTED',
  'batch UNCERTAIN',
  'import NEEDS_ATTENTION',
  'import CANCELLED',
  'a tail moved',
  'problem ACCOUNT_LOCKED',
  'import COMPLETED',
];

test.each<[StoreKind, number]>([
  ['sqlite', 30],
  ['postgres', 4],
])(
  'an import kept in %s lives through any history as the machines say',
  async (kind, numRuns) => {
    const store = await openTestStore(kind);
    const kit = createBulkKit(store, { keyKeeping: { sealedKey } });
    const maintenance = createMaintenance({
      store,
      instanceId: 'another',
      retentionMs,
      clock: stillClock,
      onBatchOrphaned: () => {},
      onUnfinishedErased: () => {},
      onError: () => {},
    });
    const seen = new Set<string>();
    let imports = 0;
    const property = fc.asyncProperty(sizes, policies, history, async (batchSizes, policy, happenings) => {
      const id = `import-${imports++}`;
      await placeImport(store, id, batchSizes, { state: 'READY', on_uncertain: policy });
      const upload = {
        batchSizes,
        policy,
        autoStart: false,
        hasInvalidRows: false,
        rejectAll: false,
        breaksOffFirst: false,
      };
      const pair: Pair = { ...kit, id, world: new World(upload), maintenance, out: [], lost: [] };
      await kit.bulk.start(id);
      pair.world.act('start', { pick: 0, coin: true, jobEnd: 'COMPLETED', figures: 'all' });
      for (const [name, dice] of happenings) {
        await steps[name]!(pair, dice);
        pair.world.settle();
        await expectSame(pair);
      }
      for (const what of pair.world.seen) seen.add(what);
    });
    await fc.assert(property, { seed: 20_261_125, numRuns, endOnFailure: true });
    expect(everything.slice(0, kind === 'sqlite' ? everything.length : 3).filter(what => !seen.has(what))).toEqual([]);
  },
  120_000,
);
