import { describe, expect, test } from 'vitest';
import { type ConversionForm, emptyForm, readForm } from '../../../src/console/conversion/conversion-form.ts';

const filled = (form: Partial<ConversionForm>): ConversionForm => ({ ...emptyForm, fields: { clickId: 'a' }, ...form });
const faultsOf = (form: ConversionForm) => Object.fromEntries(readForm(form).faults);

test('a filled-in form is a conversion without what was left empty', () => {
  const { conversion, faults } = readForm(
    filled({
      fields: { clickId: 'a', txnId: '', saleAmount: '12.50', currency: 'USD', sub15: 'x' },
      customDimensions: [{ id: 1, name: 'first_name', value: 'Testing' }],
      extra: [
        { id: 1, name: 'status', value: 'approved' },
        { id: 2, name: '', value: '' },
      ],
    }),
  );
  expect(conversion).toEqual({
    clickId: 'a',
    saleAmount: 12.5,
    currency: 'USD',
    sub15: 'x',
    customDimensions: { first_name: 'Testing' },
    extra: { status: 'approved' },
  });
  expect(faults.size).toBe(0);
});

describe('the rules of the gateway hold for', () => {
  test.each([
    ['an empty form', emptyForm, { clickId: 'Must be given and hold more than white space.' }],
    [
      'a padded click id',
      filled({ fields: { clickId: ' a' } }),
      { clickId: 'Must not begin or end with white space.' },
    ],
    [
      'a comma in an amount',
      filled({ fields: { clickId: 'a', saleAmount: '12,50' } }),
      { saleAmount: 'Must be a finite number.' },
    ],
    ['an amount below 0', filled({ fields: { clickId: 'a', saleAmount: '-1' } }), { saleAmount: 'Must be 0 or more.' }],
    [
      'small letters in a currency',
      filled({ fields: { clickId: 'a', currency: 'usd' } }),
      { currency: 'Must be three capital letters, such as USD.' },
    ],
    [
      'a further field that has a field of its own',
      filled({ extra: [{ id: 7, name: 'currency', value: 'USD' }] }),
      { 'extra.7.name': 'Must not repeat currency, which has a field of its own.' },
    ],
    [
      'dimensions that are too large',
      filled({ customDimensions: [{ id: 1, name: 'a', value: 'x'.repeat(70_000) }] }),
      { customDimensions: 'Must not take more than 64 KiB as JSON.' },
    ],
  ])('%s', (_, form, faults) => {
    expect(readForm(form).conversion).toBe(null);
    expect(faultsOf(form)).toEqual(faults);
  });
});

test('names that one gives oneself are there, and there once, and have a value', () => {
  const form = filled({
    customDimensions: [
      { id: 1, name: '', value: 'x' },
      { id: 2, name: 'a', value: 'x' },
      { id: 3, name: 'a', value: 'y' },
      { id: 4, name: 'b', value: '' },
    ],
  });
  expect(readForm(form).conversion).toBe(null);
  expect(faultsOf(form)).toEqual({
    'customDimensions.1.name': 'Give it a name, or remove it.',
    'customDimensions.3.name': 'This name is there already.',
    'customDimensions.4.value': 'Give it a value, or remove it.',
  });
});

test('a name may be one that JavaScript has a use for', () => {
  const { conversion } = readForm(filled({ customDimensions: [{ id: 1, name: '__proto__', value: 'x' }] }));
  expect(JSON.stringify(conversion)).toBe('{"clickId":"a","customDimensions":{"__proto__":"x"}}');
});
