import { once } from 'node:events';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import { Server as NetServer, type Socket } from 'node:net';

interface ServerCloserOptions {
  /** Of a request whose body is still coming: whether something has begun for it. @default nothing has */
  readonly isWorthWaiting?: (request: IncomingMessage) => boolean;
  /** For how long a connection may still bring a request that was on its way. @default 1 second */
  readonly lastRequestMs?: number;
}

/**
 * Gives the function that closes a server. It takes no new connection; every answer from then on says that it is the last
 * of its connection. What carries nothing, or a request that has not come to its end, has a moment first: a request that
 * is just on its way into it would else be lost, and its caller would not know that nothing has begun for it. Node's own
 * ends at once what is kept alive after an answer, and leaves open, for as long as the client likes, what has never
 * carried a request. Resolves when nothing is open any more.
 */
export function createServerCloser(
  server: Server,
  { isWorthWaiting = () => false, lastRequestMs = 1_000 }: ServerCloserOptions = {},
): () => Promise<void> {
  // Not all answers in one set: a set that has grown old keeps alive for long what it has had.
  const answering = new Map<Socket, ServerResponse[]>();
  let isClosing = false;
  const endIfIdle = (socket: Socket): void => {
    if (answering.get(socket)?.length === 0) socket.destroySoon();
  };
  const remove = (socket: Socket, response: ServerResponse): void => {
    const responses = answering.get(socket);
    if (!responses) return;
    responses.splice(responses.indexOf(response), 1);
    // Its answer did not say yet that it is the last.
    if (isClosing && responses.length === 0) setTimeout(endIfIdle, lastRequestMs, socket).unref();
  };
  const forEachResponse = (tell: (response: ServerResponse) => void): void => {
    for (const responses of answering.values()) for (const response of responses) tell(response);
  };

  server.on('connection', socket => {
    answering.set(socket, []);
    socket.once('close', () => answering.delete(socket));
  });
  // Before there is an answer.
  server.prependListener('request', (request, response) => {
    const { socket } = request;
    answering.get(socket)?.push(response);
    if (isClosing) response.setHeader('connection', 'close');
    response.once('close', () => remove(socket, response));
  });

  const endWhatIsLate = (): void => {
    // A body that has not come yet may never come, and nothing has begun for it.
    forEachResponse(({ req }) => {
      if (!req.complete && !isWorthWaiting(req)) req.socket.destroy();
    });
    for (const socket of answering.keys()) endIfIdle(socket);
  };

  return async () => {
    isClosing = true;
    if (!server.listening) return;
    forEachResponse(response => {
      if (!response.headersSent) response.setHeader('connection', 'close');
    });
    const closed = once(server, 'close');
    // HTTP's own would end at once what is kept alive.
    NetServer.prototype.close.call(server);
    const timer = setTimeout(endWhatIsLate, lastRequestMs);
    await closed;
    clearTimeout(timer);
    // For the timer with which it looks for slow callers.
    server.close();
  };
}
