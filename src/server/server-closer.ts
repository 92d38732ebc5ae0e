import { once } from 'node:events';
import type { Server } from 'node:http';
import type { Socket } from 'node:net';

/**
 * Gives the function that closes a server: it takes no new connection, ends those on which nothing is being answered,
 * and the others when their last answer is out. Node's own leaves open, for as long as the client likes, what has never
 * carried a request and what is kept alive after an answer. Resolves when nothing is open any more.
 */
export function createServerCloser(server: Server): () => Promise<void> {
  const answering = new Map<Socket, number>();
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
  server.on('request', ({ socket }, response) => {
    add(socket, 1);
    response.once('close', () => add(socket, -1));
  });

  return async () => {
    isClosing = true;
    if (!server.listening) return;
    const closed = once(server, 'close');
    server.close();
    for (const socket of answering.keys()) add(socket, 0);
    await closed;
  };
}
