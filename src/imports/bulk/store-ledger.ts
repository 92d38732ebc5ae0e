import { eraseBatchRows, findBatchRows } from '../../store/batch-rows.ts';
import {
  type BatchRecord,
  batchesToLookAt,
  batchWithAttempt,
  hasBatchIn,
  importsToSend,
  jobsHeldByBatches,
  listBatches,
  nextLookAt,
  updateBatch,
} from '../../store/bulk-batches.ts';
import { readClock } from '../../store/read-clock.ts';
import type { Store } from '../../store/store.ts';
import type { Realm } from '../../store/tables.ts';
import { summaryFromLogs } from '../../trackier/job-summary.ts';
import { textFromJob } from '../stored-job.ts';
import type { BatchOutcome } from '../worker/batch-outcome.ts';
import { batchEndOf } from './batch-figures.ts';
import { BatchTransitionError } from './batch-machine.ts';
import { conversionsFrom, keptRowsFrom } from './batch-rows.ts';
import type { BatchError } from './bulk-import.ts';
import { type ChangeImport, type ChangeImportOptions, createChangeImport, type HeldImport } from './held-import.ts';
import { type KeyKeeping, sealedKeyOf } from './key-keeping.ts';
import type { Attempt, ClaimedBatch, FollowedBatch, Ledger, LookResult } from './ledger.ts';

export interface StoreLedgerOptions extends ChangeImportOptions {
  readonly store: Store;
  readonly realm: Realm;
  readonly instanceId: string;
  /** How long an attempt is its owner's. */
  readonly leaseMs: number;
  /** @default 'not-needed' */
  readonly keyKeeping?: KeyKeeping | undefined;
  /** Told when an attempt's end comes too late to be written down: somebody has decided about the batch before. */
  readonly onStale: (attempt: Attempt, outcome: BatchOutcome['type']) => void;
}

/** The first look for a job: most are small, and somebody is watching. */
const firstLookAfterMs = 1_000;

/** Whoever looks for a job has so long to write down what was seen, before another instance looks too. */
const lookLeaseMs = 60_000;

/** The ledger of one tenant's worker, kept in the store. Each call is one transaction. */
export function createStoreLedger(options: StoreLedgerOptions): Ledger {
  const { store, realm, keyKeeping = 'not-needed' } = options;
  const change = createChangeImport(store, sealedKeyOf(keyKeeping), options);
  return {
    now: () => readClock(store.db, store.dialect),
    importsToSend: async () => (await importsToSend(store.db, realm)).map(({ id }) => id),
    claim: (importId, attemptId) => change(importId, held => claim(held, attemptId, options)),
    async settle(attempt, outcome) {
      const isWritten = await change(attempt.importId, held => settle(held, attempt, outcome));
      // Not inside: a transaction may run several times.
      if (!isWritten) options.onStale(attempt, outcome.type);
    },
    async unclaim(importId, attemptId) {
      await change(importId, async held => {
        const batch = await batchWithAttempt(held.db, held.uploadId, attemptId);
        if (batch?.state === 'SENDING') await putBack(held, batch, null);
      });
    },
    claimLooks: limit => claimLooks(options, limit),
    nextLookAt: () => nextLookAt(store.db, realm),
    async recordLook(batch, result) {
      await recordLook(change, batch, result);
      // With the end of its job a batch's rows may be erased.
      if (result.end !== null) store.dialect.noteErased();
    },
  };
}

async function claim(
  held: HeldImport,
  attemptId: string,
  { instanceId, leaseMs }: StoreLedgerOptions,
): Promise<ClaimedBatch | null> {
  const { db, record, uploadId, nowMs } = held;
  if (record.state !== 'RUNNING') return null;
  // Slow start: until Trackier has taken one, a refused key or a wrong mapping costs one POST.
  if (record.is_proven === 0 && (await hasBatchIn(db, uploadId, ['SENDING']))) return null;
  const [batch] = await listBatches(db, uploadId, { limit: 1, states: ['QUEUED'] });
  if (!batch) return null;
  const rows = await findBatchRows(db, batch);
  if (rows === null) throw new Error(`The rows of a queued batch are gone: ${uploadId}/${batch.batch_index}.`);
  const conversions = conversionsFrom(record, keptRowsFrom(rows));
  await held.stepBatch(batch, 'claimed', null, {
    attempt_id: attemptId,
    lease_owner: instanceId,
    lease_until: nowMs + leaseMs,
    sent_at: nowMs,
    answered_at: null,
    error: null,
  });
  return {
    importId: record.id,
    uploadId,
    batchIndex: batch.batch_index,
    attemptId,
    conversions,
    sendPostback: record.send_postback === null ? null : record.send_postback === 1,
  };
}

const leaseIsOver = { lease_owner: null, lease_until: null } as const;

/** False when the attempt's end comes too late to count. */
async function settle(held: HeldImport, attempt: Attempt, outcome: BatchOutcome): Promise<boolean> {
  const batch = attempt.uploadId === held.uploadId ? await held.batch(attempt.batchIndex) : null;
  if (batch?.attempt_id !== attempt.attemptId) return false;
  // A commit whose answer was lost is made again.
  if (isSettledBy(batch, outcome)) return true;
  try {
    await settleOwn(held, batch, outcome);
    return true;
  } catch (error) {
    // The lease ran out before, and somebody has decided about the batch since.
    if (error instanceof BatchTransitionError) return false;
    throw error;
  }
}

function isSettledBy({ state, job_id, was_resent }: BatchRecord, outcome: BatchOutcome): boolean {
  switch (outcome.type) {
    case 'taken':
      return state !== 'SENDING' && job_id === outcome.job.id;
    case 'notTaken':
      return state === 'QUEUED' || state === 'CANCELLED';
    case 'refused':
      return state === 'FAILED';
    case 'answerLost':
      break;
  }
  return state === 'UNCERTAIN' || (state === 'QUEUED' && was_resent === 1);
}

async function settleOwn(held: HeldImport, batch: BatchRecord, outcome: BatchOutcome): Promise<void> {
  const { attempt } = batch;
  switch (outcome.type) {
    case 'taken': {
      const isLate = batch.state === 'UNCERTAIN';
      const event = { attempt, jobId: outcome.job.id };
      await held.stepBatch(batch, 'taken', event, {
        ...leaseIsOver,
        ...(isLate ? {} : { answered_at: held.nowMs }),
        job: textFromJob(outcome.job),
        error: null,
        ...followedFrom(held.nowMs),
      });
      if (isLate) held.step('wentOn', { by: 'LATE_ANSWER' });
      held.step('postTaken', null);
      return;
    }
    case 'notTaken':
      await putBack(held, batch, outcome.error);
      if (!outcome.stops) return;
      held.step('keyRefused', { problem: outcome.stops });
      return noteDetail(held, outcome.error);
    case 'refused':
      await held.stepBatch(
        batch,
        'refused',
        { attempt },
        { ...leaseIsOver, answered_at: held.nowMs, error: textFromError(outcome.error) },
      );
      if (outcome.error.code !== 'REQUEST_REJECTED' || held.status().isProven) return;
      held.step('firstRejected', null);
      return noteDetail(held, outcome.error);
    case 'answerLost':
      return loseAnswer(held, batch, 'answerLost', outcome.error);
  }
}

/** What makes a batch's job be looked for. */
export const followedFrom = (nowMs: number) =>
  ({
    submitted_at: nowMs,
    look_at: nowMs + firstLookAfterMs,
    quiet_looks: 0,
    misses: 0,
    first_miss_at: null,
    ended_at: null,
  }) as const;

async function putBack(held: HeldImport, batch: BatchRecord, error: BatchError | null): Promise<void> {
  const change = { ...leaseIsOver, answered_at: held.nowMs, error: error && textFromError(error) };
  const queued = await held.stepBatch(batch, 'notTaken', { attempt: batch.attempt }, change);
  // Its import was cancelled while it was out.
  if (held.status().state === 'CANCELLED') await held.stepBatch(queued, 'cancelled', null);
}

/** The answer did not come, or will not: the batch is uncertain, and is sent again only where the caller has asked for that. */
export async function loseAnswer(
  held: HeldImport,
  batch: BatchRecord,
  type: 'answerLost' | 'leaseExpired',
  error: BatchError,
): Promise<void> {
  const change = { ...leaseIsOver, answered_at: held.nowMs, error: textFromError(error) };
  const uncertain = await held.stepBatch(batch, type, { attempt: batch.attempt }, change);
  const mayResend = held.record.on_uncertain === 'RESEND' && batch.was_resent === 0;
  if (mayResend && held.status().state === 'RUNNING') await held.stepBatch(uncertain, 'resent', null);
}

const textFromError = (error: BatchError): string => JSON.stringify(error);

/** Trackier's word for the problem that there is now, and not for one that came before. */
function noteDetail(held: HeldImport, error: BatchError | null): void {
  if (error?.upstreamMessage && held.status().problem !== held.record.problem) {
    // PostgreSQL has no NUL in a text.
    held.set({ problem_detail: error.upstreamMessage.replaceAll('\0', '') });
  }
}

function claimLooks({ store, realm }: StoreLedgerOptions, limit: number): Promise<readonly FollowedBatch[]> {
  return store.transaction(async db => {
    const until = await readClock(db, store.dialect);
    const records = await batchesToLookAt(db, store.dialect, realm, { until, limit });
    for (const record of records) await updateBatch(db, record, { look_at: until + lookLeaseMs });
    return records.map(record => ({
      importId: record.import_id,
      uploadId: record.upload_id,
      batchIndex: record.batch_index,
      rowCount: record.row_count,
      jobId: record.job_id ?? '',
      submittedAtMs: record.submitted_at ?? until,
      quietLooks: record.quiet_looks,
      misses: record.misses,
      firstMissAtMs: record.first_miss_at,
      endedAtMs: record.ended_at,
    }));
  });
}

async function recordLook(change: ChangeImport, followed: FollowedBatch, look: LookResult): Promise<void> {
  const seen = {
    ...(look.job && { job: textFromJob(look.job) }),
    look_at: look.lookAtMs,
    quiet_looks: look.quietLooks,
    misses: look.misses,
    first_miss_at: look.firstMissAtMs,
    ended_at: look.endedAtMs,
  };
  const place = { upload_id: followed.uploadId, batch_index: followed.batchIndex };
  await change(followed.importId, async held => {
    const batch = followed.uploadId === held.uploadId ? await held.batch(followed.batchIndex) : null;
    if (batch?.state !== 'SUBMITTED' || batch.job_id !== followed.jobId) return;
    // Also of a batch that another instance has given up: knowledge is not thrown away.
    if (look.end !== null) return endBatch(held, batch, look.end, look, seen);
    if (batch.is_given_up === 1) return;
    if (look.givenUp !== null) return giveUp(held, batch, look.givenUp, seen);
    await updateBatch(held.db, place, seen);
    if (seen.job && seen.job !== batch.job) held.set({});
  });
}

async function endBatch(
  held: HeldImport,
  batch: BatchRecord,
  jobEnd: 'COMPLETED' | 'FAILED',
  { job }: LookResult,
  seen: Partial<BatchRecord>,
): Promise<void> {
  const end = batchEndOf(jobEnd, job && summaryFromLogs(job.logs ?? []), batch.row_count);
  const holders = await jobsHeldByBatches(held.db, held.record, [batch.job_id ?? '']);
  const doubt = end.figures === null ? noFigures : holders.length > 1 ? sharedJob : null;
  const error = doubt === null ? null : unknownFate(batch, doubt);
  await held.stepBatch(batch, 'jobEnded', { end }, { ...seen, look_at: null, error });
  if (end.state === 'HALTED') held.step('batchHalted', null);
  if (end.state === 'IMPORTED') {
    held.step('batchImported', null);
    if (end.figures.failed === 0 && error === null) await eraseBatchRows(held.db, batch);
  }
}

/** A person named it for one of them while the answer that names it was on its way to the other. */
const sharedJob =
  'Two batches have this job, and it carried the rows of one of them only. Look at the job in Trackier: the rows of the other did not arrive with it.';

const noFigures =
  'Trackier ended the job and wrote no figures that add up, so nobody knows what became of these rows. Look at the job in Trackier.';

async function giveUp(held: HeldImport, batch: BatchRecord, reason: string, seen: Partial<BatchRecord>): Promise<void> {
  await held.stepBatch(batch, 'givenUp', null, { ...seen, look_at: null, error: unknownFate(batch, reason) });
}

function unknownFate({ attempt_id }: BatchRecord, message: string): string {
  return textFromError({ code: 'OUTCOME_UNKNOWN', message, requestId: attempt_id ?? '' });
}
