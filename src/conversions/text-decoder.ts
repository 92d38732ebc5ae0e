/** What takes in the text of a file. */
export interface TextSink {
  readonly push: (text: string) => void;
  /** A line is not UTF-8; everything before it has been pushed. */
  readonly refuseLine: () => never;
}

// What is read in one go holds everybody up.
const blockBytes = 16_384;
const lineFeed = 0x0a;
const carriageReturn = 0x0d;

/**
 * Decodes the bytes of a file, strictly: what is not UTF-8 is never mended. However the bytes arrive, they are decoded in
 * blocks, so that neither tiny chunks nor where they end make a difference.
 */
export function createTextDecoder({ push, refuseLine }: TextSink) {
  const block = new Uint8Array(blockBytes);
  let length = 0;
  let isStart = true;

  const decode = (isLast: boolean): void => {
    const end = isLast ? length : length - countUnfinished(block, length);
    const sound = decodeStrictly(block.subarray(0, end));
    const text = sound ?? decodeStrictly(block.subarray(0, findUnsoundLine(block, end))) ?? '';
    push(isStart && text.startsWith('\ufeff') ? text.slice(1) : text);
    if (sound === null) refuseLine();
    isStart = false;
    block.copyWithin(0, end, length);
    length -= end;
  };

  return {
    write: (chunk: Uint8Array): void => {
      for (let taken = 0; taken < chunk.length; ) {
        const part = chunk.subarray(taken, taken + blockBytes - length);
        block.set(part, length);
        length += part.length;
        taken += part.length;
        if (length === blockBytes) decode(false);
      }
    },
    end: (): void => decode(true),
  };
}

const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** The text of the bytes; null if they are not UTF-8. */
function decodeStrictly(bytes: Uint8Array): string | null {
  try {
    return decoder.decode(bytes);
  } catch {
    return null;
  }
}

/** How many bytes at the end may be the beginning of a character. */
function countUnfinished(bytes: Uint8Array, length: number): number {
  for (let count = 1; count <= Math.min(3, length); count += 1) {
    const byte = bytes[length - count] ?? 0;
    if (byte < 0x80) return 0;
    if (byte >= 0xc0) return count < (byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : 2) ? count : 0;
  }
  return 0;
}

// No byte of a longer character looks like the end of a line, so that lines can be told apart before they are decoded.
function findUnsoundLine(bytes: Uint8Array, end: number): number {
  let start = 0;
  for (let place = 0; place < end; place += 1) {
    if (bytes[place] !== lineFeed && bytes[place] !== carriageReturn) continue;
    if (decodeStrictly(bytes.subarray(start, place)) === null) return start;
    start = place + 1;
  }
  return start;
}
