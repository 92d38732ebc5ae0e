import { expect, expectTypeOf, test } from 'vitest';
import type { Conversion } from '../../src/conversions/conversion.ts';
import { conversionFields } from '../../src/conversions/conversion-fields.ts';

test('every field of a conversion but extra is in the table', () => {
  expectTypeOf<(typeof conversionFields)[number]['name']>().toEqualTypeOf<Exclude<keyof Conversion, 'extra'>>();
  expect(conversionFields).toHaveLength(21);
});

test.each(conversionFields)('the names of $name follow from one another', ({ name, wireName, enumName }) => {
  expect(wireName).toBe(name.replace(/[A-Z]/g, capital => `_${capital.toLowerCase()}`));
  expect(enumName).toBe(name === 'customDimensions' ? null : wireName.toUpperCase());
});

test('no name of a field is used twice', () => {
  for (const names of [conversionFields.map(field => field.name), conversionFields.map(field => field.wireName)]) {
    expect(new Set<string>(names).size).toBe(conversionFields.length);
  }
});
