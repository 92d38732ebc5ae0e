/** The idempotency keys of what was filled in: one for each content, so that the same is never sent under two. */
export interface FormKeys {
  /** The key of a content; the same each time, until it is renewed. */
  readonly keyOf: (content: string) => string;
  /** Gives a content a new key, so that it can be sent once more: for a person who knows what that means. */
  readonly renew: (content: string) => void;
}

/** Keeps keys for as long as the page is there. */
export function createFormKeys(makeKey: () => string): FormKeys {
  const keys = new Map<string, string>();
  return {
    keyOf(content) {
      const key = keys.get(content) ?? makeKey();
      keys.set(content, key);
      return key;
    },
    renew: content => void keys.delete(content),
  };
}
