import { describe, expect, test } from 'vitest';
import type { BatchError } from '../../../src/imports/bulk/bulk-import.ts';
import type { BatchOutcome } from '../../../src/imports/worker/batch-outcome.ts';
import { openTestStore, storeKinds } from '../../support/open-store.ts';
import { sampleJob } from '../worker/sample-job.ts';
import { batchError, createBulkKit, endLook, followed, placeImport } from './bulk-import-kit.ts';

const errorOf = (code: BatchError['code'], upstreamMessage?: string): BatchError => ({
  code,
  message: `Our sentence. It says: ${upstreamMessage}`,
  requestId: 'r',
  upstreamMessage,
});
const locked = { type: 'notTaken', error: errorOf('ACCOUNT_LOCKED', 'Locked!'), stops: 'ACCOUNT_LOCKED' } as const;
const keyRefused = { type: 'notTaken', error: errorOf('INVALID_API_KEY', 'No key'), stops: 'INVALID_API_KEY' } as const;

const outcomes = {
  taken: { type: 'taken', job: sampleJob('PENDING', undefined, 'job-1') },
  'not taken': { type: 'notTaken', error: errorOf('RATE_LIMITED'), stops: null },
  'key refused': keyRefused,
  refused: { type: 'refused', error: errorOf('REQUEST_REJECTED', 'Bad rows') },
  'answer lost': { type: 'answerLost', error: errorOf('OUTCOME_UNKNOWN') },
} satisfies Record<string, BatchOutcome>;

const running = 'RUNNING';
const stopped = 'NEEDS_ATTENTION ACCOUNT_LOCKED Locked!';
const unauthorized = 'NEEDS_ATTENTION INVALID_API_KEY No key';
/** When the attempt ends, and how; what the import and the batch are then. */
const table = [
  ['running', 'taken', running, 'SUBMITTED'],
  ['running', 'not taken', running, 'QUEUED'],
  ['running', 'key refused', unauthorized, 'QUEUED'],
  ['running', 'refused', running, 'FAILED'],
  ['running', 'answer lost', running, 'UNCERTAIN'],
  ['stopped before', 'taken', stopped, 'SUBMITTED'],
  ['stopped before', 'not taken', stopped, 'QUEUED'],
  ['stopped before', 'key refused', stopped, 'QUEUED'],
  ['stopped before', 'refused', stopped, 'FAILED'],
  ['stopped before', 'answer lost', stopped, 'UNCERTAIN'],
  ['cancelled before', 'taken', 'CANCELLED', 'SUBMITTED'],
  ['cancelled before', 'not taken', 'CANCELLED', 'CANCELLED'],
  ['cancelled before', 'key refused', 'CANCELLED', 'CANCELLED'],
  ['cancelled before', 'refused', 'CANCELLED', 'FAILED'],
  ['cancelled before', 'answer lost', 'CANCELLED', 'UNCERTAIN'],
] as const;

describe.each(storeKinds)('the end of an attempt in %s', kind => {
  const start = async () => {
    const store = await openTestStore(kind);
    return { store, ...createBulkKit(store) };
  };
  type Started = Awaited<ReturnType<typeof start>>;
  const stateOf = async ({ read }: Started, id: string) => {
    const { record } = await read(id);
    return [record.state, record.problem, record.problem_detail].filter(Boolean).join(' ');
  };

  test('makes of the batch and its import what the rules say, whatever state the import is in', async () => {
    const started = await start();
    const { store, ledger, bulk, mustClaim, counts, read } = started;
    for (const [index, [when, outcome, ...expected]] of table.entries()) {
      const id = `i${index}`;
      await placeImport(store, id, [2, 2, 2], { is_proven: 1 });
      const attempt = await mustClaim(id);
      if (when === 'stopped before') await ledger.settle(await mustClaim(id), locked);
      if (when === 'cancelled before') await bulk.cancel(id);
      await ledger.settle(attempt, outcomes[outcome]);
      const { states, batches, record } = await read(id);
      expect([when, outcome, await stateOf(started, id), states[0]]).toEqual([when, outcome, ...expected]);
      expect(batches[0]).toMatchObject({ lease_owner: null, lease_until: null });
      expect(batches[0]?.answered_at).toBeGreaterThanOrEqual(batches[0]?.sent_at ?? 0);
      expect(record.finished_at === null).toBe(record.state !== 'CANCELLED');
      const { queued, submitted, uncertain, unsent, accepted } = await counts(id);
      expect(queued + submitted + uncertain + unsent).toBe(accepted);
    }
    expect(started.stale).toEqual([]);
  });

  test('keeps the job, and looks for it soon', async () => {
    const { store, ledger, mustClaim, read } = await start();
    await placeImport(store, 'a', [1], { halts_in_row: 2 });
    const job = { ...sampleJob('PENDING', 'begun', 'j-9'), createdAt: new Date(5), meta: { rows: 1 } };
    await ledger.settle(await mustClaim('a'), { type: 'taken', job });
    const { batches, record } = await read('a');
    const [batch] = batches;
    expect(batch).toMatchObject({ job_id: 'j-9', error: null, quiet_looks: 0, misses: 0, ended_at: null });
    expect(batch?.look_at).toBe((batch?.submitted_at ?? 0) + 1_000);
    expect(record).toMatchObject({ is_proven: 1, halts_in_row: 2, state: 'RUNNING' });
  });

  test('written down again, as after a commit whose answer was lost, changes nothing and is not called late', async () => {
    const { store, ledger, mustClaim, stale, read } = await start();
    for (const [id, outcome] of Object.entries(outcomes)) {
      await placeImport(store, id, [1, 1], { is_proven: 1 });
      const attempt = await mustClaim(id);
      await ledger.settle(attempt, outcome);
      const before = await read(id);
      await ledger.settle(attempt, outcome);
      expect(await read(id)).toEqual(before);
    }
    expect(stale).toEqual([]);
  });

  test('stops the import when the first POST of a start is rejected, and says what Trackier said once', async () => {
    const started = await start();
    const { store, ledger, bulk, mustClaim, take, read } = started;
    await placeImport(store, 'a', [1, 1, 1]);
    await ledger.settle(await mustClaim('a'), outcomes.refused);
    expect(await stateOf(started, 'a')).toBe('NEEDS_ATTENTION REQUEST_REJECTED Bad rows');
    expect((await read('a')).states).toEqual(['FAILED', 'QUEUED', 'QUEUED']);
    const [found] = await bulk.find(['a']);
    expect(found?.problem?.message).toMatch(/^Trackier refused the first batch.*Trackier says: Bad rows$/);
    await bulk.start('a');
    expect(await stateOf(started, 'a')).toBe('RUNNING');
    await take(await mustClaim('a'));
    await ledger.settle(await mustClaim('a'), outcomes.refused);
    expect(await stateOf(started, 'a')).toBe('RUNNING');
  });

  test('does not stop the import when the first POST fails otherwise', async () => {
    const started = await start();
    await placeImport(started.store, 'a', [1, 1]);
    const error = errorOf('UPSTREAM_UNAVAILABLE', 'Down');
    await started.ledger.settle(await started.mustClaim('a'), { type: 'refused', error });
    expect(await stateOf(started, 'a')).toBe('RUNNING');
  });

  test('keeps a word of Trackier that no database could hold', async () => {
    const started = await start();
    await placeImport(started.store, 'a', [1]);
    const error = errorOf('INVALID_API_KEY', 'No\0 key');
    await started.ledger.settle(await started.mustClaim('a'), { ...keyRefused, error });
    expect(await stateOf(started, 'a')).toBe('NEEDS_ATTENTION INVALID_API_KEY No key');
  });

  test('comes late for an uncertain batch, settles it once, and lets an import go on that waited for it', async () => {
    const started = await start();
    const { store, ledger, mustClaim, stale, read } = started;
    await placeImport(store, 'a', [1]);
    const attempt = await mustClaim('a');
    await ledger.settle(attempt, outcomes['answer lost']);
    expect(await stateOf(started, 'a')).toBe('NEEDS_ATTENTION UNCERTAIN_BATCHES');
    const lostAt = (await read('a')).batches[0]?.answered_at;
    await ledger.settle(attempt, outcomes.taken);
    expect(await read('a')).toMatchObject({ record: { state: 'RUNNING', is_proven: 1 }, states: ['SUBMITTED'] });
    expect((await read('a')).batches[0]).toMatchObject({ job_id: 'job-1', error: null, answered_at: lostAt });
    await ledger.settle(attempt, { type: 'taken', job: sampleJob('PENDING', undefined, 'another job') });
    expect((await read('a')).batches[0]?.job_id).toBe('job-1');
    expect(stale).toEqual([[attempt.attemptId, 'taken']]);
  });

  test('comes late and leaves an import stopped that waits for something else, or was cancelled', async () => {
    const started = await start();
    const { store, ledger, bulk, mustClaim, read } = started;
    for (const id of ['a', 'b']) {
      await placeImport(store, id, [1, 1, 1], { is_proven: 1 });
      const attempt = await mustClaim(id);
      await ledger.settle(attempt, outcomes['answer lost']);
      await (id === 'a' ? ledger.settle(await mustClaim(id), locked) : bulk.cancel(id));
      await ledger.settle(attempt, outcomes.taken);
      expect((await read(id)).states[0]).toBe('SUBMITTED');
    }
    expect([await stateOf(started, 'a'), await stateOf(started, 'b')]).toEqual([stopped, 'CANCELLED']);
  });

  test('comes late for a batch that was queued again, by whomever, and is not believed', async () => {
    const { store, ledger, bulk, mustClaim, stale, read } = await start();
    await placeImport(store, 'a', [1]);
    const attempt = await mustClaim('a');
    await ledger.settle(attempt, outcomes['answer lost']);
    await bulk.resolveBatch('a', 0, null);
    const before = await read('a');
    await ledger.settle(attempt, outcomes.taken);
    expect(await read('a')).toEqual(before);
    expect(stale).toEqual([[attempt.attemptId, 'taken']]);
  });

  test('is lost and sent again where the caller has asked for it: once for a batch, and by a running import alone', async () => {
    const started = await start();
    const { store, ledger, bulk, mustClaim, read } = started;
    const lose = async () => ledger.settle(await mustClaim('a'), outcomes['answer lost']);
    await placeImport(store, 'a', [1], { on_uncertain: 'RESEND' });
    await lose();
    expect(await read('a')).toMatchObject({ states: ['QUEUED'], batches: [{ was_resent: 1 }] });
    await lose();
    expect((await read('a')).states).toEqual(['UNCERTAIN']);
    await bulk.retry('a', ['UNCERTAIN']);
    await lose();
    expect((await read('a')).states).toEqual(['UNCERTAIN']);

    await placeImport(store, 'b', [1, 1], { on_uncertain: 'RESEND', is_proven: 1 });
    const [first, second] = [await mustClaim('b'), await mustClaim('b')];
    await ledger.settle(first, locked);
    await ledger.settle(second, outcomes['answer lost']);
    expect((await read('b')).states).toEqual(['QUEUED', 'UNCERTAIN']);

    await placeImport(store, 'c', [1], { on_uncertain: 'RESEND' });
    const attempt = await mustClaim('c');
    await bulk.cancel('c');
    await ledger.settle(attempt, outcomes['answer lost']);
    expect((await read('c')).states).toEqual(['UNCERTAIN']);
  });

  test('brings a job that a person has named for another batch: both tell of it, and no rows are erased', async () => {
    const { store, ledger, bulk, mustClaim, take, read } = await start();
    await placeImport(store, 'a', [2, 2], { is_proven: 1 });
    const lost = await mustClaim('a');
    await ledger.settle(lost, outcomes['answer lost']);
    const other = await mustClaim('a');
    await bulk.resolveBatch('a', 0, 'job-b');
    await take(other, 'job-b');
    for (const batch of (await read('a')).batches) {
      await ledger.recordLook(followed('a', batch), endLook('COMPLETED', [2, 2, 0, 0], 'job-b'));
    }
    const { states, batches, lines } = await read('a');
    expect(states).toEqual(['IMPORTED', 'IMPORTED']);
    for (const { error } of batches) expect(error).toContain('Two batches have this job');
    expect(lines).toEqual({ 0: [2, 3], 1: [4, 5] });
  });

  test('is shown with the batch, with what was sent when', async () => {
    const { store, ledger, bulk, mustClaim } = await start();
    await placeImport(store, 'a', [2]);
    const attempt = await mustClaim('a');
    const error = { ...batchError, upstreamCode: 40, httpStatus: 400, retryAfterSeconds: 1.5 };
    await ledger.settle(attempt, { type: 'refused', error });
    const [found] = await bulk.find(['a']);
    const { items } = await bulk.batches(found!, { first: 5 }, null);
    expect(items[0]?.node).toMatchObject({ index: 0, state: 'FAILED', attemptCount: 1, error, job: null });
    expect([items[0]?.node.firstLine, items[0]?.node.lastLine, items[0]?.node.rowCount]).toEqual([2, 3, 2]);
    expect(items[0]?.node.sentAt).toBeInstanceOf(Date);
  });
});
