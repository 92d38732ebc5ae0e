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

/** Who waits for a place; called with it at once or later, or with null when the pool is closed. */
export type SlotTaker = (slot: Slot | null) => void;

/** The sockets to one upstream, shared by all API keys. */
export interface SocketPool {
  /** Hands over a place: at once if there is one, else in the order of asking. */
  take(taker: SlotTaker): void;
  /** Ends the wait of one who asked. */
  leave(taker: SlotTaker): void;
  /** Gives a place back whose answer was read to its end. */
  release(slot: Slot): void;
  /** Gives a place back whose socket is of no use any more. */
  discard(slot: Slot): void;
  /** Whether a place's socket has been idle for so long that the upstream may be closing it. */
  isStale(slot: Slot): boolean;
  /** Destroys every socket; requests that are out fail. */
  close(): Promise<void>;
}

interface SocketPoolSettings {
  readonly origin: string;
  readonly openSocket: OpenSocket;
  readonly maxSockets: number;
  readonly maxIdleMs: number;
  readonly clock: Clock;
}

/** A pool that hands out the most recently used socket first and never one that was idle for more than `maxIdleMs`. */
export function createSocketPool(settings: SocketPoolSettings): SocketPool {
  const { clock, maxIdleMs, maxSockets } = settings;
  const slots = new Set<Slot>();
  const free: Slot[] = [];
  const waiting: SlotTaker[] = [];
  let isClosed = false;

  const discard = (slot: Slot) => {
    slots.delete(slot);
    slot.socket?.destroy();
    void slot.client.destroy();
    serveNext();
  };
  const isStale = (slot: Slot) => clock.now() - slot.idleSinceMs > maxIdleMs;
  const takeFree = (): Slot | undefined => {
    const slot = free.pop();
    if (slot === undefined || !isStale(slot)) return slot;
    // The others were used even longer ago.
    for (const stale of [slot, ...free.splice(0)]) discard(stale);
    return undefined;
  };
  const open = (): Slot | undefined => {
    if (isClosed || slots.size >= maxSockets) return undefined;
    const slot = createSlot(settings);
    slots.add(slot);
    return slot;
  };
  const serveNext = () => {
    const taker = waiting[0];
    const slot = taker && (takeFree() ?? open());
    if (!taker || !slot) return;
    waiting.shift();
    taker(slot);
  };

  return {
    take(taker) {
      const slot = waiting.length === 0 ? (takeFree() ?? open()) : undefined;
      if (slot || isClosed) taker(slot ?? null);
      else waiting.push(taker);
    },
    leave(taker) {
      const place = waiting.indexOf(taker);
      if (place >= 0) waiting.splice(place, 1);
    },
    release(slot) {
      slot.idleSinceMs = clock.now();
      free.push(slot);
      serveNext();
    },
    discard,
    isStale,
    async close() {
      isClosed = true;
      const all = [...slots];
      free.length = 0;
      for (const taker of waiting.splice(0)) taker(null);
      await Promise.all(all.map(slot => slot.client.destroy()));
      for (const slot of all) slot.socket?.destroy();
    },
  };
}

function createSlot({ origin, openSocket, maxIdleMs, clock }: SocketPoolSettings): Slot {
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
