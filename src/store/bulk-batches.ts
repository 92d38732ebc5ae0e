import { type ExpressionBuilder, type Insertable, type Kysely, type Selectable, sql, type Updateable } from 'kysely';
import type { StoreDialect } from './dialect.ts';
import { ofRealm } from './of-realm.ts';
import type { BatchState } from './states.ts';
import type { BulkBatchesTable, Database, Realm } from './tables.ts';

/** A batch as it is kept. */
export type BatchRecord = Selectable<BulkBatchesTable>;

/** Which batch. */
export type BatchPlace = Pick<BatchRecord, 'upload_id' | 'batch_index'>;

/** What an upload's batches of one kind have in common, and how many they are. */
export interface BatchGroup {
  readonly upload_id: string;
  readonly state: BatchState;
  readonly is_given_up: number;
  readonly has_job: number;
  readonly has_figures: number;
  readonly batches: number;
  readonly with_unprocessed: number;
  readonly rows: number;
  readonly imported: number;
  readonly edited: number;
  readonly failed: number;
  readonly unprocessed: number;
}

/** Adds batches. */
export async function insertBatches(
  db: Kysely<Database>,
  records: readonly Insertable<BulkBatchesTable>[],
): Promise<void> {
  if (records.length > 0) await db.insertInto('bulk_batches').values(records).execute();
}

/** A batch; to be changed, its import has to be held. */
export async function findBatch(
  db: Kysely<Database>,
  { upload_id, batch_index }: BatchPlace,
): Promise<BatchRecord | null> {
  const query = db.selectFrom('bulk_batches').selectAll();
  return (
    (await query.where('upload_id', '=', upload_id).where('batch_index', '=', batch_index).executeTakeFirst()) ?? null
  );
}

/** The batch whose latest attempt has an id. */
export async function batchWithAttempt(
  db: Kysely<Database>,
  uploadId: string,
  attemptId: string,
): Promise<BatchRecord | null> {
  const query = db.selectFrom('bulk_batches').selectAll().where('upload_id', '=', uploadId);
  return (await query.where('attempt_id', '=', attemptId).executeTakeFirst()) ?? null;
}

/** Changes a batch whose import is held, or which is locked itself. */
export async function updateBatch(
  db: Kysely<Database>,
  { upload_id, batch_index }: BatchPlace,
  change: Updateable<BulkBatchesTable>,
): Promise<void> {
  const update = db.updateTable('bulk_batches').set(change).where('upload_id', '=', upload_id);
  await update.where('batch_index', '=', batch_index).execute();
}

/** Takes what is QUEUED out of the queue, as the batch's machine allows. */
export async function cancelQueuedBatches(db: Kysely<Database>, uploadId: string): Promise<void> {
  const update = db.updateTable('bulk_batches').set({ state: 'CANCELLED' }).where('upload_id', '=', uploadId);
  await update.where('state', '=', 'QUEUED').execute();
}

/** The batches of an upload, by index. */
export function listBatches(
  db: Kysely<Database>,
  uploadId: string,
  {
    limit,
    after = -1,
    states = null,
  }: {
    readonly limit?: number | undefined;
    readonly after?: number | undefined;
    readonly states?: readonly BatchState[] | null | undefined;
  },
): Promise<BatchRecord[]> {
  let query = db.selectFrom('bulk_batches').selectAll().where('upload_id', '=', uploadId);
  query = query.where('batch_index', '>', after);
  if (states) query = query.where('state', 'in', states);
  if (limit !== undefined) query = query.limit(limit);
  return query.orderBy('batch_index').execute();
}

/** How many batches an upload has. */
export async function countBatches(
  db: Kysely<Database>,
  uploadId: string,
  states: readonly BatchState[] | null,
): Promise<number> {
  let query = db
    .selectFrom('bulk_batches')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .where('upload_id', '=', uploadId);
  if (states) query = query.where('state', 'in', states);
  return (await query.executeTakeFirstOrThrow()).count;
}

/** Whether an upload has a batch in one of the states. */
export async function hasBatchIn(
  db: Kysely<Database>,
  uploadId: string,
  states: readonly BatchState[],
): Promise<boolean> {
  const query = db.selectFrom('bulk_batches').select('batch_index').where('upload_id', '=', uploadId);
  return (await query.where('state', 'in', states).limit(1).executeTakeFirst()) !== undefined;
}

/** Whether the job of one of an upload's batches is to be looked for. */
export async function hasFollowedBatch(db: Kysely<Database>, uploadId: string): Promise<boolean> {
  const query = db.selectFrom('bulk_batches').select('batch_index').where('upload_id', '=', uploadId);
  return (await query.where('look_at', 'is not', null).limit(1).executeTakeFirst()) !== undefined;
}

/** The last index that an upload has; -1 when it has no batch. */
export async function lastBatchIndex(db: Kysely<Database>, uploadId: string): Promise<number> {
  const query = db.selectFrom('bulk_batches').select(({ fn }) => fn.max('batch_index').as('last'));
  return (await query.where('upload_id', '=', uploadId).executeTakeFirst())?.last ?? -1;
}

/** All batches of some uploads, counted by kind. */
export function groupBatches(db: Kysely<Database>, uploadIds: readonly string[]): Promise<BatchGroup[]> {
  return db
    .selectFrom('bulk_batches')
    .select(({ fn, eb }) => [
      'upload_id',
      'state',
      'is_given_up',
      eb.case().when('job_id', 'is', null).then(0).else(1).end().as('has_job'),
      eb.case().when('imported', 'is', null).then(0).else(1).end().as('has_figures'),
      fn.countAll<number>().as('batches'),
      fn.sum<number>(eb.case().when('unprocessed', '>', 0).then(1).else(0).end()).as('with_unprocessed'),
      fn.sum<number>('row_count').as('rows'),
      fn.sum<number>(fn.coalesce('imported', eb.lit(0))).as('imported'),
      fn.sum<number>(fn.coalesce('edited', eb.lit(0))).as('edited'),
      fn.sum<number>(fn.coalesce('failed', eb.lit(0))).as('failed'),
      fn.sum<number>(fn.coalesce('unprocessed', eb.lit(0))).as('unprocessed'),
    ])
    .where('upload_id', 'in', uploadIds)
    .groupBy(['upload_id', 'state', 'is_given_up', 'has_job', 'has_figures'])
    .execute();
}

/** The imports of a realm that have something to send, by id. */
export function importsToSend(db: Kysely<Database>, realm: Realm): Promise<{ id: string }[]> {
  return db
    .selectFrom('bulk_imports')
    .select('id')
    .where(eb => eb.and(ofRealm(realm)))
    .where(canSend)
    .orderBy('id')
    .execute();
}

/** Of an import: it has something to send, and may do so. Until it is proven, one batch is out at a time. */
export const canSend = (eb: ExpressionBuilder<Database, 'bulk_imports'>) =>
  eb.and([eb('state', '=', 'RUNNING'), anyIn('QUEUED'), eb.or([eb('is_proven', '=', 1), eb.not(anyIn('SENDING'))])]);

const anyIn = (state: BatchState) =>
  sql<boolean>`exists (select 1 from bulk_batches where upload_id = bulk_imports.upload_id and state = ${state})`;

/**
 * Batches of a realm whose jobs are to be looked for: of each import the one that has waited longest, then of each the next,
 * so that an import of a few rows does not wait behind the thousand jobs of another.
 */
export function batchesToLookAt(
  db: Kysely<Database>,
  dialect: StoreDialect,
  realm: Realm,
  { until, limit }: { readonly until: number; readonly limit: number },
): Promise<(BatchRecord & { readonly import_id: string })[]> {
  const query = db
    .with('due', cte =>
      cte
        .selectFrom('bulk_batches')
        .innerJoin('bulk_imports', 'bulk_imports.upload_id', 'bulk_batches.upload_id')
        .select(['bulk_batches.upload_id', 'bulk_batches.batch_index', 'bulk_imports.id as import_id'])
        .select(sql<number>`row_number() over (partition by bulk_batches.upload_id order by look_at)`.as('place'))
        .where(eb => eb.and(ofRealm(realm)))
        .where('bulk_batches.look_at', '<=', until),
    )
    .selectFrom('bulk_batches')
    .innerJoin('due', join =>
      join
        .onRef('due.upload_id', '=', 'bulk_batches.upload_id')
        .onRef('due.batch_index', '=', 'bulk_batches.batch_index'),
    )
    .selectAll('bulk_batches')
    .select('due.import_id')
    // Asked again of what is locked: another instance may have claimed it since.
    .where('bulk_batches.look_at', '<=', until)
    .orderBy('due.place')
    .orderBy('bulk_batches.look_at')
    .limit(limit);
  // Not their imports, or whoever changes one would hide all of its batches.
  return dialect.skipLocked(query, 'bulk_batches').execute();
}

/** Has every job that is followed looked for by a moment at the latest: whoever meant to look may be dead. */
export async function hastenLooks(db: Kysely<Database>, atMs: number): Promise<void> {
  await db.updateTable('bulk_batches').set({ look_at: atMs }).where('look_at', '>', atMs).execute();
}

/** When the next job of a realm is to be looked for; null when none is followed. */
export async function nextLookAt(db: Kysely<Database>, realm: Realm): Promise<number | null> {
  const query = db
    .selectFrom('bulk_batches')
    .innerJoin('bulk_imports', 'bulk_imports.upload_id', 'bulk_batches.upload_id')
    .select(({ fn }) => fn.min('bulk_batches.look_at').as('at'))
    .where(eb => eb.and(ofRealm(realm)))
    // By this alone SQLite sees that it may use the index of those that are followed.
    .where('bulk_batches.look_at', 'is not', null);
  return (await query.executeTakeFirst())?.at ?? null;
}

/** Batches, of whatever realm, whose lease ran out before a moment; all that are SENDING when none is given. */
export function orphanedBatches(
  db: Kysely<Database>,
  leaseEndedBefore: number | null,
): Promise<(BatchRecord & { readonly import_id: string })[]> {
  let query = db
    .selectFrom('bulk_batches')
    .innerJoin('bulk_imports', 'bulk_imports.upload_id', 'bulk_batches.upload_id')
    .selectAll('bulk_batches')
    .select('bulk_imports.id as import_id')
    .where('bulk_batches.state', '=', 'SENDING');
  if (leaseEndedBefore !== null) query = query.where('bulk_batches.lease_until', '<', leaseEndedBefore);
  return query.execute();
}

/** Which of these jobs some batch of the realm has. */
export async function jobsHeldByBatches(
  db: Kysely<Database>,
  realm: Realm,
  jobIds: readonly string[],
): Promise<string[]> {
  // Joined, SQLite would read every batch of the realm.
  const query = db
    .selectFrom('bulk_batches')
    .select('job_id')
    .where('job_id', 'in', jobIds)
    .where(eb =>
      eb.exists(
        eb
          .selectFrom('bulk_imports')
          .select('id')
          .whereRef('bulk_imports.upload_id', '=', 'bulk_batches.upload_id')
          .where(imports => imports.and(ofRealm(realm))),
      ),
    );
  return (await query.execute()).flatMap(({ job_id }) => job_id ?? []);
}
