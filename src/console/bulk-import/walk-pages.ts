import type { BulkImportBatchState } from '../../operations/generated/graphql.ts';
import { type CellBatch, isSettled } from './batch-states.ts';

/** A part of the list of batches, as the gateway gives it. */
export interface BatchPage<Batch> {
  readonly batches: readonly Batch[];
  readonly endCursor: string | null;
  readonly hasNextPage: boolean;
  readonly totalCount: number;
}

/** Which part. */
export interface BatchPageRequest {
  readonly first: number;
  readonly after: string | null;
  readonly states: readonly BulkImportBatchState[] | null;
}

/** Reads a part. */
export type ReadBatchPage<Batch> = (request: BatchPageRequest) => Promise<BatchPage<Batch>>;

/** A way along the pages of a range. */
export interface PageWalk<Batch> {
  readonly read: ReadBatchPage<Batch>;
  /** Where the range begins; null: at the first batch. */
  readonly after: string | null;
  /** Only batches in this state; null: all. */
  readonly state: BulkImportBatchState | null;
  /** What is known; pages are replaced as they are read. */
  readonly pages: BatchPage<Batch>[];
  /** Whether also pages are read that cannot have changed by themselves. */
  readonly isThorough: boolean;
  readonly signal: AbortSignal;
  readonly onPage: () => void;
}

/** As many as the gateway gives at once. */
export const pageSize = 100;

/** How many pages are in sight at once. */
export const pagesInRange = 10;

/**
 * Reads what may have changed, and says in how many requests. Batches are sent in their order, and one that is settled stays
 * so: a page that is settled is passed over, and behind the first page that is all queued nothing has changed.
 */
export async function walkPages<Batch extends CellBatch>(walk: PageWalk<Batch>): Promise<number> {
  const { read, state, pages, isThorough, signal, onPage } = walk;
  const isClever = !isThorough && state === null;
  let { after } = walk;
  let requests = 0;
  for (let place = 0; place < pagesInRange; place++) {
    const known = pages[place];
    if (isClever && known && isDone(known)) {
      after = known.endCursor;
      continue;
    }
    const page = await read({ first: pageSize, after, states: state && [state] });
    requests += 1;
    if (signal.aborted) break;
    pages[place] = page;
    if (!page.hasNextPage) pages.length = place + 1;
    onPage();
    const isUntouched = pages.length > place + 1 && page.batches.every(isQueued);
    if (!page.hasNextPage || (isClever && isUntouched)) break;
    after = page.endCursor;
  }
  return requests;
}

const isQueued = ({ state }: CellBatch): boolean => state === 'QUEUED';

/** The last page may get new batches: the rest of one that was halted is a batch of its own. */
const isDone = ({ batches, hasNextPage }: BatchPage<CellBatch>): boolean => hasNextPage && batches.every(isSettled);
