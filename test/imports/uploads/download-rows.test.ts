import { parse } from 'csv-parse/sync';
import { describe, expect, test } from 'vitest';
import type { Download } from '../../../src/imports/uploads/download-rows.ts';
import type { BulkBatchesTable } from '../../../src/store/tables.ts';
import { csv, type Intake, inPieces, openIntake, ownRealm } from '../../support/intake-kit.ts';
import { storeKinds } from '../../support/open-store.ts';

async function recordsOf(download: Download | null): Promise<readonly string[][]> {
  let text = '';
  for await (const part of download?.text ?? inPieces()) text += part;
  return parse(text);
}

const rowsFrom = (first: number, count: number): string =>
  Array.from({ length: count }, (_, index) => `c${first + index}\n`).join('');

/** An import with batches of three rows, c1 to c3 and so on, each in the state that is given. */
async function importWith(intake: Intake, states: readonly Partial<BulkBatchesTable>[]): Promise<string> {
  const id = await intake.addImport({ file_name: 'june.csv' });
  await intake.uploads.take(id, csv(`click_id\n${rowsFrom(1, states.length * 3)}`));
  for (const [index, state] of states.entries()) {
    await intake.store.db.updateTable('bulk_batches').set(state).where('batch_index', '=', index).execute();
  }
  return id;
}

const figures = (imported: number, failed: number, unprocessed: number) => ({
  imported,
  edited: 0,
  failed,
  unprocessed,
});

describe.each(storeKinds)('downloads on %s', kind => {
  test('of rejected rows are the caller’s columns, then line, error_code and error_message', async () => {
    const intake = await openIntake(kind);
    const id = await intake.addImport({ file_name: 'june.csv' });
    await intake.uploads.take(id, csv('Click ID,currency,sale_amount\na,usd,-1\nb,USD,1\nb,USD,2\nc,x\nd,USD,1,2,3\n'));
    const download = await intake.downloads.rejectedCsv(id);
    expect(download?.fileName).toBe('june.csv');
    const [header, ...rows] = await recordsOf(download);
    expect(header).toEqual(['Click ID', 'currency', 'sale_amount', 'line', 'error_code', 'error_message']);
    expect(rows.map(cells => cells.slice(0, 5))).toEqual([
      ['a', 'usd', "'-1", '2', 'OUT_OF_RANGE; INVALID_FORMAT'],
      ['b', 'USD', '2', '4', 'DUPLICATE'],
      ['c', 'x', '', '5', 'INVALID_FORMAT'],
      ['d', 'USD', '1,2,3', '6', 'INVALID_FORMAT'],
    ]);
    expect(rows[1]?.[5]).toContain('those of line 3');
  });

  test('of unsent rows are those that certainly were not imported, and no others', async () => {
    const intake = await openIntake(kind);
    const id = await importWith(intake, [
      { state: 'FAILED', job_id: null },
      { state: 'CANCELLED' },
      { state: 'HALTED', job_id: 'j1', ...figures(1, 0, 2) },
      { state: 'FAILED', job_id: 'j2', ...figures(1, 1, 1) },
      { state: 'HALTED', job_id: 'j3', tail_moved: 1, ...figures(3, 0, 0) },
      { state: 'UNCERTAIN' },
      { state: 'QUEUED' },
      { state: 'SENDING' },
      { state: 'SUBMITTED', job_id: 'j4' },
      { state: 'FAILED', job_id: 'j5' },
      { state: 'IMPORTED', job_id: 'j6', ...figures(3, 0, 0) },
    ]);
    const [header, ...rows] = await recordsOf(await intake.downloads.unsentCsv(id));
    expect(header).toEqual(['click_id']);
    expect(rows.flat()).toEqual(['c1', 'c2', 'c3', 'c4', 'c5', 'c6', 'c8', 'c9', 'c12']);
  });

  test('go on from page to page', async () => {
    const intake = await openIntake(kind, { batchSize: 1 });
    const id = await intake.addImport({ on_invalid: 'REJECT_ALL' });
    await intake.uploads.take(id, csv(`click_id\n${rowsFrom(1, 120)}${'\t\n'.repeat(250)}`));
    expect(await recordsOf(await intake.downloads.rejectedCsv(id))).toHaveLength(251);
    const unsent = await recordsOf(await intake.downloads.unsentCsv(id));
    expect(unsent.slice(1).flat()).toEqual(Array.from({ length: 120 }, (_, index) => `c${index + 1}`));
  });
});

test('downloads of an NDJSON have one column with the lines as they came', async () => {
  const intake = await openIntake('sqlite');
  const id = await intake.addImport({ format: 'NDJSON', on_invalid: 'REJECT_ALL' });
  const lines = '{"clickId":"a","sub1":"=1+1"}\n{"clickId":""}\n';
  await intake.uploads.take(id, { contentType: 'application/x-ndjson', chunks: inPieces(lines) });
  const [header, row] = await recordsOf(await intake.downloads.rejectedCsv(id));
  expect(header).toEqual(['conversion', 'line', 'error_code', 'error_message']);
  expect(row?.slice(0, 3)).toEqual(['{"clickId":""}', '2', 'REQUIRED']);
  expect(await recordsOf(await intake.downloads.unsentCsv(id))).toEqual([
    ['conversion'],
    ['{"clickId":"a","sub1":"=1+1"}'],
  ]);
});

test('a column of the caller’s that is called as one of a download’s keeps its name', async () => {
  const intake = await openIntake('sqlite');
  const columns = [{ ignore: 'line' }, { ignore: 'line_2' }, { ignore: 'error_code' }];
  const id = await intake.addImport({ columns: JSON.stringify(columns) });
  await intake.uploads.take(id, csv('line,line_2,error_code,click_id\n7,8,REQUIRED,\n'));
  const [header, row] = await recordsOf(await intake.downloads.rejectedCsv(id));
  expect(header).toEqual(['line', 'line_2', 'error_code', 'click_id', 'line_3', 'error_code_2', 'error_message']);
  expect(row?.slice(0, 6)).toEqual(['7', '8', 'REQUIRED', '', '2', 'REQUIRED']);
});

test('formulas in downloads are text, and are themselves again when they are uploaded', async () => {
  const intake = await openIntake('sqlite');
  const id = await intake.addImport({ on_invalid: 'REJECT_ALL' });
  await intake.uploads.take(id, csv('click_id,sub1\n=a,+1\n@b,-2\n=a,\n'));
  let text = '';
  for await (const part of (await intake.downloads.unsentCsv(id))?.text ?? inPieces()) text += part;
  expect(parse(text)).toEqual([
    ['click_id', 'sub1'],
    ["'=a", "'+1"],
    ["'@b", "'-2"],
  ]);
  const again = await intake.addImport();
  await intake.uploads.take(again, csv(text));
  const rows = (await intake.kept()).batchRows.map(batch => JSON.parse(batch.rows));
  expect(rows[1]).toEqual(rows[0]);
});

test('there is nothing to download where there are no such rows, or no such import', async () => {
  const intake = await openIntake('sqlite');
  const fresh = await intake.addImport();
  const clean = await intake.addImport();
  await intake.uploads.take(clean, csv('click_id\na\n'));
  const foreign = await intake.addImport({ ...ownRealm, tenant: 'other', rejected_rows: 1, upload_id: 'upload-3' });
  for (const id of [fresh, clean, foreign, 'none']) {
    expect([await intake.downloads.rejectedCsv(id), await intake.downloads.unsentCsv(id)]).toEqual([null, null]);
  }
});
