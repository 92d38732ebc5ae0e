import { batchEndOf, type JobEnd } from '../../../src/imports/bulk/batch-figures.ts';
import {
  type Batch,
  type BatchEvents,
  BatchTransitionError,
  queuedBatch,
  stepBatch,
} from '../../../src/imports/bulk/batch-machine.ts';
import {
  type BatchTally,
  createdStatus,
  type ImportEvents,
  type ImportStatus,
  stepImport,
} from '../../../src/imports/bulk/import-machine.ts';
import type { BatchState, UncertainPolicy } from '../../../src/store/states.ts';
import type { ImportJobSummary } from '../../../src/trackier/import-job.ts';

/** A batch with what nobody in the gateway knows: its rows by name, and answers that are still on their way. */
export interface WorldBatch {
  batch: Batch;
  readonly rows: number[];
  /** How often the policy, not a person, has sent it again. */
  resends: number;
  readonly lateAnswers: { readonly attempt: number; readonly jobId: string }[];
}

/** What decides how an action turns out. */
export interface Dice {
  readonly pick: number;
  readonly coin: boolean;
  readonly jobEnd: JobEnd;
  readonly figures: 'all' | 'part' | 'none' | 'nonsense';
}

/** The upload that a world begins with. */
export interface WorldOptions {
  readonly batchSizes: readonly number[];
  readonly policy: UncertainPolicy;
  readonly autoStart: boolean;
  readonly hasInvalidRows: boolean;
  readonly rejectAll: boolean;
  readonly breaksOffFirst: boolean;
}

const keyProblems = ['INVALID_API_KEY', 'PERMISSION_DENIED', 'IP_NOT_WHITELISTED', 'ACCOUNT_LOCKED'] as const;

/** One import and its batches, a Trackier that keeps the rows it gets, and a person. Drives the machines as the gateway has to. */
export class World {
  status: ImportStatus = createdStatus;
  readonly batches: WorldBatch[];
  readonly acceptedRows: number;
  readonly policy: UncertainPolicy;
  /** Rows that arrived at Trackier since somebody last agreed to their being sent again. */
  readonly there = new Set<number>();
  /** Rows that arrived although they were there, which is money paid twice. */
  readonly twice = new Set<number>();
  /** Late answers that were believed, and whether they were the latest attempt's of an uncertain batch. */
  readonly believed: boolean[] = [];
  readonly seen = new Set<string>();

  constructor({ batchSizes, policy, breaksOffFirst, ...upload }: WorldOptions) {
    let nextRow = 0;
    this.policy = policy;
    this.batches = batchSizes.map(size => newBatch(Array.from({ length: size }, () => nextRow++)));
    this.acceptedRows = nextRow;
    this.see();
    this.step('uploadBegan', null);
    if (breaksOffFirst) {
      this.step('uploadFailed', null);
      this.step('uploadBegan', null);
    }
    this.step('uploadDone', { ...upload, acceptedRows: nextRow });
    if (this.status.state === 'FAILED') this.cancelQueued();
    this.settle();
  }

  /** Lets something happen, if it can. */
  act(action: Action, dice: Dice): void {
    actions[action](this, dice);
    this.settle();
  }

  step<Type extends keyof ImportEvents>(type: Type, event: ImportEvents[Type]): void {
    this.status = stepImport(this.status, type, event);
    this.see();
  }

  stepBatch<Type extends keyof BatchEvents>(one: WorldBatch, type: Type, event: BatchEvents[Type]): void {
    one.batch = stepBatch(one.batch, type, event);
    this.seen.add(`batch ${one.batch.state}`);
  }

  pick(state: BatchState, { pick }: Dice): WorldBatch | undefined {
    const candidates = this.batches.filter(({ batch }) => batch.state === state && !batch.isGivenUp);
    return candidates[pick % candidates.length];
  }

  arrive({ rows }: WorldBatch): void {
    for (const row of rows) (this.there.has(row) ? this.twice : this.there).add(row);
  }

  consent(rows: readonly number[]): void {
    for (const row of rows) this.there.delete(row);
  }

  putBack(one: WorldBatch): void {
    this.stepBatch(one, 'notTaken', one.batch);
    if (this.status.state === 'CANCELLED') this.cancelQueued();
  }

  cancelQueued(): void {
    for (const one of this.batches) if (one.batch.state === 'QUEUED') this.stepBatch(one, 'cancelled', null);
  }

  tally(): BatchTally {
    const count = (isCounted: (batch: Batch) => boolean) => this.batches.filter(({ batch }) => isCounted(batch)).length;
    return {
      queued: count(({ state }) => state === 'QUEUED'),
      sending: count(({ state }) => state === 'SENDING'),
      followed: count(({ state, isGivenUp }) => state === 'SUBMITTED' && !isGivenUp),
      uncertain: count(({ state }) => state === 'UNCERTAIN'),
      halted: count(({ state, figures }) => state === 'HALTED' && figures?.unprocessed !== 0),
      failed: count(({ state }) => state === 'FAILED'),
      cancelled: count(({ state }) => state === 'CANCELLED'),
      givenUp: count(({ state, isGivenUp }) => state === 'SUBMITTED' && isGivenUp),
    };
  }

  /** Lets the import see that batches have moved. */
  settle(): void {
    this.step('batchesChanged', { tally: this.tally() });
  }

  private see(): void {
    this.seen.add(`import ${this.status.state}`);
    if (this.status.problem !== null) this.seen.add(`problem ${this.status.problem}`);
  }
}

const newBatch = (rows: number[]): WorldBatch => ({
  batch: queuedBatch(rows.length),
  rows,
  resends: 0,
  lateAnswers: [],
});

/** Everything that the sender, the follower of jobs, the policy and a person may do. */
export const actions = {
  claim(world: World, dice: Dice): void {
    const one = world.pick('QUEUED', dice);
    const isAlone = !world.batches.some(({ batch }) => batch.state === 'SENDING');
    if (one && world.status.state === 'RUNNING' && (world.status.isProven || isAlone)) {
      world.stepBatch(one, 'claimed', null);
    }
  },
  take(world: World, dice: Dice): void {
    const one = world.pick('SENDING', dice);
    if (!one) return;
    world.arrive(one);
    world.stepBatch(one, 'taken', { attempt: one.batch.attempt, jobId: `job ${one.batch.attempt}` });
    world.step('postTaken', null);
  },
  putBack(world: World, dice: Dice): void {
    const one = world.pick('SENDING', dice);
    if (one) world.putBack(one);
  },
  refuseKey(world: World, dice: Dice): void {
    const one = world.pick('SENDING', dice);
    if (!one) return;
    world.putBack(one);
    world.step('keyRefused', { problem: keyProblems[dice.pick % keyProblems.length] ?? 'ACCOUNT_LOCKED' });
  },
  refuse(world: World, dice: Dice): void {
    const one = world.pick('SENDING', dice);
    if (!one) return;
    world.stepBatch(one, 'refused', one.batch);
    world.step('firstRejected', null);
  },
  lose(world: World, dice: Dice): void {
    const one = world.pick('SENDING', dice);
    if (!one) return;
    const { attempt } = one.batch;
    if (dice.coin) {
      world.arrive(one);
      one.lateAnswers.push({ attempt, jobId: `late job ${attempt}` });
    }
    world.stepBatch(one, dice.pick % 2 === 0 ? 'answerLost' : 'leaseExpired', { attempt });
    if (world.policy !== 'RESEND' || world.status.state !== 'RUNNING' || !allows(world, one, 'resent', null)) return;
    one.resends += 1;
    world.consent(one.rows);
  },
  answerLate(world: World, { pick }: Dice): void {
    const waiting = world.batches.filter(({ lateAnswers }) => lateAnswers.length > 0);
    const one = waiting[pick % waiting.length];
    const answer = one?.lateAnswers.splice(pick % one.lateAnswers.length, 1)[0];
    if (!one || !answer) return;
    const { state, attempt } = one.batch;
    if (!allows(world, one, 'taken', answer)) return;
    world.believed.push(state === 'UNCERTAIN' && attempt === answer.attempt);
    world.step('wentOn', { by: 'LATE_ANSWER' });
  },
  endJob(world: World, dice: Dice): void {
    const one = world.pick('SUBMITTED', dice);
    if (!one) return;
    const end = batchEndOf(dice.jobEnd, summaryBy(dice, one.batch.rowCount), one.batch.rowCount);
    world.stepBatch(one, 'jobEnded', { end });
    if (end.state === 'HALTED') world.step('batchHalted', null);
    if (end.state === 'IMPORTED') world.step('batchImported', null);
  },
  giveUp(world: World, dice: Dice): void {
    const one = world.pick('SUBMITTED', dice);
    if (one) world.stepBatch(one, 'givenUp', null);
  },
  nameJob(world: World, dice: Dice): void {
    const one = world.pick('UNCERTAIN', dice);
    // A person who names a job has seen it.
    if (!one?.rows.every(row => world.there.has(row))) return;
    world.stepBatch(one, 'jobNamed', { jobId: 'named job' });
    world.step('wentOn', { by: 'RESOLVE' });
  },
  sayItIsLost(world: World, dice: Dice): void {
    const one = world.pick('UNCERTAIN', dice);
    if (!one || world.status.state === 'CANCELLED') return;
    world.stepBatch(one, 'requeued', null);
    world.consent(one.rows);
    world.step('wentOn', { by: 'RESOLVE' });
  },
  retryDefault: (world: World): void => retry(world, batch => batch.state === 'FAILED' && batch.jobId === null, true),
  retryFailed: (world: World): void => retry(world, batch => batch.state === 'FAILED', false),
  retryUncertain: (world: World): void => retry(world, batch => batch.state === 'UNCERTAIN', false),
  start(world: World): void {
    if (!['READY', 'NEEDS_ATTENTION'].includes(world.status.state)) return;
    world.step('started', { acceptedRows: world.acceptedRows, tally: world.tally() });
  },
  cancel(world: World, { pick }: Dice): void {
    // Seldom, for it ends most of what can happen.
    if (pick % 4 > 0 || !['READY', 'RUNNING', 'NEEDS_ATTENTION'].includes(world.status.state)) return;
    world.step('cancelled', null);
    world.cancelQueued();
  },
};

/** Takes a step that the rules may well refuse. */
function allows<Type extends keyof BatchEvents>(
  world: World,
  one: WorldBatch,
  type: Type,
  event: BatchEvents[Type],
): boolean {
  try {
    world.stepBatch(one, type, event);
    return true;
  } catch (error) {
    if (error instanceof BatchTransitionError) return false;
    throw error;
  }
}

/** Something that may happen in a world. */
export type Action = keyof typeof actions;

function retry(world: World, isMeant: (batch: Batch) => boolean, moveTails: boolean): void {
  if (!['NEEDS_ATTENTION', 'COMPLETED'].includes(world.status.state)) return;
  const meant = world.batches.filter(({ batch }) => isMeant(batch));
  const halted = world.batches.filter(({ batch }) => moveTails && batch.state === 'HALTED' && !batch.tailMoved);
  for (const one of meant) {
    // To send again what was refused nobody's consent is needed: it must not be there.
    if (one.batch.state === 'UNCERTAIN' || one.batch.jobId !== null) world.consent(one.rows);
    world.stepBatch(one, 'requeued', null);
  }
  for (const one of halted) {
    const tail = one.rows.splice(-(one.batch.figures?.unprocessed ?? 0));
    world.consent(tail);
    world.stepBatch(one, 'tailMoved', null);
    world.batches.push(newBatch(tail));
    world.seen.add('a tail moved');
  }
  if (meant.length + halted.length > 0) world.step('wentOn', { by: 'RETRY' });
}

function summaryBy({ figures, pick }: Dice, rowCount: number): ImportJobSummary | null {
  if (figures === 'none') return null;
  if (figures === 'nonsense') {
    return { processedCount: pick % 7, importedCount: pick % 5, editedCount: pick % 3, errorCount: pick % 2 };
  }
  const processedCount = figures === 'all' ? rowCount : pick % rowCount;
  const importedCount = pick % (processedCount + 1);
  const editedCount = Math.floor(pick / 7) % (processedCount - importedCount + 1);
  return { processedCount, importedCount, editedCount, errorCount: processedCount - importedCount - editedCount };
}
