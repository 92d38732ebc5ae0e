import { createSlot, destroySlot, type Slot, type SlotSettings } from './slot.ts';

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

interface SocketPoolSettings extends SlotSettings {
  readonly maxSockets: number;
}

/** A pool that hands out the most recently used socket first and never one that was idle for more than `maxIdleMs`. */
export function createSocketPool(settings: SocketPoolSettings): SocketPool {
  const { clock, maxIdleMs, maxSockets } = settings;
  const slots = new Set<Slot>();
  const free: Slot[] = [];
  const waiting: SlotTaker[] = [];
  let isClosed = false;

  const drop = (slot: Slot) => {
    slots.delete(slot);
    void destroySlot(slot);
  };
  const isStale = (slot: Slot) => clock.now() - slot.idleSinceMs > maxIdleMs;
  const takeFree = (): Slot | undefined => {
    const slot = free.pop();
    if (slot === undefined || !isStale(slot)) return slot;
    // The others were used even longer ago.
    for (const stale of [slot, ...free.splice(0)]) drop(stale);
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
    discard(slot) {
      drop(slot);
      serveNext();
    },
    isStale,
    async close() {
      isClosed = true;
      const all = [...slots];
      free.length = 0;
      for (const taker of waiting.splice(0)) taker(null);
      await Promise.all(all.map(destroySlot));
    },
  };
}
