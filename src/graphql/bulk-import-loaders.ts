import DataLoader from 'dataloader';
import type { BulkImport, BulkImportBatch, BulkImportRowCounts } from '../imports/bulk/bulk-import.ts';
import type { ImportJob } from '../trackier/import-job.ts';
import type { GatewayContext } from './context.ts';

/** One request's reads of what hangs on bulk imports: a list of N costs one statement for each kind. */
interface BulkImportLoaders {
  readonly rowCounts: DataLoader<BulkImport, BulkImportRowCounts>;
  readonly sameFiles: DataLoader<BulkImport, BulkImport | null>;
  readonly candidateJobs: DataLoader<BulkImportBatch, readonly ImportJob[] | null>;
}

const loadersByContext = new WeakMap<GatewayContext, BulkImportLoaders>();

function loadersOf(ctx: GatewayContext): BulkImportLoaders {
  const existing = loadersByContext.get(ctx);
  if (existing) return existing;
  const { bulkImports } = ctx.tenant;
  const loaders: BulkImportLoaders = {
    rowCounts: new DataLoader(bulkImports.rowCounts, { cacheMap: createObjectCache() }),
    sameFiles: new DataLoader(bulkImports.sameFiles, { cacheMap: createObjectCache() }),
    candidateJobs: new DataLoader(
      batches => bulkImports.candidateJobs(batches, { signal: ctx.request.signal, deadlineMs: ctx.deadlineMs }),
      { cacheMap: createObjectCache() },
    ),
  };
  loadersByContext.set(ctx, loaders);
  return loaders;
}

/**
 * Remembers by the very object, and only while somebody has it. All events of a stream share one context: each brings a
 * new object, so that nothing is answered from an earlier event, and none is kept.
 */
function createObjectCache<Key extends object, Value>() {
  let values = new WeakMap<Key, Value>();
  return {
    get: (key: Key) => values.get(key),
    set: (key: Key, value: Value) => values.set(key, value),
    delete: (key: Key) => values.delete(key),
    clear: () => {
      values = new WeakMap();
    },
  };
}

/** Where the rows of an import stand. */
export const loadRowCounts = (bulkImport: BulkImport, ctx: GatewayContext): Promise<BulkImportRowCounts> =>
  loadersOf(ctx).rowCounts.load(bulkImport);

/** The latest earlier import with the same content. */
export const loadSameFile = (bulkImport: BulkImport, ctx: GatewayContext): Promise<BulkImport | null> =>
  loadersOf(ctx).sameFiles.load(bulkImport);

/** Jobs that may have carried a batch, asked of Trackier once however many fields need them. */
export const loadCandidateJobs = (batch: BulkImportBatch, ctx: GatewayContext): Promise<readonly ImportJob[] | null> =>
  loadersOf(ctx).candidateJobs.load(batch);
