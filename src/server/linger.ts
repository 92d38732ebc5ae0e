import type { IncomingMessage, ServerResponse } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';

/**
 * Ends an answer that was written before its request had come to its end. What is left of the request is read and dropped
 * for a while, as many callers write all of it before they read; to close at once would lose them the answer.
 */
export async function endLate(request: IncomingMessage, response: ServerResponse, lingerMs: number): Promise<void> {
  request.removeAllListeners('data');
  request.resume();
  const over = new AbortController();
  const ended = new Promise<void>(resolve => {
    const stop = (): void => resolve();
    if (request.complete || request.destroyed) stop();
    else request.once('end', stop).once('close', stop).once('error', stop);
  });
  await Promise.race([ended, sleep(lingerMs, null, { signal: over.signal }).catch(() => {})]);
  over.abort();
  response.end();
  if (!request.complete) request.socket.destroySoon();
}
