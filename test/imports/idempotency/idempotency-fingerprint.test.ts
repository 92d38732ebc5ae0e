import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Conversion } from '../../../src/conversions/conversion.ts';
import { fingerprintOf } from '../../../src/imports/idempotency/fingerprint.ts';

const row = fc.record(
  {
    clickId: fc.string(),
    txnId: fc.option(fc.string()),
    saleAmount: fc.option(fc.double({ noNaN: true, noDefaultInfinity: true })),
    sub1: fc.option(fc.string()),
    customDimensions: fc.option(fc.dictionary(fc.string(), fc.jsonValue({ maxDepth: 3 }))),
    extra: fc.option(fc.dictionary(fc.oneof(fc.string(), fc.constant('__proto__')), fc.jsonValue({ maxDepth: 2 }))),
  },
  { requiredKeys: ['clickId'] },
);
const rows = fc.array(row, { minLength: 1, maxLength: 5 });
const options = { onInvalid: 'REJECT_ALL', sendPostback: null };

/** The same value with the keys of its objects in the opposite order. */
function reversed(value: unknown): any {
  if (Array.isArray(value)) return value.map(reversed);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .toReversed()
      .map(([name, member]) => [name, reversed(member)]),
  );
}

test('the fingerprint of an input is the same in whatever order its keys are', () => {
  fc.assert(
    fc.property(rows, list => {
      const one = fingerprintOf('importConversions', options, list);
      expect(fingerprintOf('importConversions', reversed(options), reversed(list))).toBe(one);
    }),
  );
});

test('the fingerprint of an input is the same whether a field is null or absent, as neither is sent', () => {
  fc.assert(
    fc.property(rows, list => {
      const bare: any = list.map(one => Object.fromEntries(Object.entries(one).filter(([, value]) => value !== null)));
      const filled = list.map(one => ({ goalId: null, currency: undefined, ...one }));
      const one = fingerprintOf('importConversions', { onInvalid: 'REJECT_ALL' }, bare);
      expect(fingerprintOf('importConversions', options, filled)).toBe(one);
    }),
  );
});

/** What is sent, as text: two inputs ask for the same exactly when these are equal. */
function sentText(list: readonly Conversion[]): string {
  const canonical = (value: unknown, isRow: boolean): unknown => {
    if (Array.isArray(value)) return value.map(item => canonical(item, false));
    if (typeof value !== 'object' || value === null) return value;
    const members = Object.entries(value).filter(([, member]) => !isRow || (member !== null && member !== undefined));
    return { members: members.map(([name, member]) => [name, canonical(member, false)]).toSorted(byName) };
  };
  return JSON.stringify(list.map(one => canonical(one, true)));
}
const byName = (one: any[], other: any[]): number => (one[0] < other[0] ? -1 : 1);

test('the fingerprints of two inputs differ exactly when what is sent for them differs', () => {
  const similar = fc.record(
    {
      clickId: fc.constantFrom('a', 'b'),
      txnId: fc.constantFrom(null, '', 'a', 'null'),
      saleAmount: fc.constantFrom(null, 0, 1),
      extra: fc.constantFrom<any>(
        null,
        {},
        { a: null },
        { a: [] },
        { a: {} },
        { a: ['b', 1] },
        { a: { b: 1 } },
        { a: 1, b: 2 },
        { b: 2, a: 1 },
      ),
    },
    { requiredKeys: ['clickId'] },
  );
  const few = fc.array(similar, { minLength: 1, maxLength: 2 });
  fc.assert(
    fc.property(few, few, (one, other) => {
      const areEqual = fingerprintOf('x', options, one) === fingerprintOf('x', options, other);
      expect(areEqual).toBe(sentText(one) === sentText(other));
    }),
    { numRuns: 2_000 },
  );
});

test('the fingerprint tells operations, options, and the order of rows apart', () => {
  const [a, b] = [{ clickId: 'a' }, { clickId: 'b' }];
  const prints = [
    fingerprintOf('importConversions', options, [a, b]),
    fingerprintOf('createBulkImport', options, [a, b]),
    fingerprintOf('importConversions', { ...options, sendPostback: false }, [a, b]),
    fingerprintOf('importConversions', { ...options, onInvalid: 'SKIP_INVALID' }, [a, b]),
    fingerprintOf('importConversions', options, [b, a]),
    fingerprintOf('importConversions', options, [a]),
    fingerprintOf('importConversions', options, [a, a]),
  ];
  expect(new Set(prints).size).toBe(prints.length);
});

test('the fingerprint is made of rows nested deeper than a stack', () => {
  let nested: unknown = 1;
  for (let level = 0; level < 50_000; level++) nested = [nested];
  expect(fingerprintOf('importConversions', options, [{ clickId: 'a', extra: { nested } }])).toMatch(/^[0-9a-f]{64}$/);
});
