import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { conversionFields } from '../../src/conversions/conversion-fields.ts';
import { importBody } from '../../src/trackier/import-conversions.ts';
import { wireConversionFrom } from '../../src/trackier/wire-conversion.ts';

const text = fc.oneof(
  fc.string(),
  fc.string({ unit: 'binary' }),
  fc.string({
    unit: fc.constantFrom(
      '"',
      '\\',
      '\0',
      '\u001f',
      ' ',
      '\x7f',
      '\x80',
      'é',
      '߿',
      'ࠀ',
      '\ud800',
      '\udfff',
      '\ue000',
      '\uffff',
      '😀',
    ),
  }),
);
const json = fc.oneof(text, fc.jsonValue(), fc.constantFrom(-0, 1e21, 5e-324, Number.MAX_SAFE_INTEGER, undefined));
const object = fc.oneof(
  fc.dictionary(text, json),
  fc.dictionary(fc.constantFrom('1', '0', '__proto__', 'toString', 'a'), json),
  fc.constant(JSON.parse('{"__proto__":{"a":1},"b":"c","2":null,"1":[]}')),
);
const values = { 'click-id': text, text, currency: text, amount: fc.double(), object } as const;
const optional = <Value>(value: fc.Arbitrary<Value>) => fc.option(value, { nil: null });
const row = fc.record(
  {
    ...Object.fromEntries(conversionFields.map(({ name, kind }) => [name, optional<unknown>(values[kind])])),
    clickId: text,
    extra: fc.option(object, { nil: null, freq: 1 }),
  },
  { requiredKeys: ['clickId'] },
);

test('the body is to the byte what JSON.stringify makes of the rows', () => {
  fc.assert(
    fc.property(
      fc.array(row, { maxLength: 5 }),
      fc.constantFrom(true, false, null, undefined),
      (rows, sendPostback) => {
        const send_postback = sendPostback ?? undefined;
        const expected = JSON.stringify({ conversions: rows.map(wireConversionFrom), send_postback });
        const body = importBody({ conversions: rows, sendPostback });
        expect(body.toString('latin1')).toBe(Buffer.from(expected).toString('latin1'));
      },
    ),
    { numRuns: 3_000 },
  );
});

test('a body is its own: the next one does not change it', () => {
  const large = { clickId: 'a'.repeat(5_000_000) };
  const bodies = [large, { clickId: 'b' }, large, { clickId: 'c' }].map(one => importBody({ conversions: [one] }));
  expect(bodies.map(body => body.length)).toEqual([5_000_033, 34, 5_000_033, 34]);
  expect(bodies[1]?.toString()).toBe('{"conversions":[{"click_id":"b"}]}');
});

test('a row that cannot be written leaves nothing behind', () => {
  const impossible = { clickId: 'a', customDimensions: { big: 1n } };
  expect(() => importBody({ conversions: [{ clickId: 'before' }, impossible] })).toThrow('cannot be written');
  expect(importBody({ conversions: [] }).toString()).toBe('{"conversions":[]}');
});
