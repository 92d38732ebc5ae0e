import { type Batch, queuedBatch } from '../../../src/imports/bulk/batch-machine.ts';
import { columnsFromBatch, newBatchColumns } from '../../../src/imports/bulk/batch-record.ts';
import { type KeptRow, keptRowsFrom, textFromKeptRows } from '../../../src/imports/bulk/batch-rows.ts';
import { createBulkImports } from '../../../src/imports/bulk/create-bulk-imports.ts';
import { createImportFeed, type ImportFeed } from '../../../src/imports/bulk/import-feed.ts';
import type { KeyKeeping } from '../../../src/imports/bulk/key-keeping.ts';
import type { Attempt, ClaimedBatch, FollowedBatch, LookResult } from '../../../src/imports/bulk/ledger.ts';
import { newImportColumns } from '../../../src/imports/bulk/new-import-columns.ts';
import { createStoreLedger } from '../../../src/imports/bulk/store-ledger.ts';
import { insertBatchRows } from '../../../src/store/batch-rows.ts';
import { type BatchRecord, insertBatches } from '../../../src/store/bulk-batches.ts';
import { type BulkImportRecord, insertImport } from '../../../src/store/bulk-imports.ts';
import { insertRejectedRows } from '../../../src/store/rejected-rows.ts';
import type { Store } from '../../../src/store/store.ts';
import type { Realm } from '../../../src/store/tables.ts';
import { insertUpload } from '../../../src/store/uploads.ts';
import type { ImportJob } from '../../../src/trackier/import-job.ts';
import { figuresLine, sampleJob } from '../worker/sample-job.ts';

export const realm: Realm = { tenant: 'default', mode: 'LIVE', base_url: 'https://trackier.example' };
export const leaseMs = 45_000;
export const retentionMs = 30 * 24 * 3_600_000;

/** A batch that is put in place: how many rows, and what is not as a queued one has it. */
export interface PlacedBatch {
  readonly rows: number;
  /** @default its place among the batches that are put in place */
  readonly index?: number;
  /** What the caller wrote, row by row. @default a line of NDJSON each */
  readonly sources?: readonly (readonly string[])[];
  readonly batch?: Partial<Batch>;
  readonly columns?: Partial<BatchRecord>;
}

/** Puts an import in place whose upload is in, with batches of so many rows; `a-0` is the first row's click, on line 2. */
export async function placeImport(
  { db }: Store,
  id: string,
  batches: readonly (number | PlacedBatch)[],
  more: Partial<BulkImportRecord> = {},
): Promise<void> {
  const placed = batches.map(one => (typeof one === 'number' ? { rows: one } : one));
  const accepted = placed.reduce((sum, { rows }) => sum + rows, 0);
  const record = { ...createdImport, id, upload_id: `${id}-upload`, accepted_rows: accepted, ...more };
  await insertImport(db, record);
  if (record.upload_id === null) return;
  const uploadId = record.upload_id;
  await insertUpload(db, { id: uploadId, import_id: id, owner: 'a', state: 'ACCEPTED', seen_at: 0 });
  let row = 0;
  for (const [position, { rows: count, index = position, sources, batch, columns }] of placed.entries()) {
    const place = { upload_id: uploadId, batch_index: index };
    const rows: KeptRow[] = Array.from({ length: count }, (_, n) => {
      const source = sources?.[n] ?? [JSON.stringify({ clickId: `${id}-${row}` })];
      return [row++ + 2, ...source];
    });
    await insertBatches(db, [
      {
        ...place,
        ...newBatchColumns,
        ...columnsFromBatch({ ...queuedBatch(count), ...batch }),
        first_line: rows[0]?.[0] ?? 0,
        last_line: rows.at(-1)?.[0] ?? 0,
        ...columns,
      },
    ]);
    await insertBatchRows(db, [{ ...place, rows: textFromKeptRows(rows) }]);
  }
}

/** Rejected rows of an import that is in place. */
export async function placeRejected({ db }: Store, id: string, count: number): Promise<void> {
  await insertRejectedRows(
    db,
    Array.from({ length: count }, (_, index) => ({
      upload_id: `${id}-upload`,
      row_index: index * 3,
      line: index * 3 + 2,
      source: JSON.stringify([`rejected-click-${index}`]),
      errors: JSON.stringify([{ code: 'REQUIRED', message: 'clickId is missing.', line: index }]),
    })),
  );
}

const request = { format: 'NDJSON', onInvalid: 'SKIP_INVALID', onUncertain: 'HOLD', autoStart: false } as const;

const createdImport: BulkImportRecord = {
  ...realm,
  ...newImportColumns(request, 1_000),
  id: '',
  state: 'RUNNING',
  uploaded_at: 2_000,
  touched_at: 2_000,
};

/** Everything that is kept of an import; rows by their lines. */
export async function readImport({ db }: Store, id: string) {
  const record = await db.selectFrom('bulk_imports').selectAll().where('id', '=', id).executeTakeFirstOrThrow();
  const uploadId = record.upload_id ?? '';
  const ofUpload = { upload_id: uploadId };
  const allBatches = db.selectFrom('bulk_batches').selectAll().orderBy('batch_index');
  const batches = await allBatches.where(eb => eb.and(ofUpload)).execute();
  const allRows = db.selectFrom('bulk_batch_rows').selectAll().orderBy('batch_index');
  const rows = await allRows.where(eb => eb.and(ofUpload)).execute();
  return {
    record,
    batches,
    states: batches.map(({ state }) => state),
    /** The lines of the rows that are kept, by batch. */
    lines: Object.fromEntries(rows.map(one => [one.batch_index, keptRowsFrom(one.rows).map(([line]) => line)])),
  };
}

/** One tenant's ledger and commands over a store, with what they report. */
export function createBulkKit(
  store: Store,
  { of = realm, feed = createImportFeed(store, stillClock), keyKeeping }: KitOptions = {},
) {
  const stale: [attemptId: string, outcome: string][] = [];
  let ids = 0;
  const ledger = createStoreLedger({
    store,
    realm: of,
    instanceId: 'instance',
    leaseMs,
    keyKeeping,
    onStale: ({ attemptId }, outcome) => void stale.push([attemptId, outcome]),
  });
  const bulk = createBulkImports({
    store,
    realm: of,
    retentionMs,
    keyKeeping,
    feed,
    createOnce: (_request, create) => create(store.db),
    jobs: { list: async () => [] },
    heldJobIds: async () => new Set(),
    requestsPerSecond: 4,
    batchSize: 10,
    newId: () => `new-${ids++}`,
    wake: () => {},
  });
  let attempts = 0;
  const claim = (id: string) => ledger.claim(id, `attempt-${id}-${attempts++}`);
  /** Claims, which has to work. */
  const mustClaim = async (id: string): Promise<ClaimedBatch> => {
    const claimed = await claim(id);
    if (!claimed) throw new Error(`Nothing to claim of ${id}.`);
    return claimed;
  };
  const take = (attempt: Attempt, jobId = `job-${attempt.attemptId}`) =>
    ledger.settle(attempt, { type: 'taken', job: sampleJob('PENDING', undefined, jobId) });
  /** Claims the next batch, which Trackier takes; gives the job's id. */
  const submit = async (id: string): Promise<string> => {
    const attempt = await mustClaim(id);
    await take(attempt);
    return `job-${attempt.attemptId}`;
  };
  const counts = async (id: string) => {
    const [found] = await bulk.find([id]);
    if (!found) throw new Error(`There is no import ${id}.`);
    return (await bulk.rowCounts([found]))[0]!;
  };
  return { ledger, bulk, stale, claim, mustClaim, take, submit, counts, read: (id: string) => readImport(store, id) };
}

export interface KitOptions {
  readonly of?: Realm;
  readonly feed?: ImportFeed;
  readonly keyKeeping?: KeyKeeping;
}

/** A clock by which nothing is ever due. */
export const stillClock = { nowMs: () => 0, schedule: () => () => {} };

/** A followed batch, as the ledger gives it to whoever looks for its job. */
export function followed(id: string, batch: BatchRecord): FollowedBatch {
  return {
    importId: id,
    uploadId: batch.upload_id,
    batchIndex: batch.batch_index,
    rowCount: batch.row_count,
    jobId: batch.job_id ?? '',
    submittedAtMs: batch.submitted_at ?? 0,
    quietLooks: batch.quiet_looks,
    misses: batch.misses,
    firstMissAtMs: batch.first_miss_at,
    endedAtMs: batch.ended_at,
  };
}

/** A look that brought nothing, but for what is told. */
export const look = (more: Partial<LookResult> = {}): LookResult => ({
  job: null,
  end: null,
  givenUp: null,
  lookAtMs: 5_000,
  quietLooks: 1,
  misses: 0,
  firstMissAtMs: null,
  endedAtMs: null,
  ...more,
});

/** The look that reads a job's end; without figures the job's log says nothing of them. */
export function endLook(
  end: 'COMPLETED' | 'FAILED',
  figures: readonly [number, number, number, number] | null,
  jobId?: string,
): LookResult {
  const job: ImportJob = sampleJob(end, figures ? figuresLine(...figures) : 'ended', jobId);
  return look({ job, end, endedAtMs: 4_000 });
}

export const batchError = { code: 'REQUEST_REJECTED', message: 'Refused.', requestId: 'r' } as const;
