import { isIP, connect as openPlain, type Socket, type TcpNetConnectOpts } from 'node:net';
import { type ConnectionOptions, connect as openTls } from 'node:tls';

/** Where a socket goes to. */
export interface SocketTarget {
  readonly hostname: string;
  readonly port: number;
  readonly secure: boolean;
}

/** What node's own `net` and `tls` take beyond the target, such as `ca` or `lookup`. */
export type SocketSettings = Pick<ConnectionOptions, 'ca' | 'rejectUnauthorized'> & Pick<TcpNetConnectOpts, 'lookup'>;

/** Opens a socket and calls back once, with it when it is ready for a request, or with the reason why it never will be. */
export type OpenSocket = (ready: (error: Error | null, socket: Socket | null) => void) => Socket;

/** An opener of sockets to one target; over TLS it resumes the target's latest session. */
export function createSocketOpener(target: SocketTarget, settings: SocketSettings = {}): OpenSocket {
  const options = { ...settings, host: target.hostname, port: target.port, noDelay: true, keepAlive: true };
  const servername = isIP(target.hostname) === 0 ? target.hostname : '';
  let session: Buffer | undefined;
  const openSecure = () =>
    openTls({ ...options, servername, ALPNProtocols: ['http/1.1'], ...(session && { session }) }).on(
      'session',
      latest => {
        session = latest;
      },
    );
  return ready => {
    const socket = target.secure ? openSecure() : openPlain(options);
    callOnce(socket, target.secure ? 'secureConnect' : 'connect', ready);
    return socket;
  };
}

function callOnce(socket: Socket, readyEvent: string, ready: Parameters<OpenSocket>[0]): void {
  let called = false;
  const call = (error: Error | null) => {
    if (called) return;
    called = true;
    ready(error, error ? null : socket);
  };
  socket
    .once(readyEvent, () => call(null))
    .on('error', call)
    .once('close', () => call(new Error('The socket was closed before it was connected')));
}
