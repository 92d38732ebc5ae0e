import { type Kysely, sql } from 'kysely';
import type { StoreDialect } from './dialect.ts';
import type { Database } from './tables.ts';

/** The time that was leased of a bucket: it begins at `startsAt`, when it is `now` by the database's clock. */
export interface BucketLease {
  readonly startsAt: number;
  readonly now: number;
}

/** A bucket that says more than this is from before the clock was put back. */
const longestQueueMs = 5 * 60_000;

/** Leases the next `spanMs` of a bucket that nobody has leased, in one statement. */
export async function leaseFromBucket(
  db: Kysely<Database>,
  dialect: StoreDialect,
  { id, spanMs }: { readonly id: string; readonly spanMs: number },
): Promise<BucketLease> {
  const now = dialect.nowMs();
  const nextAt = sql.ref<number>('pace_buckets.next_at');
  const startsAt = sql<number>`case when ${nextAt} between ${now} and ${now} + ${longestQueueMs + spanMs} then ${nextAt} else ${now} end`;
  return db
    .insertInto('pace_buckets')
    .values({ id, next_at: sql<number>`${now} + ${spanMs}` })
    .onConflict(conflict => conflict.column('id').doUpdateSet({ next_at: sql<number>`${startsAt} + ${spanMs}` }))
    .returning([sql<number>`next_at - ${spanMs}`.as('startsAt'), now.as('now')])
    .executeTakeFirstOrThrow();
}
