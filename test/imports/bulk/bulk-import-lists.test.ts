import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { PageRequest } from '../../../src/imports/bulk/bulk-imports.ts';
import { cursorFrom } from '../../../src/imports/bulk/cursor.ts';
import { InvalidInputError } from '../../../src/imports/import-errors.ts';
import { openTestStore, storeKinds } from '../../support/open-store.ts';
import { createBulkKit, placeImport, placeRejected } from './bulk-import-kit.ts';

const foreign = [{ tenant: 'other' }, { mode: 'SANDBOX' }, { base_url: 'https://other.example' }] as const;

describe.each(storeKinds)('lists of bulk imports in %s', kind => {
  const start = async () => {
    const store = await openTestStore(kind);
    return { store, ...createBulkKit(store) };
  };
  type Bulk = Awaited<ReturnType<typeof start>>['bulk'];

  /** All ids of a list, page by page; `between` happens after the first page. */
  async function readAll(bulk: Bulk, first: number, between: () => Promise<void> = async () => {}) {
    const ids: string[] = [];
    const flags: boolean[][] = [];
    for (let page: PageRequest | null = { first }; page; ) {
      const { items, hasNextPage, hasPreviousPage } = await bulk.list(page, null);
      if (ids.length === 0) await between();
      ids.push(...items.map(({ node }) => node.id));
      flags.push([hasPreviousPage, hasNextPage]);
      page = hasNextPage ? { first, after: items.at(-1)!.cursor } : null;
    }
    return { ids, flags };
  }

  test('give them newest first, those of one moment by their ids, and nothing of others', async () => {
    const { store, bulk } = await start();
    for (const [id, created_at] of [
      ['b', 5],
      ['d', 9],
      ['a', 5],
      ['c', 5],
    ] as const) {
      await placeImport(store, id, [], { created_at });
    }
    for (const more of foreign) await placeImport(store, JSON.stringify(more), [1], more);
    const ids = ['d', 'c', 'b', 'a'];
    for (const first of [1, 2, 3, 4, 5]) expect((await readAll(bulk, first)).ids).toEqual(ids);
    expect((await readAll(bulk, 2)).flags).toEqual([
      [false, true],
      [true, false],
    ]);
    expect(await bulk.count(null)).toBe(4);
    const found = await bulk.find(['a', 'no import', JSON.stringify(foreign[0]), 'd', 'a\0', 'a']);
    expect(found.map(one => one?.id ?? null)).toEqual(['a', null, null, 'd', null, 'a']);
    expect(await bulk.find([])).toEqual([]);
  });

  test('go on where they were when something is added or erased meanwhile', async () => {
    const { store, bulk } = await start();
    for (const created_at of [1, 2, 3, 4, 5]) await placeImport(store, `i${created_at}`, [], { created_at });
    const { ids } = await readAll(bulk, 2, async () => {
      await placeImport(store, 'new', [], { created_at: 9 });
      await store.db.deleteFrom('bulk_imports').where('id', '=', 'i4').execute();
    });
    expect(ids).toEqual(['i5', 'i4', 'i3', 'i2', 'i1']);
  });

  test('hold only what is in one of the states, where states are named', async () => {
    const { store, bulk } = await start();
    await placeImport(store, 'a', [1, { rows: 1, batch: { state: 'FAILED' } }, 1], { state: 'RUNNING' });
    await placeImport(store, 'b', [], { state: 'READY' });
    const ids = async (states: Parameters<Bulk['list']>[1]) =>
      (await bulk.list({ first: 9 }, states)).items.map(({ node }) => node.id).toSorted();
    expect([await ids(['READY']), await bulk.count(['READY'])]).toEqual([['b'], 1]);
    expect([await ids(['READY', 'RUNNING']), await bulk.count(['READY', 'RUNNING'])]).toEqual([['a', 'b'], 2]);
    expect([await ids([]), await bulk.count([])]).toEqual([[], 0]);
    const [a] = await bulk.find(['a']);
    const indexes = async (states: Parameters<Bulk['batches']>[2]) =>
      (await bulk.batches(a!, { first: 9 }, states)).items.map(({ node }) => node.index);
    expect([await indexes(null), await bulk.batchCount(a!, null)]).toEqual([[0, 1, 2], 3]);
    expect([await indexes(['QUEUED']), await bulk.batchCount(a!, ['QUEUED'])]).toEqual([[0, 2], 2]);
    expect([await indexes([]), await bulk.batchCount(a!, [])]).toEqual([[], 0]);
  });

  test('give batches by index and rejected rows by line, page by page', async () => {
    const { store, bulk } = await start();
    await placeImport(store, 'a', [1, 1, 1], { rejected_rows: 2, duplicate_rows: 1 });
    await placeRejected(store, 'a', 3);
    await placeImport(store, 'waiting', [], { upload_id: null, state: 'AWAITING_UPLOAD' });
    const [a, waiting] = await bulk.find(['a', 'waiting']);
    const batches = await bulk.batches(a!, { first: 2 }, null);
    expect(batches.items.map(({ node }) => node.index)).toEqual([0, 1]);
    const more = await bulk.batches(a!, { first: 2, after: batches.items[1]?.cursor }, null);
    expect(more.items.map(({ node }) => node.index)).toEqual([2]);
    expect([batches.hasNextPage, batches.hasPreviousPage]).toEqual([true, false]);
    expect([more.hasNextPage, more.hasPreviousPage]).toEqual([false, true]);
    const rejected = await bulk.rejectedRows(a!, { first: 2 });
    expect(rejected).toMatchObject({ hasNextPage: true, items: [{ node: { line: 2 } }, { node: { line: 5 } }] });
    const last = await bulk.rejectedRows(a!, { first: 2, after: rejected.items[1]?.cursor });
    const error = { code: 'REQUIRED', message: 'clickId is missing.', line: 2 };
    expect(last).toMatchObject({ hasNextPage: false, items: [{ node: { line: 8, errors: [error] } }] });
    const nothing = { items: [], hasNextPage: false, hasPreviousPage: false };
    expect(await bulk.batches(waiting!, { first: 2 }, null)).toEqual(nothing);
    expect(await bulk.rejectedRows(waiting!, { first: 2 })).toEqual(nothing);
    expect(await bulk.batchCount(waiting!, null)).toBe(0);
  });

  test('refuse a cursor that is none of theirs, and break by none', async () => {
    const { store, bulk } = await start();
    await placeImport(store, 'a', [1]);
    const [a] = await bulk.find(['a']);
    const read = {
      number: (after: string) => bulk.batches(a!, { first: 1, after }, null),
      line: (after: string) => bulk.rejectedRows(a!, { first: 1, after }),
      both: (after: string) => bulk.list({ first: 1, after }, null),
    };
    const bad = [
      'x',
      'é',
      cursorFrom([]),
      cursorFrom(['1']),
      cursorFrom([1.5]),
      Buffer.from('{}').toString('base64url'),
    ];
    const badNumbers = [cursorFrom([2 ** 31]), cursorFrom([-1]), cursorFrom([1, 2]), cursorFrom([1, 'a'])];
    const badPairs = [cursorFrom([1]), cursorFrom([1, 2]), cursorFrom([1, 'a\0']), cursorFrom([2 ** 60, 'a'])];
    const tried = {
      number: [...bad, ...badNumbers],
      line: [...bad, ...badNumbers],
      both: [...bad, ...badPairs, cursorFrom([1, 'a', 2])],
    };
    for (const name of ['number', 'line', 'both'] as const) {
      for (const cursor of tried[name]) await expect(read[name](cursor)).rejects.toThrow(InvalidInputError);
    }
    await read.number(cursorFrom([2 ** 31 - 1]));
    await read.both(cursorFrom([Number.MAX_SAFE_INTEGER, '\u{1F600}']));
    const value = fc.oneof(fc.integer(), fc.double(), fc.string({ unit: 'binary' }), fc.constant(null));
    const forged = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.array(value, { maxLength: 3 }).map(place => Buffer.from(JSON.stringify(place)).toString('base64url')),
    );
    await fc.assert(
      fc.asyncProperty(forged, async after => {
        for (const page of Object.values(read)) {
          const error = await page(after).then(
            () => null,
            (thrown: unknown) => thrown,
          );
          expect(error === null || error instanceof InvalidInputError).toBe(true);
        }
      }),
      { numRuns: 60 },
    );
  });

  test('find the latest upload of the same content before, and never one of somebody else', async () => {
    const { store, bulk } = await start();
    const place = (id: string, uploaded_at: number, created_at: number, sha256 = 'ff') =>
      placeImport(store, id, [], { uploaded_at, created_at, sha256 });
    await place('first', 10, 9);
    await place('second', 20, 1);
    await place('third', 20, 2);
    await place('different', 15, 3, 'ee');
    await placeImport(store, 'waiting', [], { upload_id: null, uploaded_at: null });
    for (const more of foreign)
      await placeImport(store, JSON.stringify(more), [], { ...more, sha256: 'ee', uploaded_at: 1 });
    const ids = ['third', 'waiting', 'first', 'different', 'second'];
    const imports = (await bulk.find(ids)).flatMap(one => one ?? []);
    const same = await bulk.sameFiles(imports);
    expect(same.map(one => one?.id ?? null)).toEqual(['second', null, null, null, 'first']);
    expect(await bulk.sameFiles([])).toEqual([]);
    expect(await bulk.sameFiles([imports[1]!])).toEqual([null]);
  });

  test('count rows of many imports at once, each by itself', async () => {
    const { store, bulk } = await start();
    const figures = { imported: 2, edited: 1, failed: 1, unprocessed: 3 };
    await placeImport(store, 'a', [3, { rows: 7, batch: { state: 'HALTED', jobId: 'j', figures } }], {
      rejected_rows: 4,
      duplicate_rows: 5,
    });
    await placeImport(store, 'b', [{ rows: 2, batch: { state: 'UNCERTAIN' } }]);
    await placeImport(store, 'c', [], { upload_id: null });
    const imports = (await bulk.find(['b', 'c', 'a'])).flatMap(one => one ?? []);
    const [b, c, a] = await bulk.rowCounts(imports);
    expect(a).toEqual({
      total: 19,
      accepted: 10,
      rejected: 4,
      duplicate: 5,
      queued: 3,
      submitted: 7,
      uncertain: 0,
      unsent: 0,
      imported: 2,
      edited: 1,
      failed: 1,
      unprocessed: 3,
      awaiting: 0,
    });
    expect(b).toMatchObject({ total: 2, accepted: 2, uncertain: 2 });
    expect(c).toMatchObject({ total: 0, accepted: 0, queued: 0 });
    expect(await bulk.rowCounts([])).toEqual([]);
  });

  test('tell how long a running import takes at least, by the pace', async () => {
    const { store, bulk, counts, submit } = await start();
    await placeImport(store, 'a', [10, 10, 10, 10]);
    await placeImport(store, 'b', [10], { state: 'READY' });
    const left = async (id: string) => bulk.secondsLeft((await bulk.find([id]))[0]!, await counts(id));
    expect(await left('b')).toBeNull();
    const before = await left('a');
    await submit('a');
    await submit('a');
    const after = await left('a');
    expect([before, after]).toEqual([2, 2]);
    await bulk.cancel('a');
    expect(await left('a')).toBeNull();
  });
});
