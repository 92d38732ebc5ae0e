/** A map that holds so many entries and no more: a new one takes the place of the oldest. */
export interface NewestEntries<Value> {
  readonly get: (key: string) => Value | undefined;
  /** Makes the entry, or makes it anew: it is the newest then. */
  readonly set: (key: string, value: Value) => void;
  /** Forgets all of them. */
  readonly clear: () => void;
}

interface NewestEntriesOptions {
  readonly max: number;
  /** Told of each entry that is forgotten. */
  readonly onForgotten?: (key: string) => void;
}

/** Makes an empty one. */
export function createNewestEntries<Value>({
  max,
  onForgotten = () => {},
}: NewestEntriesOptions): NewestEntries<Value> {
  const entries = new Map<string, Value>();
  // Goes on where it is: from the start it would go past all that were forgotten before, each time.
  const oldest = entries.keys();
  return {
    get: key => entries.get(key),
    set(key, value) {
      entries.delete(key);
      entries.set(key, value);
      if (entries.size <= max) return;
      const { value: forgotten } = oldest.next();
      if (forgotten === undefined) return;
      entries.delete(forgotten);
      onForgotten(forgotten);
    },
    clear() {
      const keys = [...entries.keys()];
      entries.clear();
      keys.forEach(onForgotten);
    },
  };
}
