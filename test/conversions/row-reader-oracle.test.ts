import { parse } from 'csv-parse/sync';
import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { csvLine } from '../../src/conversions/csv-line.ts';
import { readNaively } from '../support/read-naively.ts';
import { readChunks, readCsv } from '../support/read-rows.ts';

const header = ['click_id', 'sub1', 'extra.a'];
const piece = fc.constantFrom('a', 'B', '1', ' ', ',', ';', '\t', '"', '\n', '\r\n', 'é', '😀', '=', '-', '\ufeff');
const cell = fc.array(piece, { maxLength: 6 }).map(pieces => pieces.join(''));

interface Style {
  readonly delimiter: string;
  readonly newline: string;
  readonly quoteAll: boolean;
}

function write(records: readonly (readonly string[])[], { delimiter, newline, quoteAll }: Style): string {
  const quoted = (text: string) => (quoteAll || /[",;\t\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
  return records.map(record => record.map(quoted).join(delimiter) + newline).join('');
}

function cut(bytes: Uint8Array, places: readonly number[]): Uint8Array[] {
  const ends = [...places.map(place => place % (bytes.length + 1)), bytes.length].toSorted((a, b) => a - b);
  return ends.map((end, index) => bytes.subarray(ends[index - 1] ?? 0, end));
}

const style = fc.record({
  delimiter: fc.constantFrom(',', ';', '\t'),
  newline: fc.constantFrom('\n', '\r\n', '\r'),
  quoteAll: fc.boolean(),
});
const records = fc.array(fc.tuple(cell, cell, cell), { maxLength: 8 });
const places = fc.array(fc.nat(), { maxLength: 12 });

test('a well-formed CSV has the cells that were written into it', () => {
  fc.assert(
    fc.property(records, style, places, (rows, how, cuts) => {
      const text = write([header, ...rows], how);
      const read = readChunks('CSV', cut(Buffer.from(text), cuts));
      expect(read.fault).toBeNull();
      expect(read.rows.map(({ source }) => source)).toEqual(rows);
    }),
  );
});

test('whatever a CSV holds, its rows, their lines and its fault are those that a naive reader finds', () => {
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 30 }), pieces => {
      const text = `click_id,sub1\n${pieces.join('')}`;
      const { rows, fault } = readCsv(text);
      const read = { rows: rows.map(({ line, source }) => ({ line, cells: source })), fault };
      expect(read).toEqual(readNaively(text));
    }),
    { numRuns: 1000 },
  );
});

test('each row begins on the line on which an editor shows it', () => {
  fc.assert(
    fc.property(records, style, (rows, how) => {
      const lines = rows.map((_, index) => write([header, ...rows.slice(0, index)], how).split(/\r\n|\r|\n/).length);
      expect(readCsv(write([header, ...rows], how)).rows.map(({ line }) => line)).toEqual(lines);
    }),
  );
});

test('whatever a file holds, where its chunks end makes no difference', () => {
  const bytes = fc.array(
    fc.oneof({ weight: 9, arbitrary: piece.map(text => Buffer.from(text)) }, fc.uint8Array({ maxLength: 2 })),
  );
  fc.assert(
    fc.property(bytes, places, fc.constantFrom('CSV' as const, 'NDJSON' as const), (parts, cuts, format) => {
      const file = Buffer.concat([Buffer.from(format === 'CSV' ? 'click_id,sub1\n' : ''), ...parts]);
      expect(readChunks(format, cut(file, cuts))).toEqual(readChunks(format, [file]));
    }),
  );
});

test('a line that is written is read as the same cells', () => {
  const marked = fc
    .array(fc.oneof(piece, fc.constantFrom("'", '@', '+', '＝', '\r')), { maxLength: 4 })
    .map(pieces => pieces.join(''));
  fc.assert(
    fc.property(fc.array(fc.tuple(marked, marked, marked)), rows => {
      const read = readCsv([header, ...rows].map(csvLine).join(''));
      expect(read.header).toEqual(header);
      expect(read.rows.map(({ source }) => source)).toEqual(rows);
    }),
  );
});

test('a spreadsheet finds no formula at the beginning of a written cell', () => {
  fc.assert(
    fc.property(
      fc.string({ unit: fc.constantFrom('=', '+', '-', '@', '\t', '\r', '\n', "'", '"', 'a', ' ', '＝') }),
      text => {
        const [[shown] = []] = parse(csvLine([text, 'b']), { record_delimiter: '\r\n' });
        expect(shown).not.toMatch(/^[=+\-@\t\r\n＝]/);
      },
    ),
  );
});
