import type { IncomingMessage } from 'node:http';

type Step = IteratorResult<Buffer, undefined>;

/**
 * The chunks of a request's body, which come no faster than they are asked for. Unlike the iterator of the stream itself, to
 * stop asking does not end the connection, so that the caller can still be answered.
 */
export function requestChunks(request: IncomingMessage): AsyncIterable<Buffer> {
  const chunks: Buffer[] = [];
  let waiting: PromiseWithResolvers<Step> | null = null;
  let failure = request.destroyed ? connectionClosed() : null;

  const settle = (): void => {
    if (!waiting) return;
    const chunk = chunks.shift();
    if (chunk) waiting.resolve({ done: false, value: chunk });
    else if (request.readableEnded) waiting.resolve({ done: true, value: undefined });
    else if (failure) waiting.reject(failure);
    else {
      request.resume();
      return;
    }
    waiting = null;
  };
  const fail = (error: Error): void => {
    failure = error;
    settle();
  };
  request.pause();
  request.on('data', (chunk: Buffer) => {
    request.pause();
    chunks.push(chunk);
    settle();
  });
  request.once('end', settle);
  request.once('error', fail);
  request.once('close', () => fail(connectionClosed()));

  const next = (): Promise<Step> => {
    waiting = Promise.withResolvers<Step>();
    const { promise } = waiting;
    settle();
    return promise;
  };
  return { [Symbol.asyncIterator]: () => ({ next }) };
}

const connectionClosed = (): Error => new Error('The connection was closed.');
