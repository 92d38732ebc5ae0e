/** Holds whoever waits until it is opened; then it is closed again. */
export interface Gate {
  /** Resolves when the gate is next opened. */
  readonly passed: () => Promise<void>;
  /** Lets everyone through who waits now. */
  readonly open: () => void;
}

/** Creates a closed gate. */
export function createGate(): Gate {
  let next = Promise.withResolvers<void>();
  return {
    passed: () => next.promise,
    open() {
      next.resolve();
      next = Promise.withResolvers<void>();
    },
  };
}
