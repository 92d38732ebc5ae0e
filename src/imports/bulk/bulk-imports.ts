import type { ColumnMapping } from '../../conversions/column-plan.ts';
import type { BatchState, BulkImportState, UncertainPolicy } from '../../store/states.ts';
import type { ImportJob } from '../../trackier/import-job.ts';
import type { ReadOptions } from '../../trackier/trackier-client.ts';
import type { InvalidRowPolicy } from '../import-now.ts';
import type { BulkImport, BulkImportBatch, BulkImportFormat, BulkImportRowCounts, RejectedRow } from './bulk-import.ts';

/** What a caller asks for; the GraphQL type `CreateBulkImportInput`. */
export interface BulkImportRequest {
  readonly fileName?: string | null | undefined;
  readonly format: BulkImportFormat;
  readonly columns?: readonly ColumnMapping[] | null | undefined;
  readonly sendPostback?: boolean | null | undefined;
  readonly onInvalid: InvalidRowPolicy;
  readonly onUncertain: UncertainPolicy;
  readonly autoStart: boolean;
  readonly idempotencyKey?: string | null | undefined;
}

/** Which part of a list is wanted. */
export interface PageRequest {
  readonly first: number;
  /** The cursor after which it begins. */
  readonly after?: string | null | undefined;
}

/** Part of a list. Cursors stay right when the list grows. */
export interface Page<Item> {
  readonly items: readonly { readonly cursor: string; readonly node: Item }[];
  readonly hasNextPage: boolean;
  readonly hasPreviousPage: boolean;
}

/** Which batches a retry sends again. */
export type RetryScope = 'HALTED' | 'FAILED' | 'UNCERTAIN';

/**
 * The bulk imports of one tenant. Everything rejects with StoreUnavailableError when the database is away; what is given
 * an import's id rejects with NotFoundError when the tenant has none of it.
 */
export interface BulkImports {
  /** Rejects with InvalidInputError, or IdempotencyConflictError. */
  readonly create: (request: BulkImportRequest) => Promise<BulkImport>;
  /** In the order of `ids`; null where the tenant has no such import. */
  readonly find: (ids: readonly string[]) => Promise<readonly (BulkImport | null)[]>;
  /** Newest first. Rejects with InvalidInputError for a cursor that is none. */
  readonly list: (page: PageRequest, states: readonly BulkImportState[] | null) => Promise<Page<BulkImport>>;
  readonly count: (states: readonly BulkImportState[] | null) => Promise<number>;
  /** These four reject with InvalidStateError when the import's state does not allow it. */
  readonly start: (id: string) => Promise<BulkImport>;
  readonly cancel: (id: string) => Promise<BulkImport>;
  readonly retry: (id: string, only: readonly RetryScope[] | null) => Promise<BulkImport>;
  readonly resolveBatch: (id: string, index: number, jobId: string | null) => Promise<BulkImport>;
  /** In the order of `imports`. */
  readonly rowCounts: (imports: readonly BulkImport[]) => Promise<readonly BulkImportRowCounts[]>;
  /** By index. */
  readonly batches: (
    bulkImport: BulkImport,
    page: PageRequest,
    states: readonly BatchState[] | null,
  ) => Promise<Page<BulkImportBatch>>;
  readonly batchCount: (bulkImport: BulkImport, states: readonly BatchState[] | null) => Promise<number>;
  /** By line. */
  readonly rejectedRows: (bulkImport: BulkImport, page: PageRequest) => Promise<Page<RejectedRow>>;
  /** The latest earlier import of the tenant with the same content, in the order of `imports`; null where there is none. */
  readonly sameFiles: (imports: readonly BulkImport[]) => Promise<readonly (BulkImport | null)[]>;
  /**
   * Jobs that may have carried each of some uncertain batches; null when jobs cannot be read, or for one that is not
   * uncertain. Costs one request to Trackier, if any is.
   */
  readonly candidateJobs: (
    batches: readonly BulkImportBatch[],
    options?: ReadOptions,
  ) => Promise<readonly (readonly ImportJob[] | null)[]>;
  /** The least time that the pace needs for what is queued and awaiting; null when nothing is under way. */
  readonly secondsLeft: (bulkImport: BulkImport, counts: BulkImportRowCounts) => number | null;
  /** The import now, then at every change but at most a few times a second; done after a final state. Rejects with NotFoundError. */
  readonly watch: (id: string) => AsyncIterableIterator<BulkImport>;
}
