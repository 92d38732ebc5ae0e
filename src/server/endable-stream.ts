/** A stream that somebody else than its reader can end. */
export interface EndableStream<Value> {
  readonly stream: AsyncIterableIterator<Value>;
  /** Lets the source go at once, and gives the reader this as the last value, if any. Does nothing when the stream is over. */
  readonly end: (last?: Value) => void;
}

type Reader<Value> = (result: IteratorResult<Value>) => void;

/** Makes one of a source. `onOver` is called once: when the source has ended or failed, the reader has left, or `end` was called. */
export function createEndableStream<Value>(source: AsyncIterable<Value>, onOver: () => void): EndableStream<Value> {
  const iterator = source[Symbol.asyncIterator]();
  const readers = new Set<Reader<Value>>();
  let isOver = false;
  let last: Value | undefined;

  const finish = (): void => {
    if (isOver) return;
    isOver = true;
    onOver();
  };
  const takeLast = (): IteratorResult<Value> => {
    const value = last;
    last = undefined;
    return value === undefined ? { value, done: true } : { value, done: false };
  };
  const dismissReaders = (): void => {
    for (const resolve of readers) resolve(takeLast());
    readers.clear();
  };

  const read = async (resolve: Reader<Value>, reject: (error: unknown) => void): Promise<void> => {
    try {
      const result = await iterator.next();
      if (result.done) finish();
      resolve(result);
    } catch (error) {
      finish();
      reject(error);
    }
    readers.delete(resolve);
  };

  const stream: AsyncIterableIterator<Value> = {
    next() {
      if (isOver) return Promise.resolve(takeLast());
      const { promise, resolve, reject } = Promise.withResolvers<IteratorResult<Value>>();
      readers.add(resolve);
      void read(resolve, reject);
      return promise;
    },
    async return() {
      finish();
      last = undefined;
      dismissReaders();
      await iterator.return?.();
      return { value: undefined, done: true };
    },
    [Symbol.asyncIterator]: () => stream,
  };

  return {
    stream,
    end(value) {
      if (isOver) return;
      finish();
      last = value;
      dismissReaders();
      // What it fails with is nobody's any more.
      iterator.return?.().catch(() => {});
    },
  };
}
