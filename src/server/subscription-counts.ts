/** How many subscriptions each caller has open at this instance. */
export interface SubscriptionCounts {
  readonly maxSubscriptions: number;
  /** Counts one more; gives what takes it back, once. null: the caller has as many as it may. */
  readonly take: (callerId: string) => (() => void) | null;
  /** How many callers have any. */
  readonly callerCount: () => number;
}

/** Makes the counts, all of them zero. */
export function createSubscriptionCounts(maxSubscriptions: number): SubscriptionCounts {
  const counts = new Map<string, number>();
  const add = (callerId: string, count: number): void => {
    const open = (counts.get(callerId) ?? 0) + count;
    if (open === 0) counts.delete(callerId);
    else counts.set(callerId, open);
  };
  return {
    maxSubscriptions,
    take(callerId) {
      if ((counts.get(callerId) ?? 0) >= maxSubscriptions) return null;
      add(callerId, 1);
      let isTaken = true;
      return () => {
        if (isTaken) add(callerId, -1);
        isTaken = false;
      };
    },
    callerCount: () => counts.size,
  };
}
