import type { Kysely } from 'kysely';
import type { BatchState, BulkImportState } from './states.ts';
import type { Database } from './tables.ts';

/** How many there are in each state; a state of which there are none may be absent. */
export interface StateCounts {
  readonly imports: Readonly<Partial<Record<BulkImportState, number>>>;
  readonly batches: Readonly<Partial<Record<BatchState, number>>>;
}

/** Counts all bulk imports, and the batches of their uploads, by state: over all tenants, with one statement for each. */
export async function countStates(db: Kysely<Database>): Promise<StateCounts> {
  const imports = await db
    .selectFrom('bulk_imports')
    .select(({ fn }) => ['state', fn.countAll<number>().as('count')])
    .groupBy('state')
    .execute();
  // Batches of an upload that came to nothing are no import's.
  const batches = await db
    .selectFrom('bulk_imports')
    .innerJoin('bulk_batches', 'bulk_batches.upload_id', 'bulk_imports.upload_id')
    .select(({ fn }) => ['bulk_batches.state', fn.countAll<number>().as('count')])
    .groupBy('bulk_batches.state')
    .execute();
  return { imports: byState(imports), batches: byState(batches) };
}

function byState<State extends string>(
  counts: readonly { readonly state: State; readonly count: number }[],
): Readonly<Partial<Record<State, number>>> {
  const entries: Partial<Record<State, number>> = {};
  for (const { state, count } of counts) entries[state] = count;
  return entries;
}
