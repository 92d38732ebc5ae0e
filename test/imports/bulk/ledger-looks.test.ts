import { describe, expect, test } from 'vitest';
import type { LookResult } from '../../../src/imports/bulk/ledger.ts';
import { openTestStore, storeKinds } from '../../support/open-store.ts';
import { figuresLine, sampleJob } from '../worker/sample-job.ts';
import { createBulkKit, endLook, followed, look, placeImport } from './bulk-import-kit.ts';

/** A batch of four rows, and what its job's end makes of it. */
const ends: readonly (readonly [string, LookResult, Record<string, unknown>, string])[] = [
  ['completed with all rows', endLook('COMPLETED', [4, 3, 1, 0]), { imported: 3, edited: 1 }, 'IMPORTED'],
  ['completed with errors', endLook('COMPLETED', [4, 2, 0, 2]), { imported: 2, failed: 2 }, 'IMPORTED'],
  [
    'completed too soon',
    endLook('COMPLETED', [3, 1, 1, 1]),
    { imported: 1, edited: 1, failed: 1, unprocessed: 1 },
    'HALTED',
  ],
  ['failed with figures', endLook('FAILED', [1, 1, 0, 0]), { imported: 1, unprocessed: 3 }, 'FAILED'],
  ['completed without figures', endLook('COMPLETED', null), { awaiting: 4 }, 'SUBMITTED'],
  ['completed with too many rows', endLook('COMPLETED', [5, 5, 0, 0]), { awaiting: 4 }, 'SUBMITTED'],
  ['completed with a wrong sum', endLook('COMPLETED', [4, 1, 1, 1]), { awaiting: 4 }, 'SUBMITTED'],
  ['failed without figures', endLook('FAILED', null), { awaiting: 4 }, 'FAILED'],
  ['failed with a wrong sum', endLook('FAILED', [2, 2, 2, 2]), { awaiting: 4 }, 'FAILED'],
  ['given up', look({ givenUp: 'Gone.' }), { awaiting: 4 }, 'SUBMITTED'],
];

const none = { imported: 0, edited: 0, failed: 0, unprocessed: 0, awaiting: 0, queued: 0, unsent: 0, uncertain: 0 };
const lines = { 0: [2, 3, 4, 5] };

describe.each(storeKinds)('a look for a job in %s', kind => {
  const start = async () => {
    const store = await openTestStore(kind);
    const kit = createBulkKit(store);
    /** Writes down what was seen of a submitted batch's job. */
    const see = async (id: string, index: number, result: LookResult) =>
      kit.ledger.recordLook(followed(id, (await kit.read(id)).batches[index]!), result);
    return { store, ...kit, see };
  };

  test('that finds an end turns it into rows by the figures, and into none without them', async () => {
    const { store, submit, see, counts, read } = await start();
    for (const [id, result, rows, state] of ends) {
      await placeImport(store, id, [4, 1]);
      await submit(id);
      await see(id, 0, result);
      expect([id, await counts(id)]).toEqual([
        id,
        expect.objectContaining({ ...none, queued: 1, submitted: 4, ...rows }),
      ]);
      const { states, batches, lines: kept } = await read(id);
      const [batch] = batches;
      expect([id, states[0]]).toEqual([id, state]);
      const isUnknown = 'awaiting' in rows;
      expect(batch).toMatchObject({ look_at: null, is_given_up: isUnknown ? 1 : 0 });
      expect([id, batch?.error !== null]).toEqual([id, isUnknown]);
      // Only rows of which Trackier has imported every one are erased.
      expect(kept[0]).toEqual(state === 'IMPORTED' && !('failed' in rows) ? undefined : lines[0]);
    }
  });

  test('ends the import when it was the last, with a problem where something is left to do', async () => {
    const { store, submit, see, read, bulk } = await start();
    const problems: Record<string, string | null> = {
      IMPORTED: null,
      HALTED: 'HALTED_BATCHES',
      FAILED: 'FAILED_BATCHES',
      SUBMITTED: 'JOBS_UNAVAILABLE',
    };
    for (const [id, result, , state] of ends) {
      await placeImport(store, id, [4]);
      await submit(id);
      expect((await read(id)).record.state).toBe('RUNNING');
      await see(id, 0, result);
      const problem = problems[state]!;
      const needsPerson = state === 'HALTED' || state === 'FAILED';
      const { record } = await read(id);
      expect([id, record.state]).toEqual([id, needsPerson ? 'NEEDS_ATTENTION' : 'COMPLETED']);
      expect(record.problem).toBe(problem);
      expect(record.finished_at === null).toBe(needsPerson);
      const [found] = await bulk.find([id]);
      expect(found?.problem?.code ?? null).toBe(problem);
    }
  });

  test('finds a job at work: it is kept, its followers are told, and the batch is looked for later', async () => {
    const { store, submit, see, read, bulk } = await start();
    await placeImport(store, 'a', [1]);
    await submit('a');
    const before = (await read('a')).record.revision;
    const atWork = look({ job: sampleJob('PROGRESS', 'half'), lookAtMs: 7, quietLooks: 3, endedAtMs: 6 });
    await see('a', 0, atWork);
    const seen = await read('a');
    expect(seen.batches[0]).toMatchObject({ state: 'SUBMITTED', look_at: 7, quiet_looks: 3, ended_at: 6 });
    expect(seen.record.revision).toBe(before + 1);
    await see('a', 0, { ...atWork, lookAtMs: 8 });
    expect((await read('a')).record).toEqual(seen.record);
    expect((await read('a')).batches[0]?.look_at).toBe(8);
    const [found] = await bulk.find(['a']);
    const { items } = await bulk.batches(found!, { first: 1 }, null);
    expect(items[0]?.node.job).toEqual(sampleJob('PROGRESS', 'half'));
  });

  test('that brings nothing new is noted without anybody being told', async () => {
    const { store, submit, see, read } = await start();
    await placeImport(store, 'a', [1]);
    await submit('a');
    const before = await read('a');
    await see('a', 0, look({ lookAtMs: 9, quietLooks: 7, misses: 2, firstMissAtMs: 3 }));
    const after = await read('a');
    expect(after.record).toEqual(before.record);
    expect(after.batches[0]).toMatchObject({ look_at: 9, quiet_looks: 7, misses: 2, first_miss_at: 3 });
    expect(after.batches[0]?.job).toBe(before.batches[0]?.job);
  });

  test('that comes too late changes nothing: for a batch that has moved on, or another job', async () => {
    const { store, ledger, submit, see, read } = await start();
    await placeImport(store, 'a', [1, 1]);
    await submit('a');
    const old = followed('a', (await read('a')).batches[0]!);
    await see('a', 0, endLook('FAILED', null));
    const results = [look({ lookAtMs: 9 }), endLook('COMPLETED', [1, 1, 0, 0]), look({ givenUp: 'Gone.' })];
    for (const result of results) {
      const before = await read('a');
      await ledger.recordLook(old, result);
      await ledger.recordLook({ ...old, importId: 'no import' }, result);
      await ledger.recordLook({ ...old, uploadId: 'another upload' }, result);
      expect(await read('a')).toEqual(before);
    }
    await submit('a');
    const before = await read('a');
    await ledger.recordLook({ ...old, batchIndex: 1 }, endLook('COMPLETED', [1, 1, 0, 0]));
    expect(await read('a')).toEqual(before);
  });

  test('of a batch that was given up follows it no more, but its end counts', async () => {
    const { store, ledger, submit, see, counts, read } = await start();
    await placeImport(store, 'a', [2]);
    await submit('a');
    const looked = followed('a', (await read('a')).batches[0]!);
    await see('a', 0, look({ givenUp: 'Gone.' }));
    await ledger.recordLook(looked, look({ lookAtMs: 5 }));
    await ledger.recordLook(looked, look({ lookAtMs: 5, job: sampleJob('PROGRESS') }));
    expect(await ledger.nextLookAt()).toBeNull();
    await ledger.recordLook(looked, endLook('COMPLETED', [2, 1, 1, 0]));
    expect(await counts('a')).toMatchObject({ imported: 1, edited: 1, awaiting: 0 });
  });

  test.each(['CANCELLED', 'NEEDS_ATTENTION'] as const)('is written down also for an import that is %s', async state => {
    const { store, submit, see, bulk, ledger, mustClaim, counts, read } = await start();
    await placeImport(store, 'a', [2, 1, 1]);
    await submit('a');
    const stop = { type: 'notTaken', error: null, stops: 'ACCOUNT_LOCKED' } as const;
    await (state === 'CANCELLED' ? bulk.cancel('a') : ledger.settle(await mustClaim('a'), stop));
    const finishedAt = (await read('a')).record.finished_at;
    expect(await ledger.nextLookAt()).not.toBeNull();
    await see('a', 0, endLook('COMPLETED', [1, 1, 0, 0]));
    const { record, states } = await read('a');
    expect([record.state, record.finished_at, states[0]]).toEqual([state, finishedAt, 'HALTED']);
    expect(await counts('a')).toMatchObject({ imported: 1, unprocessed: 1 });
  });

  test('stops the import after three halts in a row, the rest staying queued', async () => {
    const { store, submit, see, bulk, read } = await start();
    await placeImport(
      store,
      'a',
      Array.from({ length: 8 }, () => 2),
    );
    for (let count = 0; count < 7; count++) await submit('a');
    const halted = endLook('COMPLETED', [1, 1, 0, 0]);
    const imported = endLook('COMPLETED', [2, 2, 0, 0]);
    for (const [index, result] of [halted, halted, imported, halted, halted].entries()) await see('a', index, result);
    expect((await read('a')).record).toMatchObject({ state: 'RUNNING', halts_in_row: 2 });
    await see('a', 5, halted);
    expect((await read('a')).record).toMatchObject({ state: 'NEEDS_ATTENTION', problem: 'REPEATED_HALTS' });
    expect((await read('a')).states.slice(6)).toEqual(['SUBMITTED', 'QUEUED']);
    await bulk.start('a');
    expect((await read('a')).record).toMatchObject({ state: 'RUNNING', problem: null, halts_in_row: 0 });
  });

  test('reads figures that stand among other lines of a log', async () => {
    const { store, submit, see, counts } = await start();
    await placeImport(store, 'a', [4]);
    await submit('a');
    const job = sampleJob('COMPLETED', figuresLine(4, 4, 0, 0));
    await see(
      'a',
      0,
      look({ end: 'COMPLETED', job: { ...job, logs: [{ ...job.logs![0]!, message: 'begun' }, ...job.logs!] } }),
    );
    expect(await counts('a')).toMatchObject({ imported: 4 });
  });
});
