import { Repeater, SlidingBuffer } from '@repeaterjs/repeater';
import { importRevisions } from '../../store/bulk-imports.ts';
import type { Store } from '../../store/store.ts';
import { StoreUnavailableError } from '../../store/store-errors.ts';
import { coerceError } from '../coerce-error.ts';
import type { WatcherClock } from '../jobs/job-watcher.ts';
import type { BulkImport } from './bulk-import.ts';
import { createFeedRounds } from './feed-rounds.ts';
import { isFinal } from './import-machine.ts';

/** Tells subscribers of bulk imports that something has changed. */
export interface ImportFeed {
  /**
   * The import now, then at every change but a few times a second at most, whoever made it, on whatever instance; done
   * after a final state. Rejects with what `read` rejects with, but for a store that is away: that passes.
   */
  readonly watch: (id: string, read: (id: string) => Promise<BulkImport>) => AsyncIterableIterator<BulkImport>;
  /** An import has changed here: whoever watches it is told sooner than of what other instances do. */
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

/**
 * The store is the truth, also for what other instances did: while anybody watches, one statement a round asks for the
 * revisions of all watched imports, and those that have grown are read and told.
 */
export function createImportFeed(store: Pick<Store, 'db'>, clock: WatcherClock): ImportFeed {
  const watchers = new Set<Watcher>();
  const rounds = createFeedRounds(clock, () => watchers.size > 0, tellAll);
  let isClosed = false;

  async function tellAll(): Promise<void> {
    try {
      const revisions = await importRevisions(store.db, [...new Set([...watchers].map(({ id }) => id))]);
      const byId = new Map(revisions.map(({ id, revision }) => [id, revision]));
      await Promise.all([...watchers].map(watcher => tell(watcher, byId.get(watcher.id))));
    } catch (error) {
      // A store that is away comes back; whoever watches is told then.
      if (!isPassing(error)) for (const { stop } of watchers) stop(coerceError(error));
    }
  }

  async function tell(watcher: Watcher, revision: number | undefined): Promise<void> {
    if (revision === watcher.toldRevision) return;
    try {
      const bulkImport = await watcher.read(watcher.id);
      if (bulkImport.revision <= watcher.toldRevision) return;
      watcher.toldRevision = bulkImport.revision;
      watcher.push(bulkImport);
      if (isFinal(bulkImport.state)) watcher.stop();
    } catch (error) {
      if (!isPassing(error)) watcher.stop(coerceError(error));
    }
  }

  return {
    watch: (id, read) =>
      new Repeater<BulkImport>(async (push, stop) => {
        const watcher: Watcher = { id, read, push: one => void push(one), stop, toldRevision: 0 };
        if (isClosed) {
          stop();
          return;
        }
        watchers.add(watcher);
        await tell(watcher, undefined);
        rounds.update();
        await stop;
        watchers.delete(watcher);
        rounds.update();
      }, new SlidingBuffer(1)),
    poke(id) {
      if ([...watchers].some(watcher => watcher.id === id)) rounds.poke();
    },
    watchedCount: () => watchers.size,
    close() {
      isClosed = true;
      for (const { stop } of watchers) stop();
    },
  };
}

const isPassing = (error: unknown): boolean => error instanceof StoreUnavailableError;
