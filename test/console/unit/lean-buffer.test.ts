import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { LeanBuffer } from '../../../src/console/prepare/lean-buffer.ts';

const unit = fc.constantFrom('a', 'Z', '"', ',', '\n', '\u007f', '\u0080', 'ä', '\ufeff', '€', '😀', '\u0000');
const text = fc.array(unit, { maxLength: 300 }).map(units => units.join(''));

test('what csv-parse asks of a Buffer, a LeanBuffer does as well', () => {
  fc.assert(
    fc.property(text, text, fc.nat(40), fc.nat(40), (one, other, a, b) => {
      const [lean, plain] = [LeanBuffer.from(one), Buffer.from(one)];
      expect([...lean]).toEqual([...plain]);
      expect(lean.toString('utf8')).toBe(one);
      const [start, end] = [Math.min(a, b, lean.length), Math.min(Math.max(a, b), lean.length)];
      expect(lean.toString('utf8', start, end)).toBe(plain.toString('utf8', start, end));
      expect(Array.from(lean.slice(start, end))).toEqual([...plain.subarray(start, end)]);
      expect([...LeanBuffer.from(lean)]).toEqual([...plain]);
      const leanOther = LeanBuffer.from(other);
      expect(lean.equals(leanOther)).toBe(plain.equals(Buffer.from(other)));
      expect(LeanBuffer.compare(lean, leanOther) === 0).toBe(plain.equals(Buffer.from(other)));
      expect(lean.compare(leanOther, 0, lean.length) === 0).toBe(
        plain.compare(Buffer.from(other), 0, Math.min(plain.length, leanOther.length)) === 0,
      );
      const [leanTarget, plainTarget] = [LeanBuffer.allocUnsafe(2_000).fill(1), Buffer.alloc(2_000, 1)];
      lean.copy(leanTarget, a, start, end);
      plain.copy(plainTarget, a, start, end);
      expect([...leanTarget]).toEqual([...plainTarget]);
    }),
  );
});

test('a part of it is the same bytes, and it is told from other bytes', () => {
  const lean = LeanBuffer.from('abc');
  lean.slice(1)[0] = 120;
  expect(lean.toString()).toBe('axc');
  expect(LeanBuffer.isBuffer(lean.slice(1))).toBe(true);
  expect(LeanBuffer.isBuffer(new Uint8Array(1))).toBe(false);
  expect(LeanBuffer.from([0xef, 0xbb, 0xbf]).equals(LeanBuffer.from('\ufeff'))).toBe(true);
});
