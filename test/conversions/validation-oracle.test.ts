import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Conversion } from '../../src/conversions/conversion.ts';
import { conversionFields } from '../../src/conversions/conversion-fields.ts';
import { duplicateKey } from '../../src/conversions/duplicate-key.ts';
import { splitRows, validateConversions } from '../../src/conversions/validate-conversions.ts';

// The rules once more, as slowly and as literally as they can be written.

const wireNames: readonly string[] = conversionFields.map(({ wireName }) => wireName);

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const isWellFormed = (text: string): boolean => {
  try {
    return encodeURIComponent(text) !== '';
  } catch {
    return false;
  }
};

const controls = [
  ...Array.from({ length: 0x20 }, (_, code) => code),
  ...Array.from({ length: 0x21 }, (_, code) => 0x7f + code),
  0x2028,
  0x2029,
];

function clickIdCodes(value: unknown): string[] {
  if (value === undefined || value === null) return ['REQUIRED'];
  if (typeof value !== 'string') return ['INVALID_FORMAT'];
  if (/^\s*$/.test(value)) return ['REQUIRED'];
  const hasControl = Array.from(value).some(character => controls.includes(character.codePointAt(0)!));
  const isPadded = /^\s/.test(value) || /\s$/.test(value);
  return [
    ...(hasControl || isPadded || !isWellFormed(value) ? ['INVALID_FORMAT'] : []),
    ...(Array.from(value).length > 255 ? ['TOO_LONG'] : []),
  ];
}

function levelsOf(value: unknown): number {
  if (typeof value !== 'object' || value === null) return 0;
  return 1 + Math.max(0, ...Object.values(value).map(levelsOf));
}

function isJson(value: unknown): boolean {
  if (typeof value === 'string') return isWellFormed(value) || value === '';
  if (typeof value === 'number')
    return Number.isFinite(value) && !(Number.isInteger(value) && Math.abs(value) > 2 ** 53 - 1);
  if (Array.isArray(value)) return value.every(isJson);
  if (!isRecord(value)) return value === null || typeof value === 'boolean';
  return Object.entries(value).every(([name, item]) => isName(name) && isJson(item));
}

function isName(name: string): boolean {
  return name === '' || (isWellFormed(name) && !name.startsWith('\u0000'));
}

function memberCodes(object: Record<string, unknown>, levels: number, taken: readonly string[]): string[] {
  return Object.entries(object).flatMap(([name, value]) => {
    if (taken.includes(name)) return ['CONFLICT'];
    if (levelsOf(value) + 1 > levels) return ['DEEP_OR_INVALID'];
    return isName(name) && isJson(value) ? [] : ['DEEP_OR_INVALID'];
  });
}

function objectCodes(name: string, value: unknown): string[] {
  if (value === undefined || value === null) return [];
  if (!isRecord(value)) return ['INVALID_FORMAT'];
  if (name === 'extra') return memberCodes(value, 100, wireNames);
  const codes = memberCodes(value, 5, []);
  return codes.length === 0 && Buffer.byteLength(JSON.stringify(value)) > 65_536 ? ['TOO_LONG'] : codes;
}

function scalarCodes(kind: string, value: unknown): string[] {
  if (value === undefined || value === null) return [];
  if (kind === 'amount') {
    if (typeof value !== 'number' || Number.isNaN(value) || Math.abs(value) === Infinity) return ['INVALID_FORMAT'];
    return value < 0 ? ['OUT_OF_RANGE'] : [];
  }
  if (typeof value !== 'string') return ['INVALID_FORMAT'];
  if (kind === 'currency') return value.length === 3 && /^[A-Z]+$/.test(value) ? [] : ['INVALID_FORMAT'];
  return value === '' || isWellFormed(value) ? [] : ['INVALID_FORMAT'];
}

function rowCodes(row: unknown): { field: string; code: string }[] {
  if (!isRecord(row)) return [{ field: 'row', code: 'INVALID_FORMAT' }];
  return [...conversionFields, { name: 'extra', kind: 'object' }].flatMap(({ name, kind }) => {
    const value = row[name];
    const codes =
      kind === 'click-id'
        ? clickIdCodes(value)
        : kind === 'object'
          ? objectCodes(name, value)
          : scalarCodes(kind, value);
    return codes.map(code => ({ field: name, code }));
  });
}

function idsOf(row: unknown): unknown[] | null {
  const wrong = rowCodes(row).some(({ field }) => ['row', 'clickId', 'txnId', 'goalId'].includes(field));
  return wrong || !isRecord(row) ? null : [row['clickId'], row['txnId'] ?? null, row['goalId'] ?? null];
}

function expectedErrors(rows: readonly unknown[]): string[] {
  return rows.flatMap((row, index) => {
    const ids = JSON.stringify(idsOf(row));
    const first = ids === 'null' ? index : rows.findIndex(other => JSON.stringify(idsOf(other)) === ids);
    return [
      ...rowCodes(row).map(({ field, code }) => `${index} ${field} ${code}`),
      ...(first < index ? [`${index} clickId DUPLICATE of ${first}`] : []),
    ];
  });
}

// The rules trust no type: they are given what TypeScript would not let through.
function areTaken(rows: readonly unknown[]): rows is readonly Conversion[] {
  return Array.isArray(rows);
}

function conversionsOf(rows: readonly unknown[]): readonly Conversion[] {
  return areTaken(rows) ? rows : [];
}

function actualErrors(rows: readonly unknown[]): string[] {
  return validateConversions(conversionsOf(rows)).map(({ index, path: [field = 'row', member], code, message }) => {
    // Which of two faults deep within a member is met first is not promised.
    const isWithin = member !== undefined && (code === 'OUT_OF_RANGE' || code === 'INVALID_FORMAT');
    const first = code === 'DUPLICATE' ? ` of ${/(\d+)\.$/.exec(message)?.[1]}` : '';
    return `${index} ${field} ${isWithin ? 'DEEP_OR_INVALID' : code}${first}`;
  });
}

const text = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.string({ unit: fc.constantFrom('a', ' ', '\u0000', '\u0085', '\u2028', '\ud83d', '\ude00', 'é', '\ufeff', '"') }),
  fc.constantFrom('a', 'b', '', ' ', 'a'.repeat(256), '😀'.repeat(255), '😀'.repeat(256), `${'a'.repeat(254)}😀`),
);
const scalar = fc.oneof(text, fc.double(), fc.integer(), fc.boolean(), fc.constantFrom(null, undefined, 5n, Infinity));
const anyJson = fc.anything({
  key: fc.oneof(text, fc.constantFrom('__proto__', ...wireNames)),
  values: [scalar],
  maxDepth: 7,
  withNullPrototype: true,
});
const anyObject = fc.oneof(
  fc.dictionary(fc.oneof(text, fc.constantFrom('first_name', '__proto__', ...wireNames)), fc.oneof(scalar, anyJson)),
  fc.record({ k: fc.integer({ min: 10_900, max: 70_000 }).map(length => 'é"a'.repeat(length / 3)) }),
);
const id = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom('a', 'b', null, undefined) },
  { weight: 1, arbitrary: scalar },
);
const sloppyRow = fc.record(
  {
    clickId: id,
    txnId: id,
    goalId: id,
    saleAmount: fc.oneof(fc.double(), scalar),
    currency: fc.oneof(fc.constantFrom('USD', 'usd'), scalar),
    sub1: scalar,
    sub15: scalar,
    customDimensions: fc.oneof(anyObject, scalar),
    extra: fc.oneof(anyObject, scalar),
  },
  { requiredKeys: [], noNullPrototype: false },
);
const goodRow = fc.record({ clickId: fc.constantFrom('a', 'b', 'c', 'd'), txnId: id, sub1: fc.string() });
const rowsOf = fc.array(
  fc.oneof({ weight: 5, arbitrary: sloppyRow }, { weight: 3, arbitrary: goodRow }, { weight: 1, arbitrary: scalar }),
  { maxLength: 12 },
);

test('the compiled rules find exactly what the literal ones find', () => {
  fc.assert(
    fc.property(rowsOf, rows => {
      expect(actualErrors(rows)).toEqual(expectedErrors(rows));
    }),
    { numRuns: 1000 },
  );
});

test('valid rows and rejected ones add up, and valid ones validate again', () => {
  fc.assert(
    fc.property(rowsOf, rows => {
      const { validRows, rowErrors, rejectedCount } = splitRows(conversionsOf(rows));
      expect(validRows.length + rejectedCount).toBe(rows.length);
      expect(rejectedCount).toBe(new Set(rowErrors.map(({ index }) => index)).size);
      expect(validateConversions(validRows)).toEqual([]);
    }),
  );
});

test('what is valid survives the way over JSON unchanged', () => {
  fc.assert(
    fc.property(rowsOf, rows => {
      for (const row of splitRows(conversionsOf(rows)).validRows) {
        const { customDimensions = null, extra = null } = row;
        expect(JSON.stringify(JSON.parse(JSON.stringify([customDimensions, extra])))).toBe(
          JSON.stringify([customDimensions, extra]),
        );
        expect(JSON.stringify(row).isWellFormed()).toBe(true);
      }
    }),
  );
});

test('keys are equal exactly if the ids are', () => {
  const ids = fc.string({ unit: fc.constantFrom('a', '-', ':', '1', '2', '|') });
  const optional = fc.option(fc.string({ unit: fc.constantFrom('a', '-', ':', '1', '\u0000') }), { nil: null });
  const identity = fc.tuple(
    ids.filter(value => value !== ''),
    optional,
    optional,
  );
  fc.assert(
    fc.property(identity, identity, (one, other) => {
      const keyOf = ([clickId, txnId, goalId]: typeof one) => duplicateKey({ clickId, txnId, goalId });
      expect(keyOf(one) === keyOf(other)).toBe(JSON.stringify(one) === JSON.stringify(other));
    }),
    { numRuns: 2000 },
  );
});
