import type { GatewayContext } from '../../src/graphql/context.ts';
import type { BulkImport, BulkImportBatch, BulkImportRowCounts } from '../../src/imports/bulk/bulk-import.ts';
import type { BulkImports, Page } from '../../src/imports/bulk/bulk-imports.ts';
import type { ImportJob } from '../../src/trackier/import-job.ts';

/** An import that runs, with ten accepted rows. */
export const runningImport: BulkImport = {
  id: 'b1',
  state: 'RUNNING',
  fileName: null,
  format: 'CSV',
  sendPostback: null,
  onInvalid: 'SKIP_INVALID',
  onUncertain: 'HOLD',
  problem: null,
  uploadId: 'u1',
  header: ['click_id'],
  sha256: '00',
  acceptedCount: 10,
  rejectedCount: 0,
  duplicateCount: 0,
  revision: 1,
  createdAt: new Date(0),
  uploadedAt: new Date(1),
  startedAt: new Date(2),
  finishedAt: null,
  expiresAt: new Date(3),
};

export const noRowCounts: BulkImportRowCounts = {
  total: 10,
  accepted: 10,
  rejected: 0,
  duplicate: 0,
  queued: 0,
  submitted: 0,
  uncertain: 0,
  unsent: 0,
  imported: 0,
  edited: 0,
  failed: 0,
  unprocessed: 0,
  awaiting: 0,
};

/** A batch whose answer was lost. */
export const uncertainBatch: BulkImportBatch = {
  uploadId: 'u1',
  index: 0,
  state: 'UNCERTAIN',
  rowCount: 10,
  firstLine: 2,
  lastLine: 11,
  attemptCount: 1,
  job: null,
  error: { code: 'OUTCOME_UNKNOWN', message: 'The answer was lost.', requestId: 'attempt-1' },
  sentAt: new Date(2),
  answeredAt: null,
};

/** A job as the list of jobs tells it: without its logs. */
export const listedJob: ImportJob = {
  id: 'j1',
  state: 'PENDING',
  rawState: 'pending',
  orgId: null,
  type: null,
  subType: null,
  name: 'import.json.conversion',
  resource: null,
  resourceId: null,
  relatedObject: null,
  live: null,
  meta: {},
  createdAt: new Date(2),
  modifiedAt: null,
  logs: null,
};

/** A page that is the whole list. */
export const pageOf = <Node>(...nodes: Node[]): Page<Node> => ({
  items: nodes.map((node, index) => ({ cursor: `c${index}`, node })),
  hasNextPage: false,
  hasPreviousPage: false,
});

const refuse = (): never => {
  throw new Error('The test did not expect this call.');
};

/** The context of a request to a tenant whose bulk imports are these; every call that is not among them fails. */
export function contextWith(bulkImports: Partial<BulkImports>): GatewayContext {
  const everything: BulkImports = {
    create: refuse,
    find: refuse,
    list: refuse,
    count: refuse,
    start: refuse,
    cancel: refuse,
    retry: refuse,
    resolveBatch: refuse,
    rowCounts: async imports => imports.map(() => noRowCounts),
    batches: refuse,
    batchCount: refuse,
    rejectedRows: refuse,
    sameFiles: refuse,
    candidateJobs: refuse,
    secondsLeft: refuse,
    watch: refuse,
    ...bulkImports,
  };
  return {
    requestId: 'request-1',
    deadlineMs: Number.POSITIVE_INFINITY,
    note: {},
    request: { signal: new AbortController().signal },
    gateway: { audit: () => {}, mode: 'SANDBOX', limits: { maxConversions: 10, maxBodyBytes: 1000 } },
    caller: { id: 'somebody', scopes: new Set(['IMPORT_READ', 'IMPORT_WRITE']), expiresAtMs: null, revoked: null },
    tenant: {
      id: 'sandbox',
      importNow: refuse,
      jobs: { tracking: () => 'UNKNOWN', list: refuse, get: refuse, getMany: refuse },
      jobWatcher: { watch: refuse, watchedCount: () => 0, close: () => {} },
      pace: { requestsPerSecond: 5, queuedRequests: 0 },
      bulkImports: everything,
      heldJobIds: refuse,
    },
  };
}
