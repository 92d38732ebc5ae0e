import type { BatchState } from '../../store/states.ts';
import type { BatchEnd, BatchFigures } from './batch-figures.ts';

/*
 * A batch is the rows that one POST carries. The machine is there so that no row is paid for twice and none is lost: rows go
 * to Trackier again only when they certainly did not arrive, or when somebody who may decide it has said so. The price is
 * that a batch can wait for a person for ever.
 *
 * Every claim grows `attempt`, the fencing token. What an attempt brings counts only while it is the batch's latest; anything
 * that is not in the table below throws, and the writer's transaction with it.
 *
 * QUEUED: its rows are not at Trackier, or are to be sent again by decision. The sender claims it, once the pace has let it
 *   through; cancelling the import ends it.
 *
 * SENDING: an attempt holds the lease, and only that attempt may end it: with a job, back in the queue when nothing was
 *   taken, or failed when Trackier refused the rows. Whoever finds the lease run out, or the answer lost, calls it UNCERTAIN.
 *
 * SUBMITTED: Trackier has a job for it. Only the follower of jobs changes it. A batch that was given up stays here, its rows
 *   awaiting a figure; should its job's end be read all the same, that counts, for knowledge is not thrown away.
 *
 * UNCERTAIN: it may have arrived. The same attempt's answer may still come and settles it, unless the batch was queued again
 *   meanwhile. Otherwise a person names the job or queues it again; the policy RESEND does so once in a batch's life.
 *
 * IMPORTED: Trackier has looked at every row. Nobody changes it.
 *
 * HALTED: Trackier stopped before the last row. State, job and figures stay for ever; only the rows it never looked at move
 *   on, once, into a batch of their own, in the transaction that takes them off this one.
 *
 * FAILED: Trackier refused the rows (no job), or its job failed (then part of them may be imported). A person's retry queues
 *   it again; with a job only if FAILED batches were named, which is the retry's to see to.
 *
 * CANCELLED: taken out of the queue before it was sent. Nobody changes it.
 */

/** The part of a batch that the rules are about. */
export interface Batch {
  readonly state: BatchState;
  readonly rowCount: number;
  /** How often it was claimed; the fencing token of the attempt that is under way. */
  readonly attempt: number;
  /** Trackier's job that carried it. */
  readonly jobId: string | null;
  readonly figures: BatchFigures | null;
  /** Nobody looks for its figures any more; its rows stay without them. */
  readonly isGivenUp: boolean;
  /** The policy RESEND was used on it, which it may be once. */
  readonly wasResent: boolean;
  /** The rows that Trackier never looked at are a batch of their own. */
  readonly tailMoved: boolean;
}

interface OfAttempt {
  readonly attempt: number;
}

/** What can happen to a batch, with what has to be told of it. */
export interface BatchEvents {
  /** The sender takes it: a new attempt. */
  claimed: null;
  /** Trackier made a job of it. */
  taken: OfAttempt & { readonly jobId: string };
  /** Certainly nothing was queued, and another try may do better. */
  notTaken: OfAttempt;
  /** Certainly nothing was queued, and trying again is pointless. */
  refused: OfAttempt;
  answerLost: OfAttempt;
  leaseExpired: OfAttempt;
  /** The policy RESEND sends it again. */
  resent: null;
  /** A person sends it again. */
  requeued: null;
  /** A person names the job that carried it. */
  jobNamed: { readonly jobId: string };
  jobEnded: { readonly end: BatchEnd };
  /** Its job is not looked for any more. */
  givenUp: null;
  /** Its unprocessed rows have become a new batch. */
  tailMoved: null;
  cancelled: null;
}

/** What an event makes of a batch; null when the batch does not allow it. */
type Transition<Event> = (batch: Batch, event: Event) => Batch | null;
type Transitions = { readonly [Type in keyof BatchEvents]?: Transition<BatchEvents[Type]> };

/** The event of another attempt than the latest comes too late: it says nothing about the batch as it is now. */
const ofItsAttempt =
  <Event extends OfAttempt>(transition: (batch: Batch, event: Event) => Batch): Transition<Event> =>
  (batch, event) =>
    event.attempt === batch.attempt ? transition(batch, event) : null;

const submit = (batch: Batch, { jobId }: { readonly jobId: string }): Batch => ({
  ...batch,
  state: 'SUBMITTED',
  jobId,
});

/** Nothing of what earlier attempts brought is left but that they were made. */
const requeue = ({ rowCount, attempt, wasResent }: Batch): Batch => ({ ...queuedBatch(rowCount), attempt, wasResent });

/** The rule as a table: what may happen to a batch, by its state. */
const transitions: Record<BatchState, Transitions> = {
  QUEUED: {
    claimed: batch => ({ ...batch, state: 'SENDING', attempt: batch.attempt + 1 }),
    cancelled: batch => ({ ...batch, state: 'CANCELLED' }),
  },
  SENDING: {
    taken: ofItsAttempt<BatchEvents['taken']>(submit),
    notTaken: ofItsAttempt(batch => ({ ...batch, state: 'QUEUED' })),
    refused: ofItsAttempt(batch => ({ ...batch, state: 'FAILED' })),
    answerLost: ofItsAttempt(batch => ({ ...batch, state: 'UNCERTAIN' })),
    leaseExpired: ofItsAttempt(batch => ({ ...batch, state: 'UNCERTAIN' })),
  },
  SUBMITTED: {
    jobEnded: (batch, { end }) => ({ ...batch, ...end, isGivenUp: end.figures === null }),
    givenUp: batch => ({ ...batch, isGivenUp: true }),
  },
  UNCERTAIN: {
    taken: ofItsAttempt<BatchEvents['taken']>(submit),
    resent: batch => (batch.wasResent ? null : { ...requeue(batch), wasResent: true }),
    requeued: requeue,
    jobNamed: submit,
  },
  IMPORTED: {},
  HALTED: {
    tailMoved: ({ figures, ...batch }) =>
      figures === null || batch.tailMoved
        ? null
        : { ...batch, figures: { ...figures, unprocessed: 0 }, tailMoved: true },
  },
  FAILED: { requeued: requeue },
  CANCELLED: {},
};

/** Something happened to a batch that its state does not allow; nothing has changed. */
export class BatchTransitionError extends Error {
  override readonly name = 'BatchTransitionError';
  readonly state: BatchState;

  constructor(state: BatchState, type: keyof BatchEvents) {
    super(`A batch that is ${state} does not allow "${type}", or not any more.`);
    this.state = state;
  }
}

/** A batch that was never sent. */
export function queuedBatch(rowCount: number): Batch {
  return {
    state: 'QUEUED',
    rowCount,
    attempt: 0,
    jobId: null,
    figures: null,
    isGivenUp: false,
    wasResent: false,
    tailMoved: false,
  };
}

/** The batch after an event. Throws BatchTransitionError for what its state does not allow. */
export function stepBatch<Type extends keyof BatchEvents>(batch: Batch, type: Type, event: BatchEvents[Type]): Batch {
  const transition: Transitions[Type] = transitions[batch.state][type];
  const next = transition?.(batch, event) ?? null;
  if (next === null) throw new BatchTransitionError(batch.state, type);
  return next;
}
