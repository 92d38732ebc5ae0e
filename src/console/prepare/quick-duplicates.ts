import { createLineTable } from '../../conversions/line-table.ts';

/** Finds rows with the ids of an earlier row, for a preview. */
export interface QuickDuplicates {
  /** The line of the first row with this `duplicateKey`; null if this one is the first, whose line is then kept. */
  readonly firstLineOf: (duplicateKey: string, line: number) => number | null;
}

/**
 * Creates a finder that keeps 96 bits of a quick hash for each row. The seed, three random words, should be another one
 * for each file. The hash is good for a preview and no more: that two rows share it by chance will not happen, but who
 * wants them to can make them, and would deceive nobody but themselves. What is sent, the gateway decides with a hash
 * that withstands that.
 */
export function createQuickDuplicates(seed: Uint32Array): QuickDuplicates {
  const table = createLineTable();
  const [seedA = 0, seedB = 0, seedC = 0] = seed;
  return {
    firstLineOf(duplicateKey, line) {
      let a = seedA;
      let b = seedB;
      let c = seedC;
      for (let place = 0; place < duplicateKey.length; place += 1) {
        const unit = duplicateKey.charCodeAt(place);
        a = Math.imul(a ^ unit, 0x9e3779b1);
        b = Math.imul(b ^ unit, 0x85ebca77) ^ (a >>> 13);
        c = Math.imul(c ^ unit, 0xc2b2ae3d) ^ (b >>> 15);
      }
      const length = duplicateKey.length;
      return table.findOrPut(stir(a ^ (c >>> 16) ^ length), stir(b ^ (a >>> 16)), stir(c ^ (b >>> 16)), line);
    },
  };
}

// Of MurmurHash3: every bit of what comes in tells on every bit of what comes out.
function stir(word: number): number {
  let stirred = Math.imul(word ^ (word >>> 16), 0x85ebca6b);
  stirred = Math.imul(stirred ^ (stirred >>> 13), 0xc2b2ae35);
  return (stirred ^ (stirred >>> 16)) >>> 0;
}
