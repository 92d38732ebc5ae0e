import { expect, test } from 'vitest';
import { placeFaults } from '../../../src/console/prepare/column-faults.ts';
import { formatOfFile, refusalOfFile } from '../../../src/console/prepare/file-format.ts';
import { mappingsOf, nameForColumn, targetOf } from '../../../src/console/prepare/mapping.ts';
import type { Preview } from '../../../src/console/prepare/preview.ts';
import { shorten } from '../../../src/console/prepare/preview-limits.ts';
import { judge } from '../../../src/console/prepare/verdict.ts';
import type { ColumnTarget } from '../../../src/conversions/column-plan.ts';
import type { ColumnFault } from '../../../src/conversions/file-fault.ts';
import { planColumns } from '../../../src/conversions/plan-columns.ts';

test.each([
  ['a.csv', '', 'CSV'],
  ['A.CSV', 'application/octet-stream', 'CSV'],
  ['a.tsv', '', 'CSV'],
  ['a.b.jsonl', '', 'NDJSON'],
  ['export', 'text/csv; charset=utf-8', 'CSV'],
  ['export', 'application/x-ndjson', 'NDJSON'],
  ['a.ndjson', 'text/csv', 'NDJSON'],
  ['a.pdf', 'application/pdf', null],
  ['csv', '', null],
])('%s of type "%s" is %s', (name, type, format) => {
  expect(formatOfFile({ name, type })).toBe(format);
});

test('a file that is not taken is refused with what to do', () => {
  expect(refusalOfFile('a.xlsx')).toMatch(/Save it as CSV/);
  expect(refusalOfFile('a.json')).toMatch(/one conversion a line/);
  expect(refusalOfFile('a.png')).toMatch(/\.csv or \.ndjson/);
});

test('only what differs from the rule becomes a mapping', () => {
  const chosen = new Map<string, ColumnTarget>([
    ['click_id', { kind: 'field', name: 'clickId' }],
    ['Order', { kind: 'field', name: 'txnId' }],
    ['custom_dimensions.shop', { kind: 'customDimensions', name: 'shop' }],
    ['custom_dimensions.town', { kind: 'customDimensions', name: 'city' }],
    ['ip', { kind: 'extra', name: 'ip_address' }],
    ['currency', { kind: 'ignored' }],
  ]);
  expect(mappingsOf(chosen)).toEqual([
    { field: { column: 'Order', field: 'TXN_ID' } },
    { customDimension: { column: 'custom_dimensions.town', name: 'city' } },
    { extra: { column: 'ip', name: 'ip_address' } },
    { ignore: 'currency' },
  ]);
  expect(targetOf('Sale Amount', chosen)).toEqual({ kind: 'field', name: 'saleAmount' });
  expect(targetOf('Shop', chosen)).toBe(null);
});

test('a column that becomes a dimension or a field of Trackier’s has a name at once that is allowed', () => {
  expect(nameForColumn('Shop', 'customDimensions')).toBe('Shop');
  expect(nameForColumn('custom_dimensions.shop', 'extra')).toBe('shop');
  expect(nameForColumn('  ', 'customDimensions')).toBe('unnamed');
  expect(nameForColumn('txn_id', 'extra')).toBe('txn_id_');
});

const faultsOf = (header: readonly string[]): readonly ColumnFault[] => {
  const result = planColumns(header, null);
  return 'faults' in result ? result.faults : [];
};

test('each fault of a header stands at its column, or above all of them', () => {
  const header = ['Click ID', 'clickId', 'Shop', '', 'extra.txn_id'];
  const { byColumn, general } = placeFaults(faultsOf(header), header);
  expect(Object.fromEntries(byColumn)).toEqual({
    'Click ID': 'Click ID comes from several columns: Click ID, clickId. Keep one, and leave out the others.',
    clickId: 'Click ID comes from several columns: Click ID, clickId. Keep one, and leave out the others.',
    Shop: expect.stringContaining('Choose what it is'),
    '': expect.stringContaining('It has no name'),
    'extra.txn_id': 'There is a field for this: choose it.',
  });
  expect(general).toEqual([]);
  const missing = placeFaults(faultsOf(['txn_id']), ['txn_id']);
  expect(missing.general).toEqual([expect.stringContaining('No column is the click ID')]);
  const twins = placeFaults(faultsOf(['click_id', 'sub1', 'sub1']), ['click_id', 'sub1', 'sub1']);
  expect(twins.byColumn.get('sub1')).toMatch(/Several columns of this name are the Sub 1/);
});

const preview = (part: Partial<Preview>): Preview => ({
  rows: 3,
  accepted: 3,
  rejected: 0,
  duplicate: 0,
  firstRows: [],
  problems: [],
  problemCounts: {},
  fault: null,
  ...part,
});

test('an import is offered exactly where something would be sent', () => {
  const judged = (part: Partial<Preview>, isRejectAll = false) =>
    judge({ head: null, preview: preview(part), bytes: 0, phase: 'done' }, isRejectAll);
  expect(judged({})).toEqual({ kind: 'ready', rows: 3 });
  expect(judged({ accepted: 2, duplicate: 1 })).toEqual({ kind: 'ready', rows: 2 });
  expect(judged({ accepted: 2, duplicate: 1 }, true)).toMatchObject({ kind: 'pointless' });
  expect(judged({ accepted: 0, rejected: 3 })).toMatchObject({ kind: 'pointless' });
  expect(judged({ rows: 0, accepted: 0 })).toEqual({ kind: 'pointless', reason: 'The file has no rows.' });
  expect(judged({ fault: { cause: { code: 'UNCLOSED_QUOTE', line: 2 }, message: '' } })).toMatchObject({
    kind: 'pointless',
  });
  expect(judge({ head: null, preview: preview({}), bytes: 0, phase: 'reading' }, false)).toEqual({ kind: 'checking' });
  expect(judge({ head: null, preview: preview({}), bytes: 0, phase: 'unreadable' }, false)).toMatchObject({
    kind: 'pointless',
  });
});

test('a cell that is shown is short, and no half of a character is', () => {
  expect(shorten('x'.repeat(120))).toHaveLength(120);
  expect(shorten(`${'x'.repeat(119)}😀`)).toBe(`${'x'.repeat(119)}\ufffd…`);
});
