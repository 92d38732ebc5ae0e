import { expect, test } from 'vitest';
import {
  type BatchTally,
  createdStatus,
  type ImportEvents,
  type ImportStatus,
  isFinal,
  stepImport,
} from '../../../src/imports/bulk/import-machine.ts';
import type { BulkImportState } from '../../../src/store/states.ts';

const nothing: BatchTally = {
  queued: 0,
  sending: 0,
  followed: 0,
  uncertain: 0,
  halted: 0,
  failed: 0,
  cancelled: 0,
  givenUp: 0,
};

const inState = (state: BulkImportState, more: Partial<ImportStatus> = {}): ImportStatus => ({
  ...createdStatus,
  state,
  ...more,
});
const attention = (problem: ImportStatus['problem'], more: Partial<ImportStatus> = {}): ImportStatus =>
  inState('NEEDS_ATTENTION', { problem, ...more });

/** One import of every kind that the rules tell apart. */
const kinds = {
  'awaiting its upload': createdStatus,
  uploading: inState('UPLOADING'),
  ready: inState('READY'),
  running: inState('RUNNING', { haltsInRow: 1 }),
  proven: inState('RUNNING', { isProven: true }),
  'two halts on': inState('RUNNING', { isProven: true, haltsInRow: 2 }),
  'stopped by the key': attention('INVALID_API_KEY', { isProven: true, haltsInRow: 1 }),
  'stopped by halts': attention('REPEATED_HALTS', { isProven: true, haltsInRow: 3 }),
  'stopped by uncertain batches': attention('UNCERTAIN_BATCHES', { isProven: true, haltsInRow: 1 }),
  completed: inState('COMPLETED', { isProven: true, haltsInRow: 2, problem: 'JOBS_UNAVAILABLE' }),
  cancelled: inState('CANCELLED', { haltsInRow: 2 }),
  failed: inState('FAILED', { problem: 'INVALID_ROWS' }),
} as const satisfies Record<string, ImportStatus>;
type Kind = keyof typeof kinds;

const upload = { acceptedRows: 5, hasInvalidRows: false, rejectAll: true, autoStart: false };
const start = { acceptedRows: 5, tally: { ...nothing, queued: 2 } };
const idle = { acceptedRows: 5, tally: { ...nothing, uncertain: 1 } };
const noAccepted = { acceptedRows: 0, tally: nothing };

const after =
  <Type extends keyof ImportEvents>(type: Type, event: ImportEvents[Type]) =>
  (status: ImportStatus): ImportStatus =>
    stepImport(status, type, event);

const events = {
  uploadBegan: after('uploadBegan', null),
  uploadFailed: after('uploadFailed', null),
  uploadDone: after('uploadDone', upload),
  'uploadDone and autoStart': after('uploadDone', { ...upload, autoStart: true }),
  'uploadDone and autoStart of nothing': after('uploadDone', { ...upload, autoStart: true, acceptedRows: 0 }),
  'uploadDone, invalid rows refused': after('uploadDone', { ...upload, autoStart: true, hasInvalidRows: true }),
  'uploadDone, invalid rows skipped': after('uploadDone', { ...upload, rejectAll: false, hasInvalidRows: true }),
  started: after('started', start),
  'started with nothing but uncertain batches': after('started', idle),
  'started without accepted rows': after('started', noAccepted),
  'wentOn by a retry': after('wentOn', { by: 'RETRY' }),
  'wentOn by a resolve': after('wentOn', { by: 'RESOLVE' }),
  'wentOn by a late answer': after('wentOn', { by: 'LATE_ANSWER' }),
  keyRefused: after('keyRefused', { problem: 'PERMISSION_DENIED' }),
  firstRejected: after('firstRejected', null),
  postTaken: after('postTaken', null),
  batchHalted: after('batchHalted', null),
  batchImported: after('batchImported', null),
  'batchesChanged to none': after('batchesChanged', { tally: nothing }),
  'batchesChanged with some queued': after('batchesChanged', { tally: { ...nothing, queued: 1, uncertain: 1 } }),
  cancelled: after('cancelled', null),
};

type Way = [Kind, keyof typeof events, ImportStatus];
const goingOn = inState('RUNNING');
const emptyAtOnce = inState('COMPLETED', { problem: 'NOTHING_TO_SEND' });
const cancelling = (kind: Kind): Way => [kind, 'cancelled', { ...kinds[kind], state: 'CANCELLED', problem: null }];
const unsettled = (kind: Kind): Way[] => [
  [kind, 'batchesChanged to none', kinds[kind]],
  [kind, 'batchesChanged with some queued', kinds[kind]],
];

const waysOfRunning = (kind: 'running' | 'proven' | 'two halts on'): Way[] => [
  [kind, 'wentOn by a retry', kinds[kind]],
  [kind, 'wentOn by a resolve', kinds[kind]],
  [kind, 'wentOn by a late answer', kinds[kind]],
  [kind, 'keyRefused', { ...kinds[kind], state: 'NEEDS_ATTENTION', problem: 'PERMISSION_DENIED' }],
  [kind, 'postTaken', { ...kinds[kind], isProven: true }],
  [kind, 'batchImported', { ...kinds[kind], haltsInRow: 0 }],
  [kind, 'batchesChanged to none', { ...kinds[kind], state: 'COMPLETED' }],
  [kind, 'batchesChanged with some queued', kinds[kind]],
  cancelling(kind),
];

/** What batches bring to an import that does not send any more. */
const noted = (kind: Kind): Way[] => [
  [kind, 'keyRefused', kinds[kind]],
  [kind, 'firstRejected', kinds[kind]],
  [kind, 'postTaken', { ...kinds[kind], isProven: true }],
  [kind, 'batchHalted', { ...kinds[kind], haltsInRow: kinds[kind].haltsInRow + 1 }],
  [kind, 'batchImported', { ...kinds[kind], haltsInRow: 0 }],
  ...unsettled(kind),
];

const waysOfStopped = (
  kind: 'stopped by the key' | 'stopped by halts' | 'stopped by uncertain batches',
  afterLateAnswer: ImportStatus,
): Way[] => [
  [kind, 'started', goingOn],
  [kind, 'started with nothing but uncertain batches', attention('UNCERTAIN_BATCHES')],
  [kind, 'started without accepted rows', inState('COMPLETED')],
  [kind, 'wentOn by a retry', goingOn],
  [kind, 'wentOn by a resolve', goingOn],
  [kind, 'wentOn by a late answer', afterLateAnswer],
  ...noted(kind),
  cancelling(kind),
];

/** Everything that is allowed: what it makes of which kind of import. */
const ways: readonly Way[] = [
  ['awaiting its upload', 'uploadBegan', kinds.uploading],
  cancelling('awaiting its upload'),
  ...unsettled('awaiting its upload'),
  ['uploading', 'uploadFailed', createdStatus],
  ['uploading', 'uploadDone', kinds.ready],
  ['uploading', 'uploadDone and autoStart', goingOn],
  ['uploading', 'uploadDone and autoStart of nothing', emptyAtOnce],
  ['uploading', 'uploadDone, invalid rows refused', kinds.failed],
  ['uploading', 'uploadDone, invalid rows skipped', kinds.ready],
  ...unsettled('uploading'),
  ['ready', 'started', goingOn],
  ['ready', 'started with nothing but uncertain batches', attention('UNCERTAIN_BATCHES')],
  ['ready', 'started without accepted rows', emptyAtOnce],
  cancelling('ready'),
  ...unsettled('ready'),
  ['running', 'firstRejected', attention('REQUEST_REJECTED', { haltsInRow: 1 })],
  ['running', 'batchHalted', { ...kinds.running, haltsInRow: 2 }],
  ...waysOfRunning('running'),
  ['proven', 'firstRejected', kinds.proven],
  ['proven', 'batchHalted', { ...kinds.proven, haltsInRow: 1 }],
  ...waysOfRunning('proven'),
  ['two halts on', 'firstRejected', kinds['two halts on']],
  ['two halts on', 'batchHalted', kinds['stopped by halts']],
  ...waysOfRunning('two halts on'),
  ...waysOfStopped('stopped by the key', kinds['stopped by the key']),
  ...waysOfStopped('stopped by halts', kinds['stopped by halts']),
  ...waysOfStopped('stopped by uncertain batches', goingOn),
  ['completed', 'wentOn by a retry', goingOn],
  ...noted('completed'),
  ['cancelled', 'wentOn by a resolve', kinds.cancelled],
  ['cancelled', 'wentOn by a late answer', kinds.cancelled],
  ...noted('cancelled'),
  ...unsettled('failed'),
];

test.each(ways)('an import that is %s follows %s', (kind, event, expected) => {
  expect(events[event](kinds[kind])).toEqual(expected);
});

function outcomeOf(step: () => ImportStatus): unknown {
  try {
    return step();
  } catch (error) {
    return error;
  }
}

test.each(Object.entries<ImportStatus>(kinds))('an import that is %s refuses everything else', (kind, status) => {
  const refusal = expect.objectContaining({ name: 'ImportTransitionError', state: status.state });
  const allowed = new Set<string>(ways.flatMap(([of, event]) => (of === kind ? [event] : [])));
  const others = Object.entries(events).filter(([event]) => !allowed.has(event));
  expect(others.length).toBeGreaterThan(0);
  const outcomes = others.map(([event, step]) => [event, outcomeOf(() => step(status))]);
  expect(outcomes).toEqual(others.map(([event]) => [event, refusal]));
});

const settlements: [string, Partial<BatchTally>, Pick<ImportStatus, 'state' | 'problem'>][] = [
  ['something queued', { queued: 1, uncertain: 1 }, { state: 'RUNNING', problem: null }],
  ['something on its way', { sending: 1, halted: 1 }, { state: 'RUNNING', problem: null }],
  ['something followed', { followed: 1, failed: 1 }, { state: 'RUNNING', problem: null }],
  [
    'all that can need a person',
    { uncertain: 1, halted: 1, failed: 1, cancelled: 1, givenUp: 1 },
    { state: 'NEEDS_ATTENTION', problem: 'UNCERTAIN_BATCHES' },
  ],
  [
    'halted and failed batches',
    { halted: 1, failed: 1, cancelled: 1, givenUp: 1 },
    { state: 'NEEDS_ATTENTION', problem: 'HALTED_BATCHES' },
  ],
  ['failed batches', { failed: 1, givenUp: 1 }, { state: 'NEEDS_ATTENTION', problem: 'FAILED_BATCHES' }],
  ['unsent rows', { cancelled: 1 }, { state: 'NEEDS_ATTENTION', problem: 'FAILED_BATCHES' }],
  ['rows without a figure for good', { givenUp: 1 }, { state: 'COMPLETED', problem: 'JOBS_UNAVAILABLE' }],
  ['nothing that is open', {}, { state: 'COMPLETED', problem: null }],
];

test.each(settlements)('a running import whose batches leave %s settles accordingly', (_, tally, expected) => {
  const status = stepImport(kinds.proven, 'batchesChanged', { tally: { ...nothing, ...tally } });
  expect(status).toEqual({ ...kinds.proven, ...expected });
});

test('three halts in a row stop an import, but not with an imported batch between them', () => {
  const halt = events.batchHalted;
  const afterTwo = halt(halt(goingOn));
  expect(afterTwo.state).toBe('RUNNING');
  expect(halt(events.batchImported(afterTwo)).state).toBe('RUNNING');
  expect(halt(afterTwo)).toMatchObject({ state: 'NEEDS_ATTENTION', problem: 'REPEATED_HALTS' });
});

test('completed, cancelled and failed imports end a subscription, others do not', () => {
  const finals = new Set(Object.values(kinds).flatMap(({ state }) => (isFinal(state) ? [state] : [])));
  expect([...finals]).toEqual(['COMPLETED', 'CANCELLED', 'FAILED']);
});
