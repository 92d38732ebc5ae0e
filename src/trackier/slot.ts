import type { Socket } from 'node:net';
import { Client } from 'undici';
import type { Clock } from './clock.ts';
import type { OpenSocket } from './open-socket.ts';

/** One socket's place: an undici client that carries one request at a time and connects when it has to. */
export interface Slot {
  readonly client: Client;
  /** The socket in use, or the one being connected. */
  socket: Socket | null;
  /** By the pool's clock: when the socket was connected, or its last answer ended. */
  idleSinceMs: number;
}

export interface SlotSettings {
  readonly origin: string;
  readonly openSocket: OpenSocket;
  readonly maxIdleMs: number;
  readonly clock: Clock;
}

/** A place without a socket yet. */
export function createSlot({ origin, openSocket, maxIdleMs, clock }: SlotSettings): Slot {
  const client = new Client(origin, {
    connect: (_options, ready) => {
      slot.socket = openSocket((error, socket) => {
        slot.idleSinceMs = clock.now();
        if (socket) ready(null, socket);
        else ready(error ?? new Error('No socket'), null);
      });
    },
    allowH2: false,
    pipelining: 1,
    // undici closes an idle socket by an unref'ed timer: after this, or earlier if the upstream's Keep-Alive says so.
    keepAliveTimeout: maxIdleMs,
    keepAliveMaxTimeout: maxIdleMs,
    keepAliveTimeoutThreshold: 1_000,
    // The exchange has a timer of its own for the whole answer.
    headersTimeout: 0,
    bodyTimeout: 0,
  });
  const slot: Slot = { client, socket: null, idleSinceMs: clock.now() };
  return slot;
}

/** Destroys a place with its socket, also one that is being connected; a request that is out fails. */
export async function destroySlot({ client, socket }: Slot): Promise<void> {
  const destroyed = client.destroy();
  socket?.destroy();
  await destroyed;
}
