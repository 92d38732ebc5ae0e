import { expect, test } from 'vitest';
import { type Batch, type BatchEvents, queuedBatch, stepBatch } from '../../../src/imports/bulk/batch-machine.ts';

const figures = { imported: 2, edited: 1, failed: 1, unprocessed: 6 };
const fresh = queuedBatch(10);
const sending: Batch = { ...fresh, state: 'SENDING', attempt: 3 };
const submitted: Batch = { ...sending, state: 'SUBMITTED', jobId: 'job' };
const uncertain: Batch = { ...sending, state: 'UNCERTAIN' };
const halted: Batch = { ...submitted, state: 'HALTED', figures };
const refused: Batch = { ...sending, state: 'FAILED' };
const failedJob: Batch = { ...submitted, state: 'FAILED', figures };

/** One batch of every kind that the rules tell apart. */
const kinds = {
  queued: fresh,
  'queued again': { ...fresh, attempt: 3 },
  sending,
  submitted,
  'given up': { ...submitted, isGivenUp: true },
  uncertain,
  'uncertain after RESEND': { ...uncertain, wasResent: true },
  imported: { ...submitted, state: 'IMPORTED', figures: { ...figures, imported: 8, unprocessed: 0 } },
  halted,
  'halted without its tail': { ...halted, figures: { ...figures, unprocessed: 0 }, tailMoved: true },
  refused,
  'failed with a job': failedJob,
  'failed without figures': { ...failedJob, figures: null, isGivenUp: true },
  cancelled: { ...fresh, state: 'CANCELLED', attempt: 3 },
} as const satisfies Record<string, Batch>;

const own = { attempt: 3 };
const stale = { attempt: 2 };
const imported = { state: 'IMPORTED', figures: { imported: 10, edited: 0, failed: 0, unprocessed: 0 } } as const;

const after =
  <Type extends keyof BatchEvents>(type: Type, event: BatchEvents[Type]) =>
  (batch: Batch): Batch =>
    stepBatch(batch, type, event);

const events = {
  claimed: after('claimed', null),
  taken: after('taken', { ...own, jobId: 'new job' }),
  notTaken: after('notTaken', own),
  refused: after('refused', own),
  answerLost: after('answerLost', own),
  leaseExpired: after('leaseExpired', own),
  'taken of an earlier attempt': after('taken', { ...stale, jobId: 'stale job' }),
  'notTaken of an earlier attempt': after('notTaken', stale),
  'refused of an earlier attempt': after('refused', stale),
  'answerLost of an earlier attempt': after('answerLost', stale),
  'leaseExpired of an earlier attempt': after('leaseExpired', stale),
  resent: after('resent', null),
  requeued: after('requeued', null),
  jobNamed: after('jobNamed', { jobId: 'named job' }),
  'jobEnded as imported': after('jobEnded', { end: imported }),
  'jobEnded as halted': after('jobEnded', { end: { state: 'HALTED', figures } }),
  'jobEnded without figures': after('jobEnded', { end: { state: 'SUBMITTED', figures: null } }),
  'jobEnded as failed without figures': after('jobEnded', { end: { state: 'FAILED', figures: null } }),
  givenUp: after('givenUp', null),
  tailMoved: after('tailMoved', null),
  cancelled: after('cancelled', null),
};

type Way = [keyof typeof kinds, keyof typeof events, Batch];
const requeued = kinds['queued again'];
const taken: Batch = { ...submitted, jobId: 'new job' };
const named: Batch = { ...submitted, jobId: 'named job' };

const waysOfSubmitted = (kind: 'submitted' | 'given up'): Way[] => [
  [kind, 'jobEnded as imported', { ...submitted, ...imported }],
  [kind, 'jobEnded as halted', halted],
  [kind, 'jobEnded without figures', kinds['given up']],
  [kind, 'jobEnded as failed without figures', kinds['failed without figures']],
  [kind, 'givenUp', kinds['given up']],
];

/** Everything that is allowed: what it makes of which kind of batch. */
const ways: readonly Way[] = [
  ['queued', 'claimed', { ...fresh, state: 'SENDING', attempt: 1 }],
  ['queued', 'cancelled', { ...fresh, state: 'CANCELLED' }],
  ['queued again', 'claimed', { ...sending, attempt: 4 }],
  ['queued again', 'cancelled', kinds.cancelled],
  ['sending', 'taken', taken],
  ['sending', 'notTaken', requeued],
  ['sending', 'refused', refused],
  ['sending', 'answerLost', uncertain],
  ['sending', 'leaseExpired', uncertain],
  ...waysOfSubmitted('submitted'),
  ...waysOfSubmitted('given up'),
  ['uncertain', 'taken', taken],
  ['uncertain', 'resent', { ...requeued, wasResent: true }],
  ['uncertain', 'requeued', requeued],
  ['uncertain', 'jobNamed', named],
  ['uncertain after RESEND', 'taken', { ...taken, wasResent: true }],
  ['uncertain after RESEND', 'requeued', { ...requeued, wasResent: true }],
  ['uncertain after RESEND', 'jobNamed', { ...named, wasResent: true }],
  ['halted', 'tailMoved', kinds['halted without its tail']],
  ['refused', 'requeued', requeued],
  ['failed with a job', 'requeued', requeued],
  ['failed without figures', 'requeued', requeued],
];

test.each(ways)('a batch that is %s follows %s', (kind, event, expected) => {
  expect(events[event](kinds[kind])).toEqual(expected);
});

function outcomeOf(step: () => Batch): unknown {
  try {
    return step();
  } catch (error) {
    return error;
  }
}

test.each(Object.entries<Batch>(kinds))('a batch that is %s refuses everything else', (kind, batch) => {
  const refusal = expect.objectContaining({ name: 'BatchTransitionError', state: batch.state });
  const allowed = new Set<string>(ways.flatMap(([of, event]) => (of === kind ? [event] : [])));
  const others = Object.entries(events).filter(([event]) => !allowed.has(event));
  expect(others.length).toBeGreaterThan(0);
  const outcomes = others.map(([event, step]) => [event, outcomeOf(() => step(batch))]);
  expect(outcomes).toEqual(others.map(([event]) => [event, refusal]));
});
