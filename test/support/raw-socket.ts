import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { onTestFinished } from 'vitest';

/** A TCP connection on which a test writes HTTP by hand, as no client library would. */
export interface RawSocket {
  readonly socket: Socket;
  /** Everything that has come so far. */
  readonly received: () => string;
  /** Resolves with everything that has come once it holds `text`; rejects when the connection ends without it. */
  readonly waitFor: (text: string) => Promise<string>;
  /** Resolves with everything that came when the connection is closed. */
  readonly closed: () => Promise<string>;
}

/** Connects to a gateway; the connection is gone when the test ends. */
export async function openRawSocket(url: string): Promise<RawSocket> {
  const { hostname, port } = new URL(url);
  const socket = connect(Number(port), hostname);
  onTestFinished(() => void socket.destroy());
  // A connection that the gateway resets ends as one that it closes: what came before counts.
  socket.on('error', () => {});
  await once(socket, 'connect');
  let text = '';
  socket.setEncoding('utf8').on('data', chunk => {
    text += chunk;
  });
  // Unlike `once` of node:events, this does not reject when the gateway resets the connection.
  const next = (event: string): Promise<void> => new Promise(resolve => socket.once(event, () => resolve()));
  const closing = next('close');
  return {
    socket,
    received: () => text,
    async waitFor(wanted) {
      while (!text.includes(wanted)) {
        if (socket.closed) throw new Error(`The connection ended without ${JSON.stringify(wanted)}: ${text}`);
        await Promise.race([next('data'), closing]);
      }
      return text;
    },
    async closed() {
      await closing;
      return text;
    },
  };
}
