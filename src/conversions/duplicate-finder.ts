import { hash } from 'node:crypto';
import { createLineTable } from './line-table.ts';

/** Finds rows with the ids of an earlier row, without keeping the ids. */
export interface DuplicateFinder {
  /** The line of the first row with this `duplicateKey`; null if this one is the first, whose line is then kept. */
  readonly firstLineOf: (duplicateKey: string, line: number) => number | null;
}

// Making one of many small tables larger neither takes long nor needs much room for the old one beside the new one.
const tableCount = 64;

/**
 * Creates a finder that keeps 96 bits of a keyed hash for each row. The hash is SHA-256 over key and ids, cut short: of
 * the sound ones Node computes it fastest, and who does not have the key cannot make ids that share it. That two of a
 * million rows share it by chance is as likely as 6 in 10^18.
 */
export function createDuplicateFinder(key: Uint8Array): DuplicateFinder {
  const prefix = Buffer.from(key).toString('hex');
  const tables = Array.from({ length: tableCount }, createLineTable);
  return {
    firstLineOf(duplicateKey, line) {
      const digest = hash('sha256', prefix + duplicateKey, 'binary');
      const table = tables[digest.charCodeAt(12) % tableCount];
      return table?.findOrPut(wordAt(digest, 0), wordAt(digest, 4), wordAt(digest, 8), line) ?? null;
    },
  };
}

function wordAt(digest: string, place: number): number {
  const low = digest.charCodeAt(place) | (digest.charCodeAt(place + 1) << 8);
  return (low | (digest.charCodeAt(place + 2) << 16) | (digest.charCodeAt(place + 3) << 24)) >>> 0;
}
