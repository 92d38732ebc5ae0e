import { batchEndOf } from '../../../src/imports/bulk/batch-figures.ts';
import type { Attempt, ClaimedBatch, FollowedBatch, Ledger, LookResult } from '../../../src/imports/bulk/ledger.ts';
import type { BatchOutcome } from '../../../src/imports/worker/batch-outcome.ts';
import { StoreUnavailableError } from '../../../src/store/store-errors.ts';
import { summaryFromLogs } from '../../../src/trackier/job-summary.ts';
import type { ManualClock } from '../../trackier/manual-clock.ts';

interface FakeBatch {
  readonly importId: string;
  readonly index: number;
  readonly rowCount: number;
  state: string;
  attemptId: string | null;
  followed: FollowedBatch | null;
  lookAtMs: number | null;
}

/** What a test does to the store. */
export interface FakeStore {
  isAway: boolean;
  /** A call of this name goes wrong after it was carried out. */
  loses: keyof Ledger | null;
  /** Thrown by the next call of `settle`. */
  bug: Error | null;
}

/** A ledger in memory, with the slow start, for workers by a manual clock. The store's clock is ten seconds ahead of theirs. */
export function createFakeLedger(clock: ManualClock, batchCounts: Readonly<Record<string, number>>) {
  const store: FakeStore = { isAway: false, loses: null, bug: null };
  const batches: FakeBatch[] = Object.entries(batchCounts).flatMap(([importId, count]) =>
    Array.from({ length: count }, (_, index) => ({
      importId,
      index,
      rowCount: 1,
      state: 'QUEUED',
      attemptId: null,
      followed: null,
      lookAtMs: null,
    })),
  );
  const proven = new Set<string>();
  const stopped = new Set<string>();
  const settled: { readonly attempt: Attempt; readonly outcome: BatchOutcome }[] = [];
  const looks: { readonly batch: FollowedBatch; readonly result: LookResult; readonly atMs: number }[] = [];
  const now = (): number => clock.now() + 10_000;
  const of = (importId: string, state: string) =>
    batches.filter(batch => batch.importId === importId && batch.state === state);
  const canSend = (importId: string) =>
    !stopped.has(importId) &&
    of(importId, 'QUEUED').length > 0 &&
    (proven.has(importId) || of(importId, 'SENDING').length === 0);
  const find = ({ importId, batchIndex }: { importId: string; batchIndex: number }) =>
    batches.find(batch => batch.importId === importId && batch.index === batchIndex)!;

  const call = async <T>(name: keyof Ledger, step: () => T): Promise<T> => {
    await Promise.resolve();
    if (store.isAway) throw new StoreUnavailableError('away');
    const answer = step();
    if (store.loses !== name) return answer;
    store.loses = null;
    throw new StoreUnavailableError('lost');
  };

  function claim(importId: string, attemptId: string): ClaimedBatch | null {
    const batch = canSend(importId) ? of(importId, 'QUEUED')[0] : undefined;
    if (!batch) return null;
    Object.assign(batch, { state: 'SENDING', attemptId });
    const conversions = [{ clickId: `${importId}/${batch.index}` }];
    return { importId, uploadId: importId, batchIndex: batch.index, attemptId, conversions, sendPostback: null };
  }

  function settle(attempt: Attempt, outcome: BatchOutcome): void {
    if (store.bug) throw store.bug;
    const batch = find(attempt);
    if (batch.attemptId !== attempt.attemptId || batch.state !== 'SENDING') return;
    settled.push({ attempt, outcome });
    batch.state = { taken: 'SUBMITTED', notTaken: 'QUEUED', refused: 'FAILED', answerLost: 'UNCERTAIN' }[outcome.type];
    if (outcome.type === 'notTaken' && outcome.stops) stopped.add(attempt.importId);
    if (outcome.type !== 'taken') return;
    proven.add(attempt.importId);
    follow(batch, outcome.job.id);
  }

  function follow(batch: FakeBatch, jobId: string): void {
    const { importId, index, rowCount } = batch;
    const unseen = { quietLooks: 0, misses: 0, firstMissAtMs: null, endedAtMs: null };
    const place = { importId, uploadId: importId, batchIndex: index };
    Object.assign(batch, { state: 'SUBMITTED', lookAtMs: now() + 1_000 });
    batch.followed = { ...place, rowCount, jobId, submittedAtMs: now(), ...unseen };
  }

  function recordLook(looked: FollowedBatch, result: LookResult): void {
    looks.push({ batch: looked, result, atMs: clock.now() });
    const batch = find(looked);
    if (!batch.followed || batch.state !== 'SUBMITTED') return;
    const { end, givenUp, job, quietLooks, misses, firstMissAtMs, endedAtMs } = result;
    batch.followed = { ...batch.followed, quietLooks, misses, firstMissAtMs, endedAtMs };
    batch.lookAtMs = end || givenUp ? null : result.lookAtMs;
    if (end) batch.state = batchEndOf(end, summaryFromLogs(job?.logs ?? []), batch.rowCount).state;
  }

  const ledger: Ledger = {
    now: () => call('now', now),
    importsToSend: () => call('importsToSend', () => Object.keys(batchCounts).filter(canSend).toSorted()),
    claim: (importId, attemptId) => call('claim', () => claim(importId, attemptId)),
    settle: (attempt, outcome) => call('settle', () => settle(attempt, outcome)),
    unclaim: (importId, attemptId) =>
      call('unclaim', () => {
        for (const batch of of(importId, 'SENDING')) if (batch.attemptId === attemptId) batch.state = 'QUEUED';
      }),
    claimLooks: limit =>
      call('claimLooks', () => {
        const due = batches.filter(({ lookAtMs }) => lookAtMs !== null && lookAtMs <= now());
        const claimed = due.toSorted((one, other) => one.lookAtMs! - other.lookAtMs!).slice(0, limit);
        for (const batch of claimed) batch.lookAtMs = now() + 60_000;
        return claimed.map(({ followed }) => followed!);
      }),
    nextLookAt: () =>
      call('nextLookAt', () => {
        const times = batches.flatMap(({ lookAtMs }) => lookAtMs ?? []);
        return times.length > 0 ? Math.min(...times) : null;
      }),
    recordLook: (batch, result) => call('recordLook', () => recordLook(batch, result)),
  };
  return {
    ledger,
    store,
    batches,
    settled,
    looks,
    /** Batches are submitted with these jobs, one after the other. */
    submit: (jobIds: readonly string[]) => jobIds.forEach((jobId, index) => follow(batches[index]!, jobId)),
    states: (importId: string) => batches.filter(batch => batch.importId === importId).map(({ state }) => state),
  };
}
