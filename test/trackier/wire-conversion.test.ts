import { expect, test } from 'vitest';
import { conversionFields } from '../../src/conversions/conversion-fields.ts';
import { wireConversionFrom } from '../../src/trackier/wire-conversion.ts';

const valueOf = (field: (typeof conversionFields)[number]) =>
  field.kind === 'object' ? { a: 1 } : field.kind === 'amount' ? 0 : field.name;

test('every field of a conversion is sent under its name on the wire, in their order', () => {
  const conversion = Object.fromEntries(conversionFields.map(field => [field.name, valueOf(field)]));
  const wire = wireConversionFrom({ clickId: 'clickId', ...conversion });
  expect(Object.entries(wire)).toEqual(conversionFields.map(field => [field.wireName, valueOf(field)]));
});

test('null and absent fields are not sent, empty ones are', () => {
  const nulls = Object.fromEntries(conversionFields.map(({ name }) => [name, null]));
  expect(wireConversionFrom({ ...nulls, clickId: 'c', extra: null, goalId: '', saleAmount: 0 })).toEqual({
    click_id: 'c',
    goal_id: '',
    sale_amount: 0,
  });
});

test('extra fields come last and as they are, whatever their names', () => {
  const extra: Record<string, unknown> = JSON.parse(
    '{"status":null,"payout":1.5,"__proto__":{"polluted":true},"constructor":1}',
  );
  const wire = wireConversionFrom({ clickId: 'c', extra });
  expect(JSON.stringify(wire)).toBe(
    '{"click_id":"c","status":null,"payout":1.5,"__proto__":{"polluted":true},"constructor":1}',
  );
  expect(Object.getPrototypeOf(wire)).toBe(Object.prototype);
});
