const wordsPerSlot = 4;
const firstSlotCount = 64;
const mostLoad = 0.7;

/**
 * Creates a table of lines by 96 bits of a hash, with open addresses: 16 bytes a slot, and no object for the garbage
 * collector. A line is never 0, so a slot whose line is 0 is free.
 */
export function createLineTable() {
  let slots = new Uint32Array(firstSlotCount * wordsPerSlot);
  let count = 0;

  const grow = (): void => {
    const old = slots;
    slots = new Uint32Array(old.length * 2);
    for (let slot = 0; slot < old.length; slot += wordsPerSlot) {
      const [a = 0, b = 0, c = 0, line = 0] = old.subarray(slot, slot + wordsPerSlot);
      if (line !== 0) put(slots, findSlot(slots, a, b, c), a, b, c, line);
    }
    // Frees it now: the garbage collector does not hurry for so few objects.
    old.buffer.transfer(0);
  };

  return {
    /** The line that is kept for the hash; null if there was none, and now it is this one. */
    findOrPut(a: number, b: number, c: number, line: number): number | null {
      const slot = findSlot(slots, a, b, c);
      const known = slots[slot + 3] ?? 0;
      if (known !== 0) return known;
      put(slots, slot, a, b, c, line);
      count += 1;
      if (count * wordsPerSlot > slots.length * mostLoad) grow();
      return null;
    },
  };
}

/** Where the hash is, or where it is to be put. */
function findSlot(slots: Uint32Array, a: number, b: number, c: number): number {
  const slotCount = slots.length / wordsPerSlot;
  for (let address = a % slotCount; ; address = (address + 1) % slotCount) {
    const slot = address * wordsPerSlot;
    if (slots[slot + 3] === 0) return slot;
    if (slots[slot] === a && slots[slot + 1] === b && slots[slot + 2] === c) return slot;
  }
}

function put(slots: Uint32Array, slot: number, a: number, b: number, c: number, line: number): void {
  slots[slot] = a;
  slots[slot + 1] = b;
  slots[slot + 2] = c;
  slots[slot + 3] = line;
}
