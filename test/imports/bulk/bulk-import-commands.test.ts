import { describe, expect, test } from 'vitest';
import type { BulkImports } from '../../../src/imports/bulk/bulk-imports.ts';
import { InvalidInputError, InvalidStateError, NotFoundError } from '../../../src/imports/import-errors.ts';
import type { BulkImportState } from '../../../src/store/states.ts';
import { sampleRows } from '../../store/sample-rows.ts';
import { openTestStore, storeKinds } from '../../support/open-store.ts';
import {
  batchError,
  createBulkKit,
  endLook,
  followed,
  type PlacedBatch,
  placeImport,
  realm,
} from './bulk-import-kit.ts';

const allStates = [
  'AWAITING_UPLOAD',
  'UPLOADING',
  'READY',
  'RUNNING',
  'NEEDS_ATTENTION',
  'COMPLETED',
  'CANCELLED',
  'FAILED',
] as const satisfies BulkImportState[];

/** In which states each command is allowed, given a batch that it could do something with. */
const allowed: readonly (readonly [string, BulkImportState[], (bulk: BulkImports, id: string) => Promise<unknown>])[] =
  [
    ['start', ['READY', 'NEEDS_ATTENTION'], (bulk, id) => bulk.start(id)],
    ['cancel', ['AWAITING_UPLOAD', 'READY', 'RUNNING', 'NEEDS_ATTENTION'], (bulk, id) => bulk.cancel(id)],
    ['retry', ['NEEDS_ATTENTION', 'COMPLETED'], (bulk, id) => bulk.retry(id, null)],
    ['resolve', ['RUNNING', 'NEEDS_ATTENTION', 'CANCELLED'], (bulk, id) => bulk.resolveBatch(id, 1, `job-${id}`)],
  ];

const refused: PlacedBatch = { rows: 2, batch: { state: 'FAILED' } };
const jobFailed: PlacedBatch = { rows: 2, batch: { state: 'FAILED', jobId: 'failed' } };
const uncertain: PlacedBatch = { rows: 2, batch: { state: 'UNCERTAIN', attempt: 1 }, columns: { attempt_id: 'x' } };
const halted = (rows: number, unprocessed: number): PlacedBatch => {
  const figures = { imported: rows - unprocessed, edited: 0, failed: 0, unprocessed };
  return { rows, batch: { state: 'HALTED', jobId: `halted-${rows}`, figures } };
};
const submitted = (jobId: string): PlacedBatch => ({ rows: 1, batch: { state: 'SUBMITTED', jobId } });
const stopped = { state: 'NEEDS_ATTENTION', problem: 'FAILED_BATCHES' } as const;

describe.each(storeKinds)('bulk imports in %s', kind => {
  const start = async () => {
    const store = await openTestStore(kind);
    return { store, ...createBulkKit(store) };
  };

  test.each(allowed)(
    'take the command to %s in some states, and are not changed by it in the others',
    async (...row) => {
      const [, states, command] = row;
      const { store, bulk, read } = await start();
      const found: unknown[] = [];
      for (const state of allStates) {
        await placeImport(store, state, [refused, uncertain], { state });
        const before = await read(state);
        const error = await command(bulk, state).then(
          () => null,
          (thrown: unknown) => thrown,
        );
        const isUnchanged = JSON.stringify(before) === JSON.stringify(await read(state));
        found.push([state, error instanceof InvalidStateError ? error.state : error, isUnchanged]);
      }
      const expected = allStates.map(state => (states.includes(state) ? [state, null, false] : [state, state, true]));
      expect(found).toEqual(expected);
    },
  );

  test.each(allowed)('answer a command to %s what the tenant does not have with NotFoundError', async (...row) => {
    const [, , command] = row;
    const { store, bulk, read } = await start();
    for (const more of [{ tenant: 'other' }, { mode: 'SANDBOX' }, { base_url: 'https://other.example' }] as const) {
      const id = Object.keys(more)[0]!;
      await placeImport(store, id, [refused, uncertain], { ...stopped, ...more });
      const before = await read(id);
      await expect(command(bulk, id)).rejects.toThrow(NotFoundError);
      expect(await read(id)).toEqual(before);
    }
    for (const id of ['no import', '', '\0']) await expect(command(bulk, id)).rejects.toThrow(NotFoundError);
  });

  test('begin to send by hand, and are over at once when there is nothing', async () => {
    const { store, bulk, read } = await start();
    await placeImport(store, 'a', [1], { state: 'READY' });
    await placeImport(store, 'empty', [], { state: 'READY' });
    expect(await bulk.start('a')).toMatchObject({ state: 'RUNNING', problem: null, finishedAt: null });
    const done = await bulk.start('empty');
    expect(done).toMatchObject({ state: 'COMPLETED', problem: { code: 'NOTHING_TO_SEND' } });
    const { record } = await read('empty');
    expect([record.started_at, record.finished_at]).toEqual([record.touched_at, record.touched_at]);
    expect(record.revision).toBe(2);
  });

  test('go on with what is queued, and keep the time of their first start', async () => {
    const { store, bulk, read } = await start();
    await placeImport(store, 'a', [refused, 1], { ...stopped, started_at: 5, halts_in_row: 3, is_proven: 1 });
    await bulk.start('a');
    expect((await read('a')).record).toMatchObject({ state: 'RUNNING', started_at: 5, halts_in_row: 0, is_proven: 0 });
    expect((await read('a')).states).toEqual(['FAILED', 'QUEUED']);
    await placeImport(store, 'b', [refused], stopped);
    expect(await bulk.start('b')).toMatchObject({ state: 'NEEDS_ATTENTION', problem: { code: 'FAILED_BATCHES' } });
  });

  test('that are cancelled send nothing more, and await what is out', async () => {
    const { store, bulk, mustClaim, take, submit, counts, claim, ledger, read } = await start();
    await placeImport(store, 'a', [1, 2, 4, uncertain, halted(3, 1), 8]);
    await submit('a');
    const attempt = await mustClaim('a');
    const cancelled = await bulk.cancel('a');
    expect(cancelled).toMatchObject({ state: 'CANCELLED', problem: null });
    expect(cancelled.finishedAt).not.toBeNull();
    const states = ['SUBMITTED', 'SENDING', 'CANCELLED', 'UNCERTAIN', 'HALTED', 'CANCELLED'];
    expect((await read('a')).states).toEqual(states);
    const expected = { unsent: 12, queued: 2, uncertain: 2, awaiting: 1, imported: 2, unprocessed: 1 };
    expect(await counts('a')).toMatchObject(expected);
    await take(attempt);
    expect(await claim('a')).toBeNull();
    await ledger.recordLook(followed('a', (await read('a')).batches[1]!), endLook('COMPLETED', [2, 2, 0, 0]));
    expect(await counts('a')).toMatchObject({ ...expected, queued: 0, imported: 4 });
  });

  test('send again what was refused, and the rows that Trackier never looked at as batches of their own', async () => {
    const { store, bulk, counts, read, submit, ledger } = await start();
    await placeImport(store, 'a', [refused, halted(5, 2), jobFailed, uncertain, halted(3, 3), 1], stopped);
    expect(await bulk.retry('a', null)).toMatchObject({ state: 'RUNNING', problem: null });
    const { states, batches, lines } = await read('a');
    expect(states).toEqual(['QUEUED', 'HALTED', 'FAILED', 'UNCERTAIN', 'HALTED', 'QUEUED', 'QUEUED', 'QUEUED']);
    expect(batches[1]).toMatchObject({ job_id: 'halted-5', imported: 3, unprocessed: 0, tail_moved: 1, row_count: 5 });
    expect(batches[6]).toMatchObject({ row_count: 2, first_line: 7, last_line: 8, attempt: 0, job_id: null });
    expect(batches[7]).toMatchObject({ row_count: 3, first_line: 13, last_line: 15 });
    expect([lines[6], lines[7]]).toEqual([
      [7, 8],
      [13, 14, 15],
    ]);
    expect(await counts('a')).toMatchObject({ accepted: 15, queued: 8, imported: 3, awaiting: 2, uncertain: 2 });
    await bulk.cancel('a');
    await expect(bulk.retry('a', null)).rejects.toThrow(/was cancelled/);

    await placeImport(store, 'b', [halted(2, 1)], stopped);
    await bulk.retry('b', ['HALTED']);
    const conversions = (await ledger.claim('b', 'tail'))?.conversions;
    expect(conversions).toEqual([{ clickId: 'b-1' }]);
    await ledger.settle(
      { importId: 'b', uploadId: 'b-upload', batchIndex: 1, attemptId: 'tail' },
      {
        type: 'refused',
        error: batchError,
      },
    );
    await expect(bulk.retry('b', ['HALTED'])).rejects.toThrow(/among the batches that are HALTED/);
    await bulk.retry('b', null);
    await submit('b');
    await ledger.recordLook(followed('b', (await read('b')).batches[1]!), endLook('COMPLETED', [1, 1, 0, 0]));
    expect(await read('b')).toMatchObject({ record: { state: 'COMPLETED' }, states: ['HALTED', 'IMPORTED'] });
    await expect(bulk.retry('b', null)).rejects.toThrow(/nothing to send again/);
  });

  test('send again what is named alone', async () => {
    const { store, bulk, read, counts } = await start();
    const place = (id: string) => placeImport(store, id, [refused, halted(3, 1), jobFailed, uncertain], stopped);
    const expected = [
      [['HALTED'], ['FAILED', 'HALTED', 'FAILED', 'UNCERTAIN', 'QUEUED']],
      [['FAILED'], ['QUEUED', 'HALTED', 'QUEUED', 'UNCERTAIN']],
      [
        ['UNCERTAIN', 'UNCERTAIN'],
        ['FAILED', 'HALTED', 'FAILED', 'QUEUED'],
      ],
      [
        ['UNCERTAIN', 'HALTED'],
        ['FAILED', 'HALTED', 'FAILED', 'QUEUED', 'QUEUED'],
      ],
    ] as const;
    for (const [index, [only, states]] of expected.entries()) {
      await place(`${index}`);
      await bulk.retry(`${index}`, only);
      expect((await read(`${index}`)).states).toEqual(states);
      const { accepted, queued, unsent, uncertain: unknown, ...more } = await counts(`${index}`);
      expect(queued + more.submitted + unsent + unknown).toBe(accepted);
    }
    await place('none');
    await expect(bulk.retry('none', [])).rejects.toThrow(InvalidStateError);
    await placeImport(store, 'job', [jobFailed], stopped);
    await expect(bulk.retry('job', null)).rejects.toThrow(InvalidStateError);
    await bulk.retry('job', ['FAILED']);
    expect((await read('job')).batches[0]).toMatchObject({ state: 'QUEUED', job_id: null, job: null, look_at: null });
  });

  test('move a tail once, whoever asks at the same time', async () => {
    const { store, bulk, read } = await start();
    await placeImport(store, 'a', [halted(3, 1)], stopped);
    const retries = await Promise.allSettled([1, 2, 3, 4].map(() => bulk.retry('a', null)));
    expect(retries.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    expect((await read('a')).states).toEqual(['HALTED', 'QUEUED']);
  });

  test('believe a person about an uncertain batch: it is followed by the job that is named, or queued again', async () => {
    const { store, bulk, read, ledger } = await start();
    await placeImport(store, 'a', [uncertain, uncertain], { ...stopped, problem: 'UNCERTAIN_BATCHES' });
    expect(await bulk.resolveBatch('a', 1, 'job-7')).toMatchObject({ state: 'RUNNING', problem: null });
    expect((await read('a')).batches[1]).toMatchObject({ state: 'SUBMITTED', job_id: 'job-7', job: null, error: null });
    expect(await ledger.nextLookAt()).toBe((await read('a')).batches[1]?.look_at);
    await bulk.resolveBatch('a', 0, null);
    expect((await read('a')).states).toEqual(['QUEUED', 'SUBMITTED']);
    await expect(bulk.resolveBatch('a', 0, null)).rejects.toThrow(/it is QUEUED/);
    await expect(bulk.resolveBatch('a', 9, null)).rejects.toThrow(/none of that index/);
    await expect(bulk.resolveBatch('a', -1, 'job')).rejects.toThrow(InvalidStateError);
  });

  test('do not queue an uncertain batch again when they were cancelled, but follow the job that is named', async () => {
    const { store, bulk, read } = await start();
    await placeImport(store, 'a', [uncertain], { state: 'CANCELLED' });
    await expect(bulk.resolveBatch('a', 0, null)).rejects.toThrow(/was cancelled/);
    await bulk.resolveBatch('a', 0, 'job');
    expect(await read('a')).toMatchObject({ record: { state: 'CANCELLED' }, states: ['SUBMITTED'] });
  });

  test('do not follow a job by the word of a person that has carried something else, or that cannot be', async () => {
    const { store, bulk, read } = await start();
    await placeImport(store, 'a', [uncertain, submitted('own')], stopped);
    await placeImport(store, 'b', [submitted('other')]);
    await placeImport(store, 'c', [submitted('elsewhere')], { tenant: 'elsewhere' });
    const record = { ...sampleRows.idempotency_records, ...realm, job_id: 'keyed' };
    await store.db.insertInto('idempotency_records').values(record).execute();
    for (const id of ['own', 'other', 'keyed', '', 'a\0b']) {
      await expect(bulk.resolveBatch('a', 0, id)).rejects.toThrow(InvalidStateError);
    }
    expect((await read('a')).states).toEqual(['UNCERTAIN', 'SUBMITTED']);
    await bulk.resolveBatch('a', 0, 'elsewhere');
    expect((await read('a')).states).toEqual(['SUBMITTED', 'SUBMITTED']);
  });

  test('are created as they were asked for', async () => {
    const { bulk, read } = await start();
    const created = await bulk.create({
      fileName: 'june.csv',
      format: 'CSV',
      columns: [{ field: { column: 'Click', field: 'CLICK_ID' } }],
      sendPostback: false,
      onInvalid: 'REJECT_ALL',
      onUncertain: 'RESEND',
      autoStart: true,
    });
    expect(created).toMatchObject({
      state: 'AWAITING_UPLOAD',
      fileName: 'june.csv',
      sendPostback: false,
      onInvalid: 'REJECT_ALL',
      onUncertain: 'RESEND',
      uploadId: null,
      problem: null,
      uploadedAt: null,
      revision: 1,
    });
    expect(created.expiresAt.getTime() - created.createdAt.getTime()).toBe(30 * 24 * 3_600_000);
    const { record } = await read(created.id);
    expect(record).toMatchObject({ ...realm, auto_start: 1, send_postback: 0 });
    expect(record.columns).toBe('[{"field":{"column":"Click","field":"CLICK_ID"}}]');
  });

  test('are not created with what makes no sense', async () => {
    const { bulk } = await start();
    const request = { format: 'NDJSON', onInvalid: 'SKIP_INVALID', onUncertain: 'HOLD', autoStart: false } as const;
    const mapping = { field: { column: 'Click', field: 'CLICK_ID' } } as const;
    for (const more of [
      { columns: [mapping] },
      { fileName: 'a\0b' },
      { format: 'CSV', columns: [mapping, mapping] },
    ] as const) {
      await expect(bulk.create({ ...request, ...more })).rejects.toThrow(InvalidInputError);
    }
    expect(await bulk.count(null)).toBe(0);
    await bulk.create({ ...request, fileName: null, columns: null, sendPostback: null });
    expect(await bulk.count(null)).toBe(1);
  });
});
