import { Repeater, SlidingBuffer } from '@repeaterjs/repeater';
import { importRevisions } from '../store/bulk-imports.ts';
import type { Store } from '../store/store.ts';
import type { BulkImport } from './bulk-import.ts';
import { coerceError } from './coerce-error.ts';
import { isFinal } from './import-machine.ts';
import type { WatcherClock } from './job-watcher.ts';

/** Tells subscribers of bulk imports that something has changed. */
export interface ImportFeed {
  /**
   * The import now, then at every change but a few times a second at most, whoever made it, on whatever instance; done
   * after a final state. Rejects with what `read` rejects with, but for a store that is away: that passes.
   */
  readonly watch: (id: string, read: (id: string) => Promise<BulkImport>) => AsyncIterableIterator<BulkImport>;
  /** An import has changed here: whoever watches it is told at once, and not only with the next round. */
  readonly poke: (id: string) => void;
  readonly watchedCount: () => number;
  /** Completes every stream, and every later one at once. */
  readonly close: () => void;
}

interface Watcher {
  readonly id: string;
  readonly read: (id: string) => Promise<BulkImport>;
  readonly push: (bulkImport: BulkImport) => void;
  readonly stop: (error?: Error) => void;
  toldRevision: number;
}

/** How often the store is asked what has changed. */
const roundMs = 400;

/**
 * The store is the truth, also for what other instances did: while anybody watches, one statement a round asks for the
 * revisions of all watched imports, and those that have grown are read and told.
 */
export function createImportFeed(store: Pick<Store, 'db'>, clock: WatcherClock): ImportFeed {
  const watchers = new Set<Watcher>();
  let callOff: (() => void) | null = null;
  let isClosed = false;

  const schedule = (ms: number): void => {
    if (watchers.size === 0 || callOff) return;
    callOff = clock.schedule(() => void round(), ms);
  };

  async function round(): Promise<void> {
    const ids = [...new Set([...watchers].map(({ id }) => id))];
    // A store that is away comes back; whoever watches is told then.
    const revisions = await importRevisions(store.db, ids).catch(() => null);
    if (revisions) {
      const byId = new Map(revisions.map(({ id, revision }) => [id, revision]));
      await Promise.all([...watchers].map(watcher => tell(watcher, byId.get(watcher.id))));
    }
    callOff = null;
    schedule(roundMs);
  }

  async function tell(watcher: Watcher, revision: number | undefined): Promise<void> {
    if (revision === watcher.toldRevision) return;
    try {
      const bulkImport = await watcher.read(watcher.id);
      if (bulkImport.revision !== watcher.toldRevision) watcher.push(bulkImport);
      watcher.toldRevision = bulkImport.revision;
      if (isFinal(bulkImport.state)) watcher.stop();
    } catch (error) {
      if (!isPassing(error)) watcher.stop(coerceError(error));
    }
  }

  return {
    watch: (id, read) =>
      new Repeater<BulkImport>(async (push, stop) => {
        const watcher: Watcher = { id, read, push: one => void push(one), stop, toldRevision: 0 };
        if (isClosed) return stop();
        watchers.add(watcher);
        await tell(watcher, undefined);
        schedule(roundMs);
        await stop;
        watchers.delete(watcher);
        if (watchers.size === 0) {
          callOff?.();
          callOff = null;
        }
      }, new SlidingBuffer(1)),
    poke(id) {
      for (const watcher of watchers) if (watcher.id === id) void tell(watcher, undefined);
    },
    watchedCount: () => watchers.size,
    close() {
      isClosed = true;
      for (const { stop } of watchers) stop();
    },
  };
}

const isPassing = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && error.code === 'STORE_UNAVAILABLE';
