import { isUtf8 } from 'node:buffer';
import { array, assert, nat, oneof, property, string, uint8Array } from 'fast-check';
import { expect, test } from 'vitest';
import { decodeUtf8 } from '../../src/server/decode-utf8.ts';

/** Bytes cut into chunks at the given places. */
function cut(bytes: Buffer, places: readonly number[]): Buffer[] {
  const ends = [...new Set(places.map(place => place % (bytes.length + 1)))].toSorted((one, other) => one - other);
  return [...ends, bytes.length].map((end, index) => bytes.subarray(ends[index - 1] ?? 0, end));
}

const bodies = oneof(
  string({ unit: 'binary' }).map(text => Buffer.from(text)),
  uint8Array().map(bytes => Buffer.from(bytes)),
);

test('however the bytes come in, their text is the same; what is not UTF-8 has none', () => {
  assert(
    property(bodies, array(nat()), (bytes, places) => {
      expect(decodeUtf8(cut(bytes, places))).toBe(isUtf8(bytes) ? bytes.toString() : null);
    }),
  );
});

test.each([1, 2, 3, 4])('a text of more than a million bytes keeps its characters of %i bytes whole', size => {
  const character = ['x', 'é', '€', '😀'][size - 1] ?? '';
  for (const start of ['', 'x', 'xx', 'xxx']) {
    const text = `${start}${character.repeat(1_100_000 / size)}`;
    expect(decodeUtf8([Buffer.from(text)]) === text).toBe(true);
  }
});

test('a long text that is cut short within a character has none', () => {
  const bytes = Buffer.from(`${'x'.repeat(2_000_000)}😀`);
  expect(decodeUtf8([bytes.subarray(0, -1)])).toBeNull();
});

test('the text of a large body is in the heap, so that it goes when the young are collected', () => {
  const bytes = Buffer.from('Yılmaz, Chloé, Müller; '.repeat(100_000));
  // The room for the bytes is made once.
  decodeUtf8(cut(bytes, [1]));
  const before = process.memoryUsage().external;
  const text = decodeUtf8(cut(bytes, [1]));
  expect(process.memoryUsage().external - before).toBeLessThan(bytes.length / 10);
  expect(text).toHaveLength(bytes.toString().length);
});

test('a body that is larger than the room that is kept is decoded, too', () => {
  const text = 'ü'.repeat(3_000_000);
  expect(decodeUtf8(cut(Buffer.from(text), [1, 2_000_001])) === text).toBe(true);
});
