import { isUtf8 } from 'node:buffer';

/**
 * Of more bytes than about a million Node makes a text outside of V8's heap, which goes only with the next mark-compact, and brings
 * that about: of requests with ten thousand rows, every tenth did. A text that is put together of pieces goes with the young.
 */
const mostBytesAtOnce = 1_000_000;
const pieceBytes = 16 * 1024;

/** What is kept of the room for the next body; few are larger. */
const mostKeptBytes = 4 * 1024 * 1024;

/** Nothing waits while a body is decoded, so that all of them can be in the same room. */
let room = Buffer.allocUnsafeSlow(16 * 1024);

/** The text of the bytes that came in chunks; null if they are not UTF-8, as to decode them would put U+FFFD in their place, unseen. */
export function decodeUtf8(chunks: readonly Buffer[]): string | null {
  const [first, second] = chunks;
  const bytes = first && !second ? first : gather(chunks);
  if (!isUtf8(bytes)) return null;
  return bytes.length <= mostBytesAtOnce ? bytes.toString() : decodeInPieces(bytes);
}

function gather(chunks: readonly Buffer[]): Buffer {
  const length = chunks.reduce((sum, chunk) => sum + chunk.length, 0);
  if (length > mostKeptBytes) return Buffer.concat(chunks, length);
  if (length > room.length) room = Buffer.allocUnsafeSlow(Math.min(mostKeptBytes, 2 * length));
  let at = 0;
  for (const chunk of chunks) at += chunk.copy(room, at);
  return room.subarray(0, length);
}

function decodeInPieces(bytes: Buffer): string {
  let text = '';
  for (let start = 0; start < bytes.length; ) {
    let end = Math.min(bytes.length, start + pieceBytes);
    while (isWithinCharacter(bytes[end])) end--;
    text += bytes.toString('utf8', start, end);
    start = end;
  }
  return text;
}

const isWithinCharacter = (byte: number | undefined): boolean => byte !== undefined && (byte & 0xc0) === 0x80;
