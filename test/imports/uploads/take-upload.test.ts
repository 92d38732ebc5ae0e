import { hash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { keptRowsFrom } from '../../../src/imports/bulk/batch-rows.ts';
import { csv, type Intake, type Kept, openIntake, ownRealm } from '../../support/intake-kit.ts';
import { storeKinds } from '../../support/open-store.ts';

const linesOf = (kept: Kept): readonly (readonly number[])[] =>
  kept.batchRows.map(({ rows }) => keptRowsFrom(rows).map(([line]) => line));

/** Nothing of an upload is left but what is to be swept, and its import waits for another. */
async function expectNothingVisible({ kept }: Intake): Promise<void> {
  const { imports, uploads } = await kept();
  expect(imports).toMatchObject([{ state: 'AWAITING_UPLOAD', upload_id: null, accepted_rows: 0, sha256: null }]);
  expect(uploads.filter(({ state }) => state !== 'ABANDONED')).toEqual([]);
}

describe.each(storeKinds)('an upload on %s', kind => {
  test('becomes batches, rejected rows and an import that can be started', async () => {
    const intake = await openIntake(kind);
    const id = await intake.addImport();
    const text = 'Click ID,sale_amount\na,1\nb,x\nc,2\na,3\nd,\ne,5\n';
    const receipt = await intake.uploads.take(id, csv(text));
    expect(receipt).toMatchObject({ importId: id, state: 'READY', counts: { accepted: 4, rejected: 1, duplicate: 1 } });
    const kept = await intake.kept();
    expect(kept.imports).toMatchObject([
      {
        state: 'READY',
        upload_id: 'upload-2',
        header: '["Click ID","sale_amount"]',
        sha256: hash('sha256', text),
        accepted_rows: 4,
        rejected_rows: 1,
        duplicate_rows: 1,
        started_at: null,
      },
    ]);
    expect(kept.imports[0]?.uploaded_at).toBeGreaterThan(1);
    expect(JSON.parse(kept.imports[0]?.plan ?? '')).toHaveLength(2);
    expect(kept.uploads).toMatchObject([{ id: 'upload-2', import_id: id, owner: 'intake', state: 'ACCEPTED' }]);
    expect(kept.batches).toMatchObject([
      { batch_index: 0, state: 'QUEUED', row_count: 3, first_line: 2, last_line: 6, attempt: 0 },
      { batch_index: 1, state: 'QUEUED', row_count: 1, first_line: 7, last_line: 7, attempt: 0 },
    ]);
    expect(kept.batchRows.map(({ rows }) => JSON.parse(rows))).toEqual([
      [
        [2, 'a', '1'],
        [4, 'c', '2'],
        [6, 'd', ''],
      ],
      [[7, 'e', '5']],
    ]);
    expect(kept.rejected.map(({ errors, ...row }) => ({ ...row, errors: JSON.parse(errors) }))).toMatchObject([
      {
        row_index: 1,
        line: 3,
        source: '["b","x"]',
        errors: [{ index: 1, path: ['sale_amount'], code: 'INVALID_FORMAT' }],
      },
      {
        row_index: 3,
        line: 5,
        source: '["a","3"]',
        errors: [
          {
            index: 3,
            path: ['Click ID'],
            code: 'DUPLICATE',
            message: 'clickId, txnId and goalId must not be those of an earlier row; they are those of line 2.',
          },
        ],
      },
    ]);
    expect(intake.changes).toEqual([id, id]);
  });

  test('is only one at a time, and only one that succeeds', async () => {
    const intake = await openIntake(kind);
    const id = await intake.addImport();
    const gate = Promise.withResolvers<void>();
    async function* slowly() {
      yield Buffer.from('click_id\na\n');
      await gate.promise;
      yield Buffer.from('b\n');
    }
    const first = intake.uploads.take(id, { contentType: 'text/csv', chunks: slowly() });
    await expect.poll(async () => (await intake.kept()).imports[0]?.state).toBe('UPLOADING');
    await expect(intake.uploads.take(id, csv('click_id\nz\n'))).rejects.toMatchObject({
      name: 'UploadError',
      code: 'UPLOAD_UNDER_WAY',
      details: { state: 'UPLOADING' },
    });
    gate.resolve();
    expect((await first).counts.accepted).toBe(2);
    await expect(intake.uploads.take(id, csv('click_id\nz\n'))).rejects.toMatchObject({
      code: 'UPLOAD_NOT_EXPECTED',
      details: { state: 'READY' },
    });
    expect(linesOf(await intake.kept())).toEqual([[2, 3]]);
  });

  test('that breaks off leaves nothing to be seen, and can be made again', async () => {
    const intake = await openIntake(kind, { batchSize: 500 });
    const id = await intake.addImport();
    await expect(intake.uploads.take(id, { contentType: 'text/csv', chunks: broken() })).rejects.toMatchObject({
      code: 'UPLOAD_CUT_SHORT',
      cause: { message: 'gone' },
    });
    await expectNothingVisible(intake);
    expect((await intake.kept()).batches.length).toBeGreaterThan(0);
    expect((await intake.uploads.take(id, csv('click_id\na\n'))).counts.accepted).toBe(1);
    const { imports, batches } = await intake.kept();
    expect(batches.filter(({ upload_id }) => upload_id === imports[0]?.upload_id)).toHaveLength(1);
  });

  test('of a REJECT_ALL import with a bad row fails it, and its accepted rows are unsent', async () => {
    const intake = await openIntake(kind);
    const id = await intake.addImport({ on_invalid: 'REJECT_ALL', auto_start: 1 });
    expect(await intake.uploads.take(id, csv('click_id\na\nb\nb\nc\nd\n'))).toMatchObject({ state: 'FAILED' });
    const { imports, batches } = await intake.kept();
    expect(imports).toMatchObject([
      { state: 'FAILED', problem: 'INVALID_ROWS', accepted_rows: 4, duplicate_rows: 1, started_at: null },
    ]);
    expect(imports[0]?.finished_at).not.toBeNull();
    expect(batches.map(({ state }) => state)).toEqual(['CANCELLED', 'CANCELLED']);
  });

  test('starts the import where that was asked for, and ends it where there is nothing to send', async () => {
    const intake = await openIntake(kind);
    const full = await intake.addImport({ auto_start: 1 });
    const empty = await intake.addImport({ auto_start: 1, format: 'NDJSON' });
    expect(await intake.uploads.take(full, csv('click_id\na\n'))).toMatchObject({ state: 'RUNNING' });
    const none = { contentType: 'application/x-ndjson', chunks: csv('\n{}\n').chunks };
    expect(await intake.uploads.take(empty, none)).toMatchObject({ state: 'COMPLETED', counts: { rejected: 1 } });
    const { imports } = await intake.kept();
    const byId = Object.fromEntries(imports.map(record => [record.id, record]));
    expect(byId[full]).toMatchObject({ state: 'RUNNING', problem: null });
    expect(byId[full]?.started_at).not.toBeNull();
    expect(byId[empty]).toMatchObject({ state: 'COMPLETED', problem: 'NOTHING_TO_SEND', plan: null, header: null });
  });

  test('that was taken for dead writes nothing more', async () => {
    const intake = await openIntake(kind, { batchSize: 500 });
    const id = await intake.addImport();
    async function* watched() {
      yield Buffer.from(`click_id\n${rowsOf(20_000)}`);
      await intake.store.db.updateTable('uploads').set({ state: 'ABANDONED' }).execute();
      await intake.store.db.deleteFrom('bulk_batches').execute();
      yield Buffer.from('last\n');
    }
    await expect(intake.uploads.take(id, { contentType: 'text/csv', chunks: watched() })).rejects.toMatchObject({
      code: 'UPLOAD_GIVEN_UP',
    });
    const { batches, imports } = await intake.kept();
    expect(batches).toEqual([]);
    // Whoever takes an upload for dead is who lets its import go.
    expect(imports).toMatchObject([{ state: 'UPLOADING', upload_id: null }]);
  });
});

async function* broken() {
  yield Buffer.from(`click_id\n${rowsOf(20_000)}`);
  throw new Error('gone');
}

const rowsOf = (count: number): string => Array.from({ length: count }, (_, index) => `click-${index}\n`).join('');

test('an upload for somebody else’s import, or for none, finds nothing', async () => {
  const intake = await openIntake('sqlite');
  const foreign = await intake.addImport({ ...ownRealm, tenant: 'other' });
  const sandboxed = await intake.addImport({ ...ownRealm, mode: 'SANDBOX' });
  for (const id of [foreign, sandboxed, 'none']) {
    await expect(intake.uploads.take(id, csv('click_id\na\n'))).rejects.toMatchObject({ code: 'NOT_FOUND' });
  }
  expect((await intake.kept()).uploads).toEqual([]);
});

test.each([
  ['CSV', undefined],
  ['CSV', 'nonsense'],
  ['CSV', 'application/json'],
  ['CSV', 'application/x-ndjson'],
  ['CSV', 'text/csv; charset=iso-8859-1'],
  ['NDJSON', 'text/csv'],
  ['NDJSON', 'application/json'],
] as const)('an upload of %s as %s is refused before anything of it is read', async (format, contentType) => {
  const intake = await openIntake('sqlite');
  const id = await intake.addImport({ format });
  let isRead = false;
  async function* chunks() {
    isRead = true;
    yield Buffer.from('click_id\n');
  }
  await expect(intake.uploads.take(id, { contentType, chunks: chunks() })).rejects.toMatchObject({
    code: 'UNSUPPORTED_MEDIA_TYPE',
  });
  expect(isRead).toBe(false);
  await expectNothingVisible(intake);
});

test.each(['text/csv;charset=UTF-8', 'TEXT/CSV; header=present; charset="utf-8"', 'text/csv; charset=utf8'])(
  'an upload of a CSV as %s is taken',
  async contentType => {
    const intake = await openIntake('sqlite');
    const id = await intake.addImport();
    expect(await intake.uploads.take(id, { ...csv('click_id\na\n'), contentType })).toMatchObject({ state: 'READY' });
  },
);

const unreadable: readonly [string, string | Buffer, object][] = [
  ['is empty', '', { code: 'NO_HEADER' }],
  [
    'has columns that nobody knows',
    'click_id,Foo,bar\na,b,c\n',
    { code: 'UNUSABLE_HEADER', details: { columns: ['Foo', 'bar'] } },
  ],
  ['is not UTF-8', Buffer.from('click_id\nä\n', 'latin1'), { code: 'NOT_UTF8', details: { line: 2 } }],
  ['never closes a quote', 'click_id\na\n"b\n', { code: 'UNCLOSED_QUOTE', details: { line: 3 } }],
  ['has a quote in a cell', 'click_id\na"b"\n', { code: 'MISPLACED_QUOTE', details: { line: 2 } }],
];
test.each(unreadable)(
  'a file that %s is refused as a whole, and another can be uploaded',
  async (_what, text, error) => {
    const intake = await openIntake('sqlite');
    const id = await intake.addImport();
    await expect(intake.uploads.take(id, csv(text))).rejects.toMatchObject(error);
    await expectNothingVisible(intake);
    expect(await intake.uploads.take(id, csv('click_id\na\n'))).toMatchObject({ state: 'READY' });
  },
);

test('the columns that the import maps are read as it says', async () => {
  const intake = await openIntake('sqlite');
  const columns = [{ field: { column: 'Klick', field: 'CLICK_ID' } }, { ignore: 'Note' }];
  const id = await intake.addImport({ columns: JSON.stringify(columns) });
  expect(await intake.uploads.take(id, csv('Klick,Note\na,x\n'))).toMatchObject({ counts: { accepted: 1 } });
});
