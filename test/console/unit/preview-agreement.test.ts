import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { mostProblems } from '../../../src/console/prepare/preview-limits.ts';
import { createPreviewReader } from '../../../src/console/prepare/preview-reader.ts';
import { readHead } from '../../../src/console/prepare/read-head.ts';
import type { ColumnMapping } from '../../../src/conversions/column-plan.ts';
import type { RowFormat } from '../../../src/conversions/conversion-from-source.ts';
import { UploadError } from '../../../src/imports/uploads/upload-error.ts';
import { inPieces, openIntake } from '../../support/intake-kit.ts';

interface Sample {
  readonly format: RowFormat;
  readonly bytes: Uint8Array;
  readonly mappings: readonly ColumnMapping[] | null;
}

/** What a person is told before the upload. */
const readPreview = ({ format, bytes, mappings }: Sample, pieceBytes: number) => {
  const reader = createPreviewReader({ format, mappings, seed: new Uint32Array([1, 2, 3]) });
  for (let start = 0; start < bytes.length; start += pieceBytes)
    reader.write(bytes.subarray(start, start + pieceBytes));
  reader.end();
  const { accepted, rejected, duplicate, fault, problems } = reader.preview();
  if (fault !== null) return { code: fault.cause.code, message: fault.message, cause: fault.cause };
  return { counts: { accepted, rejected, duplicate }, lines: [...new Set(problems.map(({ line }) => line))] };
};

const contentTypes = { CSV: 'text/csv', NDJSON: 'application/x-ndjson' } as const;

/** What the gateway makes of the same bytes. */
const readUpload = async ({ format, bytes, mappings }: Sample) => {
  const intake = await openIntake('sqlite');
  const columns = mappings === null ? null : JSON.stringify(mappings);
  const id = await intake.addImport({ format, columns });
  try {
    const { counts } = await intake.uploads.take(id, { contentType: contentTypes[format], chunks: inPieces(bytes) });
    const { rejected } = await intake.kept();
    return { counts, lines: rejected.map(({ line }) => line) };
  } catch (error) {
    if (!(error instanceof UploadError)) throw error;
    const { line, columnFaults } = error.details;
    const cause = { code: error.code, ...(line !== undefined && { line }), ...(columnFaults && { columnFaults }) };
    return { code: error.code, message: error.message, cause };
  }
};

const csvSample = (text: string | Uint8Array, mappings: readonly ColumnMapping[] | null = null): Sample => ({
  format: 'CSV',
  bytes: Buffer.from(text),
  mappings,
});

const samples: Readonly<Record<string, Sample>> = {
  'a plain file': csvSample('click_id,txn_id\na,1\nb,2\n'),
  'faults and duplicates': csvSample('Click ID;sale amount\na;1\n;2\nb;"3,4"\na;5\n a;6\n'),
  'quotes over lines, CRLF and a BOM': csvSample('\ufeffclick_id,sub1\r\na,"x\r\ny"\r\nb,"q""q"\r\nb,\r\n'),
  'rows of another length': csvSample('click_id,sub1\na\nb,1,2\nc,\n'),
  'unknown columns': csvSample('click_id,Shop,,Order\na,b,c,d\n'),
  'mapped columns': csvSample('Click,Shop,Order,Note\na,b,c,d\na,b,c,e\n,b,c,d\n', [
    { field: { column: 'Click', field: 'CLICK_ID' } },
    { customDimension: { column: 'Shop', name: 'shop' } },
    { extra: { column: 'Order', name: 'order_id' } },
    { ignore: 'Note' },
  ]),
  'a mapping of a column that is not there': csvSample('click_id\na\n', [{ ignore: 'Shop' }]),
  'a target twice': csvSample('click_id,clickId\na,b\n'),
  'a field as an extra': csvSample('click_id,extra.txn_id\na,b\n'),
  'no click id': csvSample('txn_id\na\n'),
  'a quote that is never closed': csvSample('click_id\na\n"b\n'),
  'a quote in the wrong place': csvSample('click_id\na\nb"c"\n'),
  'what is not UTF-8': csvSample(Buffer.from('click_id\na\nb\xff\n', 'latin1')),
  'nothing at all': csvSample(''),
  'a header alone': csvSample('click_id\n'),
  'marks of spreadsheets': csvSample("click_id,sub1\n'=a,1\n=a,2\n'b,3\n"),
  'lines of JSON': {
    format: 'NDJSON',
    bytes: Buffer.from(
      '{"clickId":"a"}\n\n{"click_id":"a"}\n[]\n{"clickId":"b","goal":1}\n{"clickId":"b","clickId":"c"}\n{"click_id":"a","clickId":"a"}\n',
    ),
    mappings: null,
  },
};

test.each(Object.entries(samples))('page and gateway read the same: %s', async (_, sample) => {
  const uploaded = await readUpload(sample);
  for (const pieceBytes of [1, 7, 1_000_000]) expect(readPreview(sample, pieceBytes)).toEqual(uploaded);
});

test('page and gateway read the same, whatever is in the cells', async () => {
  const cell = fc.constantFrom(
    'a',
    'b',
    'c',
    '',
    ' ',
    ' a',
    '1',
    '-1',
    '1e400',
    '"x\ny"',
    '"q""q"',
    "'=a",
    '=a',
    'ä',
    'USD',
    'usd',
  );
  const header = 'click_id,txn_id,sale_amount,currency,custom_dimensions.shop\n';
  const rows = fc.array(fc.array(cell, { minLength: 4, maxLength: 6 }), { maxLength: 30 });
  await fc.assert(
    fc.asyncProperty(rows, fc.integer({ min: 1, max: 100 }), async (cells, pieceBytes) => {
      const sample = csvSample(header + cells.map(row => `${row.join(',')}\n`).join(''));
      expect(readPreview(sample, pieceBytes)).toEqual(await readUpload(sample));
    }),
    { numRuns: 60 },
  );
});

test('of many problems the first are kept, and all are counted', () => {
  const reader = createPreviewReader({ format: 'CSV', mappings: null, seed: new Uint32Array(3) });
  reader.write(Buffer.from(`click_id,currency\n${',usd\n'.repeat(1_000)}`));
  reader.end();
  const preview = reader.preview();
  expect(preview.problems).toHaveLength(mostProblems);
  expect(preview.problemCounts).toEqual({ REQUIRED: 1_000, INVALID_FORMAT: 1_000 });
  expect(preview.firstRows).toHaveLength(8);
  expect(preview.firstRows[7]).toEqual({
    line: 9,
    cells: ['', 'usd'],
    problems: [
      expect.objectContaining({ line: 9, column: 'click_id', value: '' }),
      expect.objectContaining({ line: 9, column: 'currency', value: 'usd' }),
    ],
  });
});

test('the head of a file is there whatever is wrong further down', () => {
  expect(readHead(Buffer.from('Shop;Order\nBerlin;"1;2"\n\nParis;3"\n'))).toEqual({
    columns: ['Shop', 'Order'],
    rows: [['Berlin', '1;2']],
  });
  expect(readHead(Buffer.from("Shop\tOrder\nBerlin\t'=1\nParis\t2"))).toEqual({
    columns: ['Shop', 'Order'],
    rows: [
      ['Berlin', '=1'],
      ['Paris', '2'],
    ],
  });
  expect(readHead(Buffer.from(''))).toBe(null);
});
