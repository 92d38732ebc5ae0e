import type { BulkImportBatchState } from '../../operations/generated/graphql.ts';
import type { CellBatch } from './batch-states.ts';
import { createCalmLoop, type Wish } from './calm-loop.ts';
import { type BatchPage, pageSize, pagesInRange, type ReadBatchPage, walkPages } from './walk-pages.ts';

/** The batches that are in sight: a range of the list. */
export interface BatchRange<Batch> {
  readonly batches: readonly Batch[];
  /** How many of the list come before it. */
  readonly begin: number;
  /** Of the whole list; null until it is known. */
  readonly total: number | null;
  /** How many belong into the range and were not read yet. */
  readonly missing: number;
  /** Only batches in this state are in the list; null: all. */
  readonly state: BulkImportBatchState | null;
  readonly hasNext: boolean;
  /** Why the last reading came to nothing; null if it did not. */
  readonly failure: Error | null;
}

/** A window on the list of batches that reads as little as it can. */
export interface BatchPages<Batch> {
  readonly range: () => BatchRange<Batch>;
  readonly subscribe: (listener: () => void) => () => void;
  /** Reads the whole range: in the beginning, and when something was done to the import, which `occasion` counts. */
  readonly load: (occasion: number) => void;
  /** The import is as `version` says: reads what may have changed if that is another one than before. */
  readonly refresh: (version: unknown) => void;
  readonly retry: () => void;
  readonly next: () => void;
  /** Only where there is a range before it. */
  readonly previous: () => void;
  readonly show: (state: BulkImportBatchState | null) => void;
  readonly stop: () => void;
}

interface BatchPagesOptions<Batch> {
  readonly read: ReadBatchPage<Batch>;
  /** Ends after so many milliseconds, or when the signal aborts. */
  readonly sleep: (ms: number, signal: AbortSignal) => Promise<void>;
}

/** Which range of which list is in sight. */
interface View {
  /** Where each range up to this one begins. */
  readonly begins: readonly (string | null)[];
  readonly state: BulkImportBatchState | null;
  /** How long the list was when it was last read; null: it was not. */
  readonly total: number | null;
}

/** Makes a window on the beginning of the list. It reads nothing until it is told to. */
export function createBatchPages<Batch extends CellBatch>(options: BatchPagesOptions<Batch>): BatchPages<Batch> {
  const listeners = new Set<() => void>();
  let view: View = { begins: [null], state: null, total: null };
  let pages: BatchPage<Batch>[] = [];
  let failure: Error | null = null;
  let range = rangeFrom(view, pages, failure);
  let walked = new AbortController();
  let known: { readonly occasion?: number; readonly version?: unknown } = {};
  const tell = (): void => {
    range = rangeFrom(view, pages, failure);
    for (const listener of listeners) listener();
  };
  const work = async (wish: Wish): Promise<number> => {
    const { signal } = walked;
    const place = { after: view.begins.at(-1) ?? null, state: view.state, pages };
    const how = { read: options.read, isThorough: wish === 'all', signal, onPage: tell };
    const end = await walkPages({ ...place, ...how }).catch(errorFrom);
    if (!signal.aborted) {
      failure = end instanceof Error ? end : null;
      tell();
    }
    return typeof end === 'number' ? end : 1;
  };
  const loop = createCalmLoop({ work, sleep: options.sleep });
  const abandon = (): void => {
    walked.abort();
    walked = new AbortController();
  };
  const look = (next: Partial<View>): void => {
    abandon();
    view = { ...view, total: range.total, ...next };
    pages = [];
    tell();
    loop.ask('all');
  };
  return {
    range: () => range,
    subscribe: listener => {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    load: occasion => {
      if (occasion !== known.occasion) loop.ask('all');
      known = { ...known, occasion };
    },
    refresh: version => {
      // With the first one the first reading is under way as it is.
      if ('version' in known && known.version !== version) loop.ask('changed');
      known = { ...known, version };
    },
    retry: () => loop.ask('all'),
    next: () => look({ begins: [...view.begins, pages.at(-1)?.endCursor ?? null] }),
    previous: () => look({ begins: view.begins.slice(0, -1) }),
    show: state => look({ begins: [null], state, total: null }),
    stop: () => {
      known = {};
      abandon();
      loop.stop();
    },
  };
}

const rangeSize = pageSize * pagesInRange;

function rangeFrom<Batch>(
  { begins, state, total: lastTotal }: View,
  pages: readonly BatchPage<Batch>[],
  failure: Error | null,
): BatchRange<Batch> {
  const last = pages.at(-1);
  const batches = pages.flatMap(page => page.batches);
  const begin = (begins.length - 1) * rangeSize;
  const total = last?.totalCount ?? lastTotal;
  return {
    batches,
    begin,
    total,
    missing: last && !last.hasNextPage ? 0 : Math.max(0, Math.min((total ?? 0) - begin, rangeSize) - batches.length),
    state,
    hasNext: pages.length === pagesInRange && last?.hasNextPage === true,
    failure,
  };
}

const errorFrom = (cause: unknown): Error => (cause instanceof Error ? cause : new Error(String(cause)));
