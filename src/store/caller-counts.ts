import { sql } from 'kysely';
import type { Store } from './store.ts';

/** Counts requests of a caller in the window that is open, or in a new one; tells how many had been counted in it before. */
export async function leaseCallerRequests(
  { run, dialect }: Pick<Store, 'run' | 'dialect'>,
  lease: { readonly callerKey: string; readonly requests: number; readonly windowMs: number },
): Promise<{ readonly countedBefore: number; readonly msUntilReset: number }> {
  const { callerKey: id, requests, windowMs } = lease;
  const now = dialect.nowMs();
  const endsAt = sql.ref<number>('caller_counts.ends_at');
  // One that ends later than a window lasts is from before the clock was put back.
  const isOpen = sql<boolean>`${endsAt} > ${now} and ${endsAt} <= ${now} + ${windowMs}`;
  const newEnd = sql<number>`${now} + ${windowMs}`;
  return run(db =>
    db
      .insertInto('caller_counts')
      .values({ id, requests, ends_at: newEnd })
      .onConflict(conflict =>
        conflict.column('id').doUpdateSet({
          requests: sql<number>`case when ${isOpen} then caller_counts.requests else 0 end + excluded.requests`,
          ends_at: sql<number>`case when ${isOpen} then ${endsAt} else ${newEnd} end`,
        }),
      )
      .returning([
        sql<number>`requests - cast(${requests} as integer)`.as('countedBefore'),
        sql<number>`ends_at - ${now}`.as('msUntilReset'),
      ])
      .executeTakeFirstOrThrow(),
  );
}

/** Erases counts whose window was over at a moment, at most `limit` of them; tells how many. Those that are counted in now are left. */
export async function eraseCallerCounts(
  { db, dialect }: Pick<Store, 'db' | 'dialect'>,
  overAt: number,
  limit: number,
): Promise<number> {
  const over = db
    .selectFrom('caller_counts')
    .select('id')
    .where('ends_at', '<', overAt)
    .orderBy('ends_at')
    .limit(limit);
  const erase = db
    .with(
      cte => cte('over').materialized(),
      () => dialect.skipLocked(over),
    )
    .deleteFrom('caller_counts')
    .where('id', 'in', eb => eb.selectFrom('over').select('over.id'));
  return Number((await erase.executeTakeFirstOrThrow()).numDeletedRows);
}
