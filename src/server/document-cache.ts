/** What Yoga keeps of documents that it has seen. */
export interface DocumentCache<Value> {
  readonly get: (document: string) => Value | undefined;
  readonly set: (document: string, value: Value) => void;
}

/** A parsed document takes some hundred times the memory of its text at worst. */
const defaultMaxCharacters = 256 * 1024;

/**
 * Remembers what was used last, up to so many characters of documents. Yoga's own counts documents, and a client that
 * writes its data into them, each one large and new, would fill the memory.
 */
export function createDocumentCache<Value>(maxCharacters: number = defaultMaxCharacters): DocumentCache<Value> {
  // A Map keeps the order of insertion: the first is the one that was not used for the longest time.
  const values = new Map<string, Value>();
  let characters = 0;
  // Most callers send the same again and again: to compare it takes less than to look it up.
  let newest: { readonly document: string; readonly value: Value } | null = null;
  const remove = (document: string): void => {
    if (values.delete(document)) characters -= document.length;
    if (newest?.document === document) newest = null;
  };
  const add = (document: string, value: Value): void => {
    values.set(document, value);
    characters += document.length;
    newest = { document, value };
  };
  return {
    get(document) {
      if (newest?.document === document) return newest.value;
      const value = values.get(document);
      if (value === undefined) return undefined;
      remove(document);
      add(document, value);
      return value;
    },
    set(document, value) {
      remove(document);
      add(document, value);
      for (const oldest of values.keys()) {
        if (characters <= maxCharacters) return;
        remove(oldest);
      }
    },
  };
}
