import { once } from 'node:events';
import { connect, createServer, type Server, type Socket } from 'node:net';
import { Transform, type TransformCallback } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';
import { createServer as createTlsServer } from 'node:tls';
import { onTestFinished } from 'vitest';

/** Which way bytes go: `request` towards the upstream, `answer` back. */
export type Direction = 'request' | 'answer';

/** What happens to a connection. */
export type WireFault =
  /** Every piece of both ways is late. */
  | { readonly kind: 'latency'; readonly ms: number; readonly jitterMs?: number }
  /** It is accepted, what comes is read, and nothing is ever answered. */
  | { readonly kind: 'half-open' }
  /** It is accepted, and closed by RST before anything is read. */
  | { readonly kind: 'reset' }
  /** After so many bytes of one way it is closed, by RST or, `politely`, by FIN; the rest never arrives. */
  | { readonly kind: 'cut'; readonly of: Direction; readonly after: number; readonly politely?: boolean }
  /** After so many bytes of one way no more come, and it stays open. */
  | { readonly kind: 'stall'; readonly of: Direction; readonly after: number }
  /** So many bytes at a time. */
  | { readonly kind: 'drip'; readonly of: Direction; readonly bytes: number; readonly everyMs: number }
  /** The answer claims to be so much longer, or shorter. */
  | { readonly kind: 'length'; readonly by: number };

/** A TCP proxy whose wires are bad on purpose. */
export interface FaultProxy {
  readonly port: number;
  /** Where connections go that are accepted from now on; before, nowhere. */
  readonly setTarget: (url: string) => void;
  /** For connections that are accepted from now on; null: none. */
  readonly setFault: (fault: WireFault | null) => void;
  /** What came from the client, and from the upstream, in all. */
  readonly bytes: Readonly<Record<Direction, number>>;
  /** How many connections it accepted. */
  readonly connections: () => number;
  /** Destroys every connection, so that the next request needs a new one. */
  readonly disconnect: () => void;
}

export interface FaultProxyOptions {
  /** The client is spoken to over TLS. */
  readonly tls?: { readonly key: string; readonly cert: string };
}

/** Starts a proxy on 127.0.0.1 that ends with the test. */
export async function startFaultProxy({ tls }: FaultProxyOptions = {}): Promise<FaultProxy> {
  const sockets = new Set<Socket>();
  const bytes = { request: 0, answer: 0 };
  let fault: WireFault | null = null;
  let accepted = 0;
  let targetPort = 0;
  const keep = (socket: Socket): void => {
    sockets.add(socket);
    socket.on('error', () => {}).on('close', () => sockets.delete(socket));
  };
  const accept = (client: Socket): void => {
    accepted++;
    keep(client);
    client.on('data', chunk => (bytes.request += chunk.length));
    if (fault?.kind === 'half-open') return;
    if (fault?.kind === 'reset') {
      client.resetAndDestroy();
      return;
    }
    const upstream = connect(targetPort, '127.0.0.1');
    keep(upstream);
    upstream.on('data', chunk => (bytes.answer += chunk.length));
    const cut = (politely: boolean): void => {
      if (politely) client.end();
      else client.resetAndDestroy();
      upstream.destroy();
    };
    const wires = [createWire(fault, 'request', cut), createWire(fault, 'answer', cut)] as const;
    client.pipe(wires[0]).pipe(upstream);
    upstream.pipe(wires[1]).pipe(client);
    client.on('close', () => {
      for (const stream of [upstream, ...wires]) stream.destroy();
    });
  };
  const server = tls ? createTlsServer(tls, accept) : createServer(accept);
  // Behind TLS these come before the handshake, and would stay.
  if (tls) server.on('connection', keep);
  const port = await listen(server);
  const disconnect = (): void => {
    for (const socket of sockets) socket.destroy();
  };
  onTestFinished(() => {
    disconnect();
    server.close();
  });
  return {
    port,
    bytes,
    disconnect,
    connections: () => accepted,
    setTarget: url => void (targetPort = Number(new URL(url).port)),
    setFault: next => void (fault = next),
  };
}

/** Starts a server that closes every connection after so many bytes: in the middle of a handshake, for instance. */
export async function startHandshakeCutter(afterBytes: number): Promise<number> {
  const server = createServer(socket => {
    let got = 0;
    socket
      .on('error', () => {})
      .on('data', chunk => {
        got += chunk.length;
        if (got >= afterBytes) socket.resetAndDestroy();
      });
  });
  onTestFinished(() => void server.close());
  return listen(server);
}

/** A port of 127.0.0.1 at which nobody listens. */
export async function closedPort(): Promise<number> {
  const server = createServer();
  const port = await listen(server);
  server.close();
  await once(server, 'close');
  return port;
}

async function listen(server: Server): Promise<number> {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  return typeof address === 'object' && address ? address.port : 0;
}

type Pass = (wire: Transform, chunk: Buffer) => void | Promise<void>;

function createWire(fault: WireFault | null, direction: Direction, cut: (politely: boolean) => void): Transform {
  const pass = fault ? passWith(fault, direction, cut) : null;
  const passOn = async (wire: Transform, chunk: Buffer, done: TransformCallback): Promise<void> => {
    await pass?.(wire, chunk);
    done();
  };
  return new Transform({
    transform(chunk: Buffer, _, done: TransformCallback) {
      if (pass) void passOn(this, chunk, done);
      else done(null, chunk);
    },
  });
}

/** What a fault makes of the bytes of one way; null: nothing. */
function passWith(fault: WireFault, direction: Direction, cut: (politely: boolean) => void): Pass | null {
  if ('of' in fault && fault.of !== direction) return null;
  switch (fault.kind) {
    case 'latency':
      return passLate(fault.ms, fault.jitterMs ?? 0);
    case 'drip':
      return passDripping(fault.bytes, fault.everyMs);
    case 'stall':
      return passFirst(fault.after, () => {});
    case 'cut':
      return passFirst(fault.after, () => cut(fault.politely ?? false));
    case 'length':
      return direction === 'answer' ? withOtherLength(fault.by) : null;
    case 'half-open':
    case 'reset':
      break;
  }
  return null;
}

const passLate =
  (ms: number, jitterMs: number): Pass =>
  async (wire, chunk) => {
    await sleep(ms + Math.random() * jitterMs);
    wire.push(chunk);
  };

const passDripping =
  (bytes: number, everyMs: number): Pass =>
  async (wire, chunk) => {
    for (let start = 0; start < chunk.length && !wire.destroyed; start += bytes) {
      wire.push(chunk.subarray(start, start + bytes));
      await sleep(everyMs);
    }
  };

/** Passes so many bytes, then nothing more; `onEnd`: once, when they have had their time to arrive. */
function passFirst(limit: number, onEnd: () => void): Pass {
  let left = limit;
  let isOver = false;
  return async (wire, chunk) => {
    if (isOver) return;
    const passed = chunk.subarray(0, left);
    left -= passed.length;
    if (passed.length > 0) wire.push(passed);
    if (left > 0) return;
    isOver = true;
    // RST throws away what was sent just before it.
    if (limit > 0) await sleep(20);
    onEnd();
  };
}

function withOtherLength(by: number): Pass {
  return (wire, chunk) => {
    const text = chunk.toString('latin1');
    const changed = text.replace(/^content-length: (\d+)/im, (_, length) => `content-length: ${Number(length) + by}`);
    wire.push(Buffer.from(changed, 'latin1'));
  };
}
