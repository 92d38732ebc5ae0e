/** What became of a conversion that the book was told of. */
export type BookEntry = 'imported' | 'edited' | 'duplicate';

/** The conversions that one API key has imported so far. */
export interface ConversionBook {
  /** Enters a conversion; `txnId` is empty when the row has none. */
  enter(clickId: string, goalId: string, txnId: string): BookEntry;
}

/**
 * Creates an empty book. A click converts once for each goal; again only under a new transaction id. A transaction id
 * that is already there means that the caller edits that conversion.
 */
export function createConversionBook(): ConversionBook {
  const transactionsByClick = new Map<string, Set<string>>();
  return {
    enter(clickId, goalId, txnId) {
      const click = JSON.stringify([clickId, goalId]);
      const known = transactionsByClick.get(click);
      if (known === undefined) {
        transactionsByClick.set(click, new Set([txnId]));
        return 'imported';
      }
      if (txnId === '') return 'duplicate';
      if (known.has(txnId)) return 'edited';
      known.add(txnId);
      return 'imported';
    },
  };
}
