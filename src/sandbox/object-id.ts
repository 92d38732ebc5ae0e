import { randomBytes } from 'node:crypto';

const COUNTER_LIMIT = 0x1000000;

/** Creates a source of MongoDB-like ids: 24 hexadecimal characters, growing with time, new in every process. */
export function createObjectIds(now: () => number): () => string {
  const process = randomBytes(5).toString('hex');
  let counter = 0;
  return () => {
    counter = (counter + 1) % COUNTER_LIMIT;
    const seconds = Math.floor(now() / 1000) % 0x100000000;
    return hex(seconds, 8) + process + hex(counter, 6);
  };
}

function hex(value: number, width: number): string {
  return value.toString(16).padStart(width, '0');
}
