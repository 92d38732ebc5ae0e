import { describe, expect, test } from 'vitest';
import { checkMappings } from '../../src/conversions/check-mappings.ts';
import type { ColumnMapping } from '../../src/conversions/column-plan.ts';
import { conversionFields } from '../../src/conversions/conversion-fields.ts';
import { planColumns } from '../../src/conversions/plan-columns.ts';

function targetsOf(header: readonly string[], mappings: readonly ColumnMapping[] | null = null): string[] {
  const result = planColumns(header, mappings);
  if (!('plan' in result)) throw new Error(JSON.stringify(result.faults));
  expect(JSON.parse(JSON.stringify(result.plan))).toEqual(result.plan);
  expect(result.plan.map(({ column }) => column)).toEqual(header);
  return result.plan.map(({ target }) => ('name' in target ? `${target.kind} ${target.name}` : target.kind));
}

function faultsOf(header: readonly string[], mappings: readonly ColumnMapping[] | null = null) {
  const result = planColumns(header, mappings);
  return 'faults' in result ? result.faults : [];
}

const clickId = { field: { column: 'ID', field: 'CLICK_ID' } } as const;

describe('the header rule', () => {
  test.each(['Click ID', 'click_id', 'clickId', 'CLICK-ID', ' c l i c k__id ', 'CLICK\u00a0ID'])(
    '%j is the click id',
    name => {
      expect(targetsOf([name])).toEqual(['field clickId']);
    },
  );

  test('knows every typed field that fits a cell, under each of its names', () => {
    const fields = conversionFields.filter(({ enumName }) => enumName !== null);
    const expected = fields.map(({ name }) => `field ${name}`);
    expect(targetsOf(fields.map(({ name }) => name))).toEqual(expected);
    expect(targetsOf(fields.map(({ wireName }) => wireName))).toEqual(expected);
    expect(targetsOf(fields.map(({ enumName }) => enumName ?? ''))).toEqual(expected);
  });

  test('keeps the names of members as they are', () => {
    const header = [
      'clickid',
      'Custom Dimensions. First-Name',
      'custom_dimensions.a.b',
      'EXTRA.Status',
      'ex-tra.__proto__',
    ];
    expect(targetsOf(header)).toEqual([
      'field clickId',
      'customDimensions  First-Name',
      'customDimensions a.b',
      'extra Status',
      'extra __proto__',
    ]);
  });

  test('lists every column that it does not know, once', () => {
    const header = ['click_id', 'status', 'customDimensions', 'extra', 'extra.', 'status', 'sub16', 'extra.\u0000'];
    const columns = ['status', 'customDimensions', 'extra', 'extra.', 'sub16', 'extra.\u0000'];
    expect(faultsOf(header)).toEqual([{ code: 'UNKNOWN_COLUMNS', columns }]);
  });

  test('tells the places of columns without a name', () => {
    expect(faultsOf(['click_id', '', ' '])).toEqual([{ code: 'UNNAMED_COLUMNS', places: [2, 3] }]);
  });

  test('refuses two columns for one place', () => {
    expect(faultsOf(['click_id', 'txnId', 'Click ID', 'extra.a', 'extra.A', 'EXTRA.a'])).toEqual([
      { code: 'REPEATED_TARGET', target: 'clickId', columns: ['click_id', 'Click ID'] },
      { code: 'REPEATED_TARGET', target: 'extra.a', columns: ['extra.a', 'EXTRA.a'] },
    ]);
  });

  test('refuses an extra that has a field of its own', () => {
    expect(faultsOf(['click_id', 'extra.sale_amount', 'extra.custom_dimensions'])).toEqual([
      { code: 'RESERVED_EXTRA', column: 'extra.sale_amount' },
      { code: 'RESERVED_EXTRA', column: 'extra.custom_dimensions' },
    ]);
    expect(targetsOf(['click_id', 'extra.saleAmount'])).toEqual(['field clickId', 'extra saleAmount']);
  });

  test('misses the click id only where all columns are known', () => {
    expect(faultsOf(['txn_id'])).toEqual([{ code: 'NO_CLICK_ID' }]);
    expect(faultsOf(['txn_id', 'klick'])).toEqual([{ code: 'UNKNOWN_COLUMNS', columns: ['klick'] }]);
  });
});

describe('mappings', () => {
  test('go before the header rule, which reads the other columns', () => {
    const mappings: ColumnMapping[] = [
      clickId,
      { customDimension: { column: 'sub1', name: 'city' } },
      { extra: { column: 'state', name: 'status' } },
      { ignore: 'click_id' },
    ];
    expect(targetsOf(['ID', 'click_id', 'sub1', 'state', 'txn_id'], mappings)).toEqual([
      'field clickId',
      'ignored',
      'customDimensions city',
      'extra status',
      'field txnId',
    ]);
  });

  test('find a column by its exact name first, then by what matters of it', () => {
    expect(targetsOf(['id', 'ID', 'Note 1'], [clickId, { ignore: 'id' }, { ignore: 'note_1' }])).toEqual([
      'ignored',
      'field clickId',
      'ignored',
    ]);
  });

  test('ignore all columns of a name, the empty one too', () => {
    const header = ['click_id', '', 'note', 'note', ''];
    const ignored = ['field clickId', 'ignored', 'ignored', 'ignored', 'ignored'];
    expect(targetsOf(header, [{ ignore: '' }, { ignore: 'note' }])).toEqual(ignored);
  });

  test('must name columns that are there', () => {
    expect(faultsOf(['click_id'], [{ ignore: 'note' }])).toEqual([{ code: 'MISSING_COLUMN', column: 'note' }]);
  });

  test('must fit one column each, and each column one of them', () => {
    expect(faultsOf(['ID', 'ID'], [clickId])).toContainEqual({ code: 'AMBIGUOUS_COLUMN', column: 'ID' });
    expect(faultsOf(['i_d', 'id'], [clickId])).toContainEqual({ code: 'AMBIGUOUS_COLUMN', column: 'ID' });
    expect(faultsOf(['ID'], [clickId, { ignore: 'id' }])).toEqual([{ code: 'AMBIGUOUS_COLUMN', column: 'id' }]);
  });

  test('must not go where a column goes by its name', () => {
    expect(faultsOf(['ID', 'click_id'], [clickId])).toEqual([
      { code: 'REPEATED_TARGET', target: 'clickId', columns: ['ID', 'click_id'] },
    ]);
  });
});

describe('mappings before there is a file', () => {
  test('are fine when each column and each target is there once', () => {
    expect(
      checkMappings([clickId, { ignore: 'a' }, { ignore: 'b' }, { extra: { column: 'c', name: 'clickId' } }]),
    ).toEqual([]);
  });

  test('are told what is wrong with each of them', () => {
    const issues = checkMappings([
      clickId,
      { field: { column: 'B', field: 'CLICK_ID' } },
      { ignore: 'ID' },
      { extra: { column: 'C', name: 'click_id' } },
      { customDimension: { column: 'D', name: '' } },
      { extra: { column: 'E', name: '\ud800' } },
    ]);
    expect(issues.map(({ path, message }) => `${path.join('/')}: ${message}`)).toEqual([
      'columns/1/field: clickId must not come from two columns.',
      'columns/2/ignore: "ID" must not be mapped twice.',
      'columns/3/extra: extra must not repeat click_id, which has a field of its own.',
      'columns/4/customDimension: name must not be empty, begin with NUL or hold half a surrogate pair.',
      'columns/5/extra: name must not be empty, begin with NUL or hold half a surrogate pair.',
    ]);
  });
});
