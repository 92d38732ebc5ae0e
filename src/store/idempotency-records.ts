import { type Kysely, type Selectable, sql } from 'kysely';
import type { StoreDialect } from './dialect.ts';
import { ofRealm } from './of-realm.ts';
import type { Database, IdempotencyRecordsTable, Realm } from './tables.ts';

/** Whose key. */
export interface KeyPlace {
  readonly realm: Realm;
  readonly key: string;
}

/** One attempt under a key; it writes only what is its own. */
export interface KeyAttempt extends KeyPlace {
  readonly attemptId: string;
}

/** An attempt that begins. */
export interface NewAttempt extends KeyAttempt {
  readonly fingerprint: string;
  /** The instance whose attempt it is. */
  readonly owner: string;
  readonly leaseMs: number;
  readonly startedAt: number;
}

/** How an attempt ended. */
export type AttemptEnd = Pick<IdempotencyRecordsTable, 'started_at' | 'ended_at' | 'job_id' | 'answer'> & {
  readonly state: 'DONE' | 'FREED' | 'UNKNOWN';
};

/** A record as it is read: `is_orphan` is 1 when it is PENDING and its lease has run out, by the database's clock. */
export type IdempotencyRecord = Selectable<IdempotencyRecordsTable> & { readonly is_orphan: number };

/** Begins an attempt, if the key is free; false when it is taken. */
export async function beginAttempt(db: Kysely<Database>, dialect: StoreDialect, attempt: NewAttempt): Promise<boolean> {
  const fields = {
    fingerprint: attempt.fingerprint,
    state: 'PENDING',
    attempt_id: attempt.attemptId,
    lease_owner: attempt.owner,
    lease_until: sql<number>`${dialect.nowMs()} + ${sql.lit(attempt.leaseMs)}`,
    started_at: attempt.startedAt,
    ended_at: null,
    job_id: null,
    answer: null,
  } as const;
  const insert = db
    .insertInto('idempotency_records')
    .values({ ...ofRealm(attempt.realm), key: attempt.key, ...fields });
  const taken = insert.onConflict(conflict =>
    conflict
      .columns(['tenant', 'mode', 'base_url', 'key'])
      .doUpdateSet(fields)
      .where('idempotency_records.state', '=', 'FREED'),
  );
  return (await taken.returning('attempt_id').executeTakeFirst()) !== undefined;
}

/** Ends an attempt, also one whose owner was taken for dead: what it knows is not thrown away. */
export async function endAttempt(
  db: Kysely<Database>,
  { realm, key, attemptId }: KeyAttempt,
  end: AttemptEnd,
): Promise<void> {
  await db
    .updateTable('idempotency_records')
    .set({ ...end, lease_owner: null, lease_until: null })
    .where(eb => eb.and({ ...ofRealm(realm), key, attempt_id: attemptId }))
    .where('state', 'in', ['PENDING', 'UNKNOWN'])
    .execute();
}

/** Forgets a key. */
export async function deleteRecord(db: Kysely<Database>, { realm, key }: KeyPlace): Promise<void> {
  await db
    .deleteFrom('idempotency_records')
    .where(eb => eb.and({ ...ofRealm(realm), key }))
    .execute();
}

/** What is known of a key; null when it is free. */
export async function findRecord(
  db: Kysely<Database>,
  dialect: StoreDialect,
  { realm, key }: KeyPlace,
): Promise<IdempotencyRecord | null> {
  const isOrphan = sql<number>`case when state = 'PENDING' and lease_until <= ${dialect.nowMs()} then 1 else 0 end`;
  const query = db.selectFrom('idempotency_records').selectAll().select(isOrphan.as('is_orphan'));
  return (await query.where(eb => eb.and({ ...ofRealm(realm), key })).executeTakeFirst()) ?? null;
}

/** Calls every attempt that is under way UNKNOWN: for a start that knows itself to be alone. Tells how many there were. */
export async function orphanAttempts(db: Kysely<Database>, atMs: number): Promise<number> {
  const update = db
    .updateTable('idempotency_records')
    .set({
      state: 'UNKNOWN',
      ended_at: sql<number>`case when lease_until < ${atMs} then lease_until else ${atMs} end`,
      lease_owner: null,
      lease_until: null,
    })
    .where('state', '=', 'PENDING');
  return Number((await update.executeTakeFirstOrThrow()).numUpdatedRows);
}

/** Erases records whose answer is known and that began before a moment, at most `limit` of them; tells how many. */
export async function eraseIdempotencyRecords(
  db: Kysely<Database>,
  begunBefore: number,
  limit: number,
): Promise<number> {
  const old = db
    .selectFrom('idempotency_records')
    .select(['tenant', 'mode', 'base_url', 'key'])
    .where('started_at', '<', begunBefore)
    .where('state', 'in', ['DONE', 'FREED'])
    .orderBy('started_at')
    .limit(limit);
  const erase = db
    .deleteFrom('idempotency_records')
    .where(eb =>
      eb(eb.refTuple('tenant', 'mode', 'base_url', 'key'), 'in', old.$asTuple('tenant', 'mode', 'base_url', 'key')),
    );
  return Number((await erase.executeTakeFirstOrThrow()).numDeletedRows);
}

/** Which of these jobs carried a request of the realm with a key. */
export async function jobsHeldByRecords(
  db: Kysely<Database>,
  realm: Realm,
  jobIds: readonly string[],
): Promise<string[]> {
  const query = db.selectFrom('idempotency_records').select('job_id').where('job_id', 'in', jobIds);
  return (await query.where(eb => eb.and(ofRealm(realm))).execute()).flatMap(({ job_id }) => job_id ?? []);
}
