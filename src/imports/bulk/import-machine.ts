import type { BulkImportProblemCode, BulkImportState } from '../../store/states.ts';

/*
 * A bulk import is a file's worth of rows. The machine says when its batches may be sent and when a person is needed. It errs
 * towards stopping: an import that stands still costs a click, one that goes on with a refused key or a wrong mapping
 * costs money. Anything that is not in the table below throws.
 *
 * AWAITING_UPLOAD: created, without content. A PUT begins the upload; cancelling ends it.
 *
 * UPLOADING: one PUT is on its way in. It alone ends this state: back when it broke off or was refused (also by whoever
 *   finds its process dead), on when its last commit is made.
 *
 * READY: everything is checked and stored, nothing was sent. A person starts or cancels it.
 *
 * RUNNING: batches are sent and jobs followed. It ends by itself when nothing is queued, sending or followed any more, and at
 *   once when going on would be pointless: a refused key, a first POST that is rejected, three halts in a row.
 *
 * NEEDS_ATTENTION: nothing is claimed. What was sending or followed still comes to its end, without a change here. A person
 *   starts, retries, resolves or cancels; so does a late answer, but only when uncertain batches were the reason.
 *
 * COMPLETED: nothing is left to do, though rows may have failed or stay without a figure. Only a retry goes on from here.
 *
 * CANCELLED: nothing will be sent. Sent batches still come to their end, and uncertain ones may be settled, without a change here.
 *
 * FAILED: the file was turned down as a whole. Nobody changes it.
 */

/** The part of an import that the rules are about. */
export interface ImportStatus {
  readonly state: BulkImportState;
  readonly problem: BulkImportProblemCode | null;
  /** Trackier took a POST since the last start or going on: more than one may be in flight. */
  readonly isProven: boolean;
  /** Batches that ended HALTED one after the other. */
  readonly haltsInRow: number;
}

/** What the batches of an import say, in batches. */
export interface BatchTally {
  readonly queued: number;
  readonly sending: number;
  /** SUBMITTED and not given up. */
  readonly followed: number;
  readonly uncertain: number;
  /** HALTED with unprocessed rows. */
  readonly halted: number;
  /** FAILED, with or without a job. */
  readonly failed: number;
  readonly cancelled: number;
  /** SUBMITTED without figures for good. */
  readonly givenUp: number;
}

/** What can happen to an import, with what has to be told of it. */
export interface ImportEvents {
  uploadBegan: null;
  /** It broke off, was refused, or its process died. */
  uploadFailed: null;
  /** `hasInvalidRows`: rejected ones or duplicates. `rejectAll`: its policy is REJECT_ALL. */
  uploadDone: {
    readonly acceptedRows: number;
    readonly hasInvalidRows: boolean;
    readonly rejectAll: boolean;
    readonly autoStart: boolean;
  };
  /** A person starts it, or lets it go on with what is queued. */
  started: { readonly acceptedRows: number; readonly tally: BatchTally };
  /** A person retried or resolved something, or the answer to an uncertain batch's POST came after all. */
  wentOn: { readonly by: 'RETRY' | 'RESOLVE' | 'LATE_ANSWER' };
  /** Trackier refused the key, so it would refuse every POST. */
  keyRefused: {
    readonly problem: Extract<
      BulkImportProblemCode,
      'INVALID_API_KEY' | 'PERMISSION_DENIED' | 'IP_NOT_WHITELISTED' | 'ACCOUNT_LOCKED'
    >;
  };
  /** A POST was REQUEST_REJECTED. It stops the import if Trackier took none since the start: the others are like it. */
  firstRejected: null;
  postTaken: null;
  batchHalted: null;
  batchImported: null;
  /** Batches have moved: does the import still have something to do? */
  batchesChanged: { readonly tally: BatchTally };
  cancelled: null;
}

/** What an event makes of an import; null when its state does not allow it. */
type Transition<Event> = (status: ImportStatus, event: Event) => ImportStatus | null;
type Transitions = { readonly [Type in keyof ImportEvents]?: Transition<ImportEvents[Type]> };

/** So many halts in a row are no accident of a few rows, but a wrong mapping. */
const haltsBeforeStop = 3;

/** An import as it is created. */
export const createdStatus: ImportStatus = {
  state: 'AWAITING_UPLOAD',
  problem: null,
  isProven: false,
  haltsInRow: 0,
};

const enter =
  (state: BulkImportState, problem: BulkImportProblemCode | null = null): Transition<unknown> =>
  status => ({ ...status, state, problem });

const unchanged: Transition<unknown> = status => status;

/** From a start or from going on, everything has to be proven anew. */
const goOn = (): ImportStatus => ({ ...createdStatus, state: 'RUNNING' });

const start = (acceptedRows: number): ImportStatus =>
  acceptedRows > 0 ? goOn() : { ...createdStatus, state: 'COMPLETED', problem: 'NOTHING_TO_SEND' };

const needsAttention = (status: ImportStatus, problem: BulkImportProblemCode): ImportStatus => ({
  ...status,
  state: 'NEEDS_ATTENTION',
  problem,
});

/** Uncertain rows first, for they may be lost or paid for twice; then what a retry sends without asking. */
function settle(status: ImportStatus, tally: BatchTally): ImportStatus {
  if (status.state !== 'RUNNING' || tally.queued + tally.sending + tally.followed > 0) return status;
  if (tally.uncertain > 0) return needsAttention(status, 'UNCERTAIN_BATCHES');
  if (tally.halted > 0) return needsAttention(status, 'HALTED_BATCHES');
  if (tally.failed + tally.cancelled > 0) return needsAttention(status, 'FAILED_BATCHES');
  return { ...status, state: 'COMPLETED', problem: tally.givenUp > 0 ? 'JOBS_UNAVAILABLE' : null };
}

/** What batches bring while the import does not send: noted, but no reason to move. */
const noted: Transitions = {
  keyRefused: unchanged,
  firstRejected: unchanged,
  postTaken: status => ({ ...status, isProven: true }),
  batchHalted: status => ({ ...status, haltsInRow: status.haltsInRow + 1 }),
  batchImported: status => ({ ...status, haltsInRow: 0 }),
  batchesChanged: unchanged,
};

/** The rule as a table: what may happen to an import, by its state. */
const transitions: Record<BulkImportState, Transitions> = {
  AWAITING_UPLOAD: {
    uploadBegan: enter('UPLOADING'),
    batchesChanged: unchanged,
    cancelled: enter('CANCELLED'),
  },
  UPLOADING: {
    uploadFailed: enter('AWAITING_UPLOAD'),
    uploadDone: (status, { acceptedRows, hasInvalidRows, rejectAll, autoStart }) => {
      if (rejectAll && hasInvalidRows) return { ...status, state: 'FAILED', problem: 'INVALID_ROWS' };
      return autoStart ? start(acceptedRows) : { ...status, state: 'READY' };
    },
    batchesChanged: unchanged,
  },
  READY: {
    started: (_, { acceptedRows, tally }) => settle(start(acceptedRows), tally),
    batchesChanged: unchanged,
    cancelled: enter('CANCELLED'),
  },
  RUNNING: {
    ...noted,
    wentOn: unchanged,
    keyRefused: (status, { problem }) => needsAttention(status, problem),
    firstRejected: status => (status.isProven ? status : needsAttention(status, 'REQUEST_REJECTED')),
    batchHalted: status => {
      const haltsInRow = status.haltsInRow + 1;
      const next = { ...status, haltsInRow };
      return haltsInRow < haltsBeforeStop ? next : needsAttention(next, 'REPEATED_HALTS');
    },
    batchesChanged: (status, { tally }) => settle(status, tally),
    cancelled: enter('CANCELLED'),
  },
  NEEDS_ATTENTION: {
    ...noted,
    started: (_, { tally }) => settle(goOn(), tally),
    // An answer says nothing about a refused key or a wrong mapping: those wait for a person.
    wentOn: (status, { by }) => (by === 'LATE_ANSWER' && status.problem !== 'UNCERTAIN_BATCHES' ? status : goOn()),
    cancelled: enter('CANCELLED'),
  },
  COMPLETED: { ...noted, wentOn: (_, { by }) => (by === 'RETRY' ? goOn() : null) },
  CANCELLED: { ...noted, wentOn: (status, { by }) => (by === 'RETRY' ? null : status) },
  FAILED: { batchesChanged: unchanged },
};

/** Something happened to an import that its state does not allow; nothing has changed. */
export class ImportTransitionError extends Error {
  override readonly name = 'ImportTransitionError';
  readonly state: BulkImportState;

  constructor(state: BulkImportState, type: keyof ImportEvents) {
    super(`A bulk import that is ${state} does not allow "${type}".`);
    this.state = state;
  }
}

/** The import after an event. Throws ImportTransitionError for what its state does not allow. */
export function stepImport<Type extends keyof ImportEvents>(
  status: ImportStatus,
  type: Type,
  event: ImportEvents[Type],
): ImportStatus {
  const transition: Transitions[Type] = transitions[status.state][type];
  const next = transition?.(status, event) ?? null;
  if (next === null) throw new ImportTransitionError(status.state, type);
  return next;
}

/** It ends a subscription. A retry can still take a COMPLETED import on, for whoever subscribes again. */
export const isFinal = (state: BulkImportState): boolean =>
  state === 'COMPLETED' || state === 'CANCELLED' || state === 'FAILED';
