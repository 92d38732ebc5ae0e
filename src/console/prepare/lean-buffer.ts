const encoder = new TextEncoder();
// A mark at the beginning of a cell is a character of it.
const decoder = new TextDecoder('utf-8', { ignoreBOM: true });
const firstByteBeyondAscii = 0x80;
const mostShort = 256;

/**
 * What csv-parse uses of Node's `Buffer`, for browsers; vite.config.ts puts it there. With the one that csv-parse brings
 * along for them a million rows take twice as long: it makes a list of numbers of every text, and reads every cell as if
 * it could hold any character.
 */
export class LeanBuffer extends Uint8Array {
  static override from(source: string | Iterable<number> | ArrayLike<number>): LeanBuffer {
    // The bytes that were made of a text are nobody else's: they need not be copied.
    return new LeanBuffer(typeof source === 'string' ? encoder.encode(source).buffer : Array.from(source));
  }

  static allocUnsafe(size: number): LeanBuffer {
    return new LeanBuffer(size);
  }

  static isBuffer(value: unknown): value is LeanBuffer {
    return value instanceof LeanBuffer;
  }

  /** 0 if they are the same; csv-parse asks for no more. */
  static compare(one: LeanBuffer, other: LeanBuffer): number {
    return one.equals(other) ? 0 : 1;
  }

  /** 0 if it is the same as a part of another one. */
  compare(other: LeanBuffer, start = 0, end = other.length): number {
    return LeanBuffer.compare(this, other.slice(start, end));
  }

  equals(other: Uint8Array): boolean {
    return this.length === other.length && this.every((byte, place) => byte === other[place]);
  }

  copy(target: LeanBuffer, targetStart = 0, start = 0, end = this.length): void {
    target.set(this.subarray(start, end), targetStart);
  }

  /** A part of the same bytes, as Node's is. */
  override slice(start = 0, end = this.length): LeanBuffer {
    const { byteOffset, length } = this.subarray(start, end);
    return new LeanBuffer(this.buffer, byteOffset, length);
  }

  override toString(_encoding?: string, start = 0, end = this.length): string {
    if (end - start > mostShort) return decoder.decode(this.subarray(start, end));
    const units: number[] = [];
    for (let place = start; place < end; place += 1) {
      const byte = this[place] ?? 0;
      if (byte >= firstByteBeyondAscii) return decoder.decode(this.subarray(start, end));
      units.push(byte);
    }
    return String.fromCharCode.apply(null, units);
  }
}
