import { randomBytes } from 'node:crypto';
import { type Kysely, sql } from 'kysely';
import type { Database } from './tables.ts';

/** As much as a batch is likely to write; a full disk often takes a little more. */
const probeBytes = 64 * 1024;

/** Finds out whether the database takes what it is given; leaves nothing there. */
export async function probeStore(db: Kysely<Database>, instanceId: string): Promise<void> {
  // Random, as PostgreSQL would compress anything else to almost nothing.
  const filler = randomBytes(probeBytes / 2).toString('hex');
  await sql`insert into store_probes (id, filler) values (${instanceId}, ${filler})
    on conflict (id) do update set filler = excluded.filler`.execute(db);
  await sql`delete from store_probes where id = ${instanceId}`.execute(db);
}
