const quote = 0x22;
const backslash = 0x5c;
const firstSurrogate = 0xd800;
const lastSurrogate = 0xdfff;

/** A unit of UTF-16 takes three bytes of UTF-8 at most; two that are one character, four. */
const mostBytesPerUnit = 3;

/** What is kept of the room for the next text; few requests are larger. */
const mostKeptBytes = 4 * 1024 * 1024;

/**
 * Writes JSON as UTF-8, to the byte as JSON.stringify and an encoder would, but without the text and the objects between.
 * Texts of plain characters, which nearly all are, are copied unit by unit; whatever needs escaping goes to JSON.stringify.
 */
export class JsonBytes {
  #room = Buffer.allocUnsafeSlow(16 * 1024);
  #length = 0;

  /** Bytes that are JSON already. */
  raw(bytes: Uint8Array): void {
    let at = this.#reserve(bytes.length);
    const room = this.#room;
    for (let index = 0; index < bytes.length; index++) room[at++] = bytes[index] ?? 0;
    this.#length = at;
  }

  /** A character of ASCII that is JSON already. */
  mark(code: number): void {
    const at = this.#reserve(1);
    this.#room[at] = code;
    this.#length = at + 1;
  }

  /** A value; false, and nothing is written, for one that JSON leaves out. */
  value(value: unknown): boolean {
    if (typeof value === 'string') {
      this.text(value);
      return true;
    }
    // Its type is that of a value that has a text; undefined and functions have none.
    const json: string | undefined = JSON.stringify(value);
    if (json === undefined) return false;
    this.#encode(json);
    return true;
  }

  text(text: string): void {
    const { length } = text;
    let at = this.#reserve(length * mostBytesPerUnit + 2);
    const room = this.#room;
    room[at++] = quote;
    for (let index = 0; index < length; index++) {
      const unit = text.charCodeAt(index);
      if (unit < 0x80) {
        if (unit < 0x20 || unit === quote || unit === backslash) return this.#encode(JSON.stringify(text));
        room[at++] = unit;
      } else if (unit < 0x800) {
        room[at++] = 0xc0 | (unit >> 6);
        room[at++] = 0x80 | (unit & 0x3f);
      } else if (unit < firstSurrogate || unit > lastSurrogate) {
        room[at++] = 0xe0 | (unit >> 12);
        room[at++] = 0x80 | ((unit >> 6) & 0x3f);
        room[at++] = 0x80 | (unit & 0x3f);
      } else {
        return this.#encode(JSON.stringify(text));
      }
    }
    room[at++] = quote;
    this.#length = at;
  }

  /** What has been written so far, to be given to `rewind`. */
  get length(): number {
    return this.#length;
  }

  /** Takes back what was written since. */
  rewind(length: number): void {
    this.#length = length;
  }

  /** Gives all that was written, in bytes of its own, and begins anew. */
  take(): Buffer {
    const taken = Buffer.from(this.#room.subarray(0, this.#length));
    this.#length = 0;
    if (this.#room.length > mostKeptBytes) this.#room = Buffer.allocUnsafeSlow(16 * 1024);
    return taken;
  }

  #encode(json: string): void {
    const at = this.#reserve(json.length * mostBytesPerUnit);
    this.#length = at + this.#room.write(json, at);
  }

  /** Where to write; so many bytes have room there. */
  #reserve(bytes: number): number {
    const at = this.#length;
    if (at + bytes > this.#room.length) {
      const larger = Buffer.allocUnsafeSlow(2 * (at + bytes));
      this.#room.copy(larger, 0, 0, at);
      this.#room = larger;
    }
    return at;
  }
}
