import { once } from 'node:events';
import type { IncomingMessage, Server } from 'node:http';
import type { Socket } from 'node:net';

/**
 * Gives the function that closes a server: it takes no new connection, ends those on which nothing is being answered or
 * whose request has not come to its end, and the others when their last answer is out. Node's own leaves open, for as
 * long as the client likes, what has never carried a request and what is kept alive after an answer. Resolves when nothing
 * is open any more. `isWorthWaiting`: of a request whose body is still coming, whether something has begun for it.
 */
export function createServerCloser(
  server: Server,
  isWorthWaiting: (request: IncomingMessage) => boolean = () => false,
): () => Promise<void> {
  const answering = new Map<Socket, number>();
  const requests = new Set<IncomingMessage>();
  let isClosing = false;
  const add = (socket: Socket, count: number): void => {
    const left = (answering.get(socket) ?? 0) + count;
    if (answering.has(socket)) answering.set(socket, left);
    if (isClosing && left === 0) socket.destroySoon();
  };

  server.on('connection', socket => {
    answering.set(socket, 0);
    socket.once('close', () => answering.delete(socket));
  });
  server.on('request', (request, response) => {
    const { socket } = request;
    add(socket, 1);
    requests.add(request);
    response.once('close', () => {
      requests.delete(request);
      add(socket, -1);
    });
  });

  return async () => {
    isClosing = true;
    if (!server.listening) return;
    const closed = once(server, 'close');
    server.close();
    // A body that has not come yet may never come, and nothing has begun for it.
    for (const request of requests) if (!request.complete && !isWorthWaiting(request)) request.socket.destroy();
    for (const socket of answering.keys()) add(socket, 0);
    await closed;
  };
}
