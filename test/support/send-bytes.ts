import { connect } from 'node:net';

/** What is sent, and whether that is all of a request: who says that more is to come has to be hung up on. */
export interface SentBytes {
  readonly bytes: Buffer;
  readonly isWhole: boolean;
}

/**
 * Sends bytes on a connection of their own and resolves with all of the answer, or rejects when there is none for so long.
 * Nothing is kept of it, so that any number can be sent. An answer in chunks has ended with its last one: its connection may
 * be kept.
 */
export function sendBytes(url: string, { bytes, isWhole }: SentBytes, longestMs = 30_000): Promise<string> {
  const { hostname, port } = new URL(url);
  return new Promise((resolve, reject) => {
    const socket = connect(Number(port), hostname);
    let text = '';
    const timer = setTimeout(() => {
      socket.destroy();
      reject(new Error(`There was no end of the answer: ${text}`));
    }, longestMs);
    socket.setEncoding('utf8').on('data', chunk => {
      text += chunk;
      if (text.endsWith('\r\n0\r\n\r\n')) socket.destroy();
    });
    // A connection that the gateway resets ends as one that it closes: what came before counts.
    socket.on('error', () => {});
    socket.once('close', () => {
      clearTimeout(timer);
      resolve(text);
    });
    socket.write(bytes);
    if (!isWhole) socket.end();
  });
}
