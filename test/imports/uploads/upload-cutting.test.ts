import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { conversionFromSource } from '../../../src/conversions/conversion-from-source.ts';
import { createRowReader, type RowReader } from '../../../src/conversions/row-reader.ts';
import { keptRowsFrom } from '../../../src/imports/bulk/batch-rows.ts';
import { type CutBatch, createBatchCutter } from '../../../src/imports/uploads/batch-cutter.ts';
import { createWireMeasure } from '../../../src/imports/uploads/wire-size.ts';
import { importBody } from '../../../src/trackier/import-conversions.ts';

const mostBytes = 4 * 1024 * 1024;

interface Cut {
  readonly batches: readonly CutBatch[];
  /** The bytes of the POST that each batch becomes. */
  readonly bodyBytes: readonly number[];
}

function cut(format: 'CSV' | 'NDJSON', text: string, batchSize: number): Cut {
  const batches: CutBatch[] = [];
  const measure = createWireMeasure(() => reader.plan, batchSize);
  const cutter = createBatchCutter({ batchSize, measure, onBatch: batch => void batches.push(batch) });
  const reader: RowReader = createRowReader({
    format,
    mappings: null,
    onRow: row => {
      expect(row.errors).toEqual([]);
      cutter.add(row);
    },
  });
  reader.write(Buffer.from(text));
  reader.end();
  cutter.end();
  const bodyBytes = batches.map(({ rows }) => {
    const conversions = keptRowsFrom(rows).map(([, ...source]) => conversionFromSource(format, reader.plan, source));
    return Buffer.byteLength(importBody({ conversions, sendPostback: true }));
  });
  return { batches, bodyBytes };
}

test('a batch has as many rows as it may have, and the last what is left', () => {
  const { batches } = cut('CSV', `click_id\n${'a\n'.repeat(7)}`, 3);
  expect(batches.map(({ index, rowCount, firstLine, lastLine }) => [index, rowCount, firstLine, lastLine])).toEqual([
    [0, 3, 2, 4],
    [1, 3, 5, 7],
    [2, 1, 8, 8],
  ]);
});

test('no rows make no batch', () => {
  expect(cut('CSV', 'click_id\n', 3).batches).toEqual([]);
});

test('a batch ends before its POST would take more than 4 MiB', () => {
  const row = `a,${'x'.repeat(200_000)}\n`;
  const { batches, bodyBytes } = cut('CSV', `click_id,sub1\n${row.repeat(50)}`, 500);
  expect(batches.map(({ rowCount }) => rowCount)).toEqual([20, 20, 10]);
  expect(Math.max(...bodyBytes)).toBeLessThanOrEqual(mostBytes);
});

test('a column that is ignored makes no batch larger than 4 MiB of text', () => {
  const reader = createRowReader({ format: 'CSV', mappings: [{ ignore: 'note' }], onRow: row => cutter.add(row) });
  const batches: CutBatch[] = [];
  const measure = createWireMeasure(() => reader.plan, 500);
  const cutter = createBatchCutter({ batchSize: 500, measure, onBatch: batch => void batches.push(batch) });
  reader.write(Buffer.from(`click_id,note\n${`a,${'x'.repeat(200_000)}\n`.repeat(50)}`));
  reader.end();
  cutter.end();
  expect(Math.max(...batches.map(({ rows }) => rows.length))).toBeLessThanOrEqual(mostBytes);
});

// What grows most as JSON, in bytes: control characters, letters of three bytes, numbers with an exponent.
const growing = fc.constantFrom('\u0001', 'ก', '\\', 'é', '\u{1f4b6}', 'x');
const cell = fc.tuple(growing, fc.nat(40_000)).map(([sign, count]) => sign.repeat(count));

test('no POST takes more than 4 MiB, whatever is in the cells of a CSV', () => {
  const rows = fc.array(fc.tuple(cell, cell), { minLength: 1, maxLength: 40 });
  fc.assert(
    fc.property(rows, fc.integer({ min: 1, max: 100 }), (cells, batchSize) => {
      const text = cells.map(([one, other]) => `c,"${one}","${other}"\n`).join('');
      const { bodyBytes } = cut('CSV', `click_id,sub1,extra.${'ก'.repeat(50)}\n${text}`, batchSize);
      expect(Math.max(...bodyBytes)).toBeLessThanOrEqual(mostBytes);
    }),
    { numRuns: 15 },
  );
});

test('no POST takes more than 4 MiB, whatever is in a line of NDJSON', () => {
  const number = fc.constantFrom('9e15', '1E5', '-1e-7', '12');
  const line = fc
    .tuple(number, fc.nat(40_000))
    .map(([text, count]) => `{"clickId":"c","extra":{"x":[${`${text},`.repeat(count)}0]}}`);
  fc.assert(
    fc.property(
      fc.array(line, { minLength: 1, maxLength: 30 }),
      fc.integer({ min: 1, max: 100 }),
      (lines, batchSize) => {
        const { bodyBytes } = cut('NDJSON', lines.join('\n'), batchSize);
        expect(Math.max(...bodyBytes)).toBeLessThanOrEqual(mostBytes);
      },
    ),
    { numRuns: 10 },
  );
});
