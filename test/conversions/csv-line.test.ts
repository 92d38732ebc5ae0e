import { expect, test } from 'vitest';
import { csvLine } from '../../src/conversions/csv-line.ts';
import { readCsv } from '../support/read-rows.ts';

test.each([
  [['a', 'b c', ''], 'a,b c,\r\n'],
  [['a,b', 'c"d', 'e\nf', 'g;h'], '"a,b","c""d","e\nf","g;h"\r\n'],
  [[' a', 'b '], '" a","b "\r\n'],
  [['=1+1', '+49', '-12.5', '@x'], "'=1+1,'+49,'-12.5,'@x\r\n"],
  [['\t=1', '\r=1', "'=1", "'a"], "\"'\t=1\",\"'\r=1\",''=1,'a\r\n"],
  [[''], '""\r\n'],
])('%j is written as %j', (cells, line) => {
  expect(csvLine(cells)).toBe(line);
});

test('a row of one empty cell is a row when it is read', () => {
  expect(readCsv(['click_id', ''].map(name => csvLine([name])).join('')).rows).toMatchObject([{ source: [''] }]);
});
