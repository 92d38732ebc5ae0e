import { describe, expect, test } from 'vitest';
import { checkRow } from '../../src/conversions/check-row.ts';
import { conversionFields } from '../../src/conversions/conversion-fields.ts';
import type { RowError } from '../../src/conversions/row-error.ts';

function faultsOf(row: unknown): RowError[] {
  const errors: RowError[] = [];
  expect(checkRow(row, 7, error => void errors.push(error))).toBe(errors.length === 0);
  expect(errors.every(({ index }) => index === 7)).toBe(true);
  return errors;
}

function codesOf(row: unknown): string[] {
  return faultsOf(row).map(({ code, path }) => `${code} ${path.join('.')}`);
}

function dimensionCodes(customDimensions: unknown): string[] {
  return codesOf({ clickId: 'c', customDimensions });
}

function extraCodes(extra: unknown): string[] {
  return codesOf({ clickId: 'c', extra });
}

function nested(levels: number, innermost: unknown = 1): unknown {
  let value = innermost;
  for (let level = 0; level < levels; level += 1) value = level % 2 === 0 ? { a: value } : [value];
  return value;
}

const full = {
  ...Object.fromEntries(
    conversionFields.filter(({ kind }) => kind === 'text').map(({ name }) => [name, `${name} é 😀`]),
  ),
  clickId: '5c54073a89d4465d2d17cf96',
  saleAmount: 12.5,
  currency: 'USD',
  customDimensions: { first_name: 'Testing', list: [1, null, true] },
  extra: { status: 'approved' },
};

test('a row with every field is valid', () => {
  expect(faultsOf(full)).toEqual([]);
  expect(faultsOf(Object.assign(Object.create(null), full))).toEqual([]);
});

test('null and absent optional fields are fine', () => {
  const nothing = Object.fromEntries(conversionFields.map(({ name }) => [name, null]));
  expect(faultsOf({ ...nothing, extra: undefined, clickId: 'c' })).toEqual([]);
});

test('names that are no fields are not looked at', () => {
  expect(faultsOf(JSON.parse('{"clickId":"c","__proto__":5,"click_id":7,"constructor":{}}'))).toEqual([]);
});

test.each([[null], [undefined], [5], ['text'], [[]], [true]])('%j is no row', row => {
  expect(faultsOf(row)).toEqual([
    { index: 7, path: [], code: 'INVALID_FORMAT', message: 'The row must be an object.' },
  ]);
});

describe('clickId', () => {
  test.each([[undefined], [null], [''], [' '], ['\t\r\n\u00a0\u3000\ufeff\u2028']])('%j is REQUIRED', clickId => {
    expect(codesOf({ clickId })).toEqual(['REQUIRED clickId']);
  });

  test('an absent one is REQUIRED', () => {
    expect(codesOf({})).toEqual(['REQUIRED clickId']);
  });

  test.each([
    [' a'],
    ['a '],
    ['a\n'],
    ['\u00a0a'],
    ['a\u3000'],
    ['\ufeffa'],
    ['a\u0000b'],
    ['a\u001fb'],
    ['a\u007fb'],
    ['a\u0080b'],
    ['a\u009fb'],
    ['\u0000'],
    ['a\u2028b'],
    ['a\u2029b'],
    ['a\ud800'],
    ['\udc00a'],
    [5],
    [true],
    [{}],
    [[]],
    [Number.NaN],
  ])('%j is INVALID_FORMAT', clickId => {
    expect(codesOf({ clickId })).toEqual(['INVALID_FORMAT clickId']);
  });

  test.each([['a'], ['a b'], ['a|b'], ['é'], ['😀'], ['a\u200bb'], ['__proto__'], ['"'], ['a\u00adb'], ['0']])(
    '%j is valid',
    clickId => {
      expect(faultsOf({ clickId })).toEqual([]);
    },
  );

  test('255 characters are valid, whatever they take in UTF-16, and 256 are TOO_LONG', () => {
    for (const character of ['a', 'é', '語', '😀']) {
      expect(faultsOf({ clickId: character.repeat(255) })).toEqual([]);
      expect(codesOf({ clickId: character.repeat(256) })).toEqual(['TOO_LONG clickId']);
      expect(codesOf({ clickId: character.repeat(1_000_000) })).toEqual(['TOO_LONG clickId']);
    }
  });

  test('one that breaks two rules has two errors', () => {
    expect(codesOf({ clickId: `${'a'.repeat(256)} ` })).toEqual(['INVALID_FORMAT clickId', 'TOO_LONG clickId']);
    expect(codesOf({ clickId: ' '.repeat(1_000_000) })).toEqual(['REQUIRED clickId']);
    expect(codesOf({ clickId: `${' '.repeat(1_000_000)}a` })).toEqual(['INVALID_FORMAT clickId', 'TOO_LONG clickId']);
  });
});

describe('the other fields', () => {
  test.each(conversionFields.filter(({ kind }) => kind === 'text'))('$name is any well-formed text', ({ name }) => {
    for (const text of ['', ' ', '\u0000', 'x'.repeat(100_000), '😀'])
      expect(faultsOf({ clickId: 'c', [name]: text })).toEqual([]);
    for (const value of ['\ud83d', 'a\udc00b', 5, true, {}, []]) {
      expect(codesOf({ clickId: 'c', [name]: value })).toEqual([`INVALID_FORMAT ${name}`]);
    }
  });

  test('currency is three capital letters', () => {
    for (const currency of ['USD', 'XXX']) expect(faultsOf({ clickId: 'c', currency })).toEqual([]);
    for (const currency of ['', 'usd', 'US', 'USDT', 'USD\n', ' USD', 'ÜSD', 'ＵＳＤ', 840, {}]) {
      expect(codesOf({ clickId: 'c', currency })).toEqual(['INVALID_FORMAT currency']);
    }
  });

  test('saleAmount is finite and 0 or more', () => {
    for (const saleAmount of [0, -0, 0.1, 5e-324, Number.MAX_VALUE])
      expect(faultsOf({ clickId: 'c', saleAmount })).toEqual([]);
    for (const saleAmount of [-1, -5e-324])
      expect(codesOf({ clickId: 'c', saleAmount })).toEqual(['OUT_OF_RANGE saleAmount']);
    for (const saleAmount of [Number.NaN, Infinity, -Infinity, '12.50', '', true, {}, 5n]) {
      expect(codesOf({ clickId: 'c', saleAmount })).toEqual(['INVALID_FORMAT saleAmount']);
    }
  });
});

describe('customDimensions', () => {
  test.each([['text'], [5], [[]], [true]])('%j is no object', value => {
    expect(dimensionCodes(value)).toEqual(['INVALID_FORMAT customDimensions']);
  });

  test('5 levels are valid, the object itself being the first, and 6 are OUT_OF_RANGE', () => {
    expect(dimensionCodes({ a: nested(4) })).toEqual([]);
    expect(dimensionCodes({ a: nested(4, []), b: 1 })).toEqual(['OUT_OF_RANGE customDimensions.a']);
    expect(dimensionCodes({ a: 1, b: nested(5) })).toEqual(['OUT_OF_RANGE customDimensions.b']);
  });

  test('64 KiB of UTF-8 are valid and a byte more is TOO_LONG', () => {
    for (const [character, bytes] of [
      ['a', 1],
      ['é', 2],
      ['語', 3],
      ['😀', 4],
      ['"', 2],
      ['\u0001', 6],
    ] as const) {
      const frame = '{"k":""}'.length;
      const most = character.repeat(Math.floor((65_536 - frame) / bytes));
      const filler = 'a'.repeat((65_536 - frame) % bytes);
      expect(dimensionCodes({ k: most + filler })).toEqual([]);
      expect(dimensionCodes({ k: `${most}${filler}a` })).toEqual(['TOO_LONG customDimensions']);
    }
  });

  test('the size counts names, lists and numbers too', () => {
    expect(dimensionCodes({ ['k'.repeat(65_536)]: 1 })).toEqual(['TOO_LONG customDimensions']);
    expect(dimensionCodes({ k: Array.from({ length: 40_000 }, () => 1) })).toEqual(['TOO_LONG customDimensions']);
    expect(dimensionCodes({ k: Array.from({ length: 30_000 }, () => 1) })).toEqual([]);
  });

  test('what JSON, or PHP reading it, cannot hold is INVALID_FORMAT at its name', () => {
    expect(dimensionCodes({ fine: 1, x: Infinity, y: [Number.NaN], z: { a: '\ud800' } })).toEqual([
      'INVALID_FORMAT customDimensions.x',
      'INVALID_FORMAT customDimensions.y',
      'INVALID_FORMAT customDimensions.z',
    ]);
    expect(dimensionCodes({ 'a\ud800': 1 })).toEqual(['INVALID_FORMAT customDimensions.a\ufffd']);
    expect(dimensionCodes({ '\u0000a': 1 })).toEqual(['INVALID_FORMAT customDimensions.\u0000a']);
    expect(dimensionCodes({ a: { 'b\udfff': 1 }, c: undefined, d: 5n })).toHaveLength(3);
  });

  test('a name such as __proto__ is a name like any other', () => {
    expect(dimensionCodes(JSON.parse('{"__proto__":"x","constructor":{"prototype":1},"toString":null,"":""}'))).toEqual(
      [],
    );
    expect(dimensionCodes(JSON.parse('{"__proto__":"\\ud800"}'))).toEqual([
      'INVALID_FORMAT customDimensions.__proto__',
    ]);
  });
});

describe('extra', () => {
  test.each(conversionFields)('$wireName has a field of its own', ({ wireName }) => {
    expect(extraCodes({ [wireName]: null, status: 'approved' })).toEqual([`CONFLICT extra.${wireName}`]);
  });

  test('other names are nobody else’s, and sent as they are', () => {
    expect(extraCodes(JSON.parse('{"status":"approved","clickId":"x","sub16":"x","extra":{},"__proto__":1}'))).toEqual(
      [],
    );
  });

  test('it may be larger and deeper than custom dimensions, up to 100 levels', () => {
    expect(extraCodes({ a: 'x'.repeat(200_000), b: nested(99) })).toEqual([]);
    expect(extraCodes({ b: nested(100) })).toEqual(['OUT_OF_RANGE extra.b']);
  });

  test('every fault in it is reported', () => {
    expect(extraCodes({ a: '\ud800', sub1: 'x', click_id: 'y', b: Infinity })).toEqual([
      'INVALID_FORMAT extra.a',
      'CONFLICT extra.sub1',
      'CONFLICT extra.click_id',
      'INVALID_FORMAT extra.b',
    ]);
  });
});

test('a nesting of 100,000 levels is an error of its row and no crash', () => {
  const bottomless = nested(100_000);
  expect(codesOf({ clickId: 'c', customDimensions: { a: bottomless }, extra: { b: bottomless } })).toEqual([
    'OUT_OF_RANGE customDimensions.a',
    'OUT_OF_RANGE extra.b',
  ]);
});

test('all faults of a row are told in the order of the fields', () => {
  const row = {
    extra: { sub1: 1 },
    sub2: 5,
    customDimensions: 1,
    currency: 'x',
    saleAmount: -1,
    txnId: '\ud800',
    clickId: ' ',
  };
  expect(codesOf(row)).toEqual([
    'REQUIRED clickId',
    'INVALID_FORMAT txnId',
    'OUT_OF_RANGE saleAmount',
    'INVALID_FORMAT currency',
    'INVALID_FORMAT sub2',
    'INVALID_FORMAT customDimensions',
    'CONFLICT extra.sub1',
  ]);
});

test('a message is one sentence that names the field and never the value', () => {
  const secret = 'S3cretValue\ud800';
  const row = {
    ...Object.fromEntries(conversionFields.map(({ name }) => [name, secret])),
    extra: { x: secret, sub1: secret },
  };
  const deep = { clickId: `${secret.repeat(300)} `, customDimensions: { x: secret }, saleAmount: -987_654 };
  for (const { path, message } of [...faultsOf(row), ...faultsOf(deep)]) {
    expect(message).toMatch(/^[^.]+\.$/);
    expect(message.startsWith(`${path[0]} `)).toBe(true);
    expect(message).not.toMatch(/S3cret|987/);
  }
});
