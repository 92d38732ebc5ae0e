import type { CompiledQuery, Kysely } from 'kysely';
import { expect, test } from 'vitest';
import {
  batchesToLookAt,
  batchWithAttempt,
  groupBatches,
  hasBatchIn,
  hasFollowedBatch,
  importsToSend,
  jobsHeldByBatches,
  lastBatchIndex,
  listBatches,
  nextLookAt,
  orphanedBatches,
} from '../../src/store/bulk-batches.ts';
import { countImports, importsWithContent, listImports, untouchedImports } from '../../src/store/bulk-imports.ts';
import { jobsHeldByRecords } from '../../src/store/idempotency-records.ts';
import type { Store } from '../../src/store/store.ts';
import type { Database } from '../../src/store/tables.ts';
import { abandonedUpload, deadUploads } from '../../src/store/uploads.ts';
import { findWork } from '../../src/store/work.ts';
import { placeImport, realm } from '../imports/bulk/bulk-import-kit.ts';
import { openTestStore } from '../support/open-store.ts';

/** How SQLite goes about what `ask` asks. */
async function plansOf({ db }: Store, ask: (db: Kysely<Database>) => Promise<unknown>): Promise<readonly string[]> {
  const queries: CompiledQuery[] = [];
  const spied = db.withPlugin({
    transformQuery({ node, queryId }) {
      queries.push(db.getExecutor().compileQuery(node, queryId));
      return node;
    },
    transformResult: async ({ result }) => result,
  });
  await ask(spied);
  const plans: string[] = [];
  for (const query of queries) {
    const { rows } = await db.executeQuery<{ detail: string }>({ ...query, sql: `explain query plan ${query.sql}` });
    plans.push(...rows.map(({ detail }) => detail));
  }
  return plans;
}

const statements: Readonly<Record<string, (store: Store) => (db: Kysely<Database>) => Promise<unknown>>> = {
  importsToSend: () => db => importsToSend(db, realm),
  batchesToLookAt:
    ({ dialect }) =>
    db =>
      batchesToLookAt(db, dialect, realm, { until: 5, limit: 5 }),
  nextLookAt: () => db => nextLookAt(db, realm),
  findWork: store => async db => {
    // Whose work it is is asked only where there is some.
    await placeImport(store, 'a', [1]);
    return findWork(db, store.dialect, realm);
  },
  groupBatches: () => db => groupBatches(db, ['a', 'b']),
  hasBatchIn: () => db => hasBatchIn(db, 'a', ['QUEUED', 'SENDING']),
  hasFollowedBatch: () => db => hasFollowedBatch(db, 'a'),
  batchWithAttempt: () => db => batchWithAttempt(db, 'a', 'x'),
  listBatches: () => db => listBatches(db, 'a', { limit: 1, states: ['QUEUED'] }),
  lastBatchIndex: () => db => lastBatchIndex(db, 'a'),
  orphanedBatches: () => db => orphanedBatches(db, 5),
  jobsHeldByBatches: () => db => jobsHeldByBatches(db, realm, ['j']),
  jobsHeldByRecords: () => db => jobsHeldByRecords(db, realm, ['j']),
  listImports: () => db => listImports(db, realm, { limit: 5, after: { createdAt: 5, id: 'a' }, states: null }),
  countImports: () => db => countImports(db, realm, null),
  importsWithContent: () => db => importsWithContent(db, realm, ['ff']),
  untouchedImports: () => db => untouchedImports(db, 5, 5),
  deadUploads: () => db => deadUploads(db, 5),
  abandonedUpload: () => db => abandonedUpload(db),
};

test.each(Object.entries(statements))(
  'SQLite finds by an index what is asked for again and again: %s',
  async (...row) => {
    const [, ask] = row;
    const store = await openTestStore('sqlite');
    const plans = await plansOf(store, ask(store));
    expect(plans.length).toBeGreaterThan(0);
    // What was found before may be gone through; a table may not.
    expect(plans.filter(plan => /^SCAN (bulk|uploads|rejected|idempotency)_?/.test(plan))).toEqual([]);
    // By an import alone all of its batches would be read, which are thousands.
    const allBatches = plans.filter(plan => /SEARCH bulk_batches .*\(upload_id=\?\)$/.test(plan));
    expect(allBatches).toHaveLength(mayReadAll.has(row[0]) ? 1 : 0);
  },
);

/** What is asked of all batches of an import; the last of them is found by the end of the index. */
const mayReadAll: ReadonlySet<string> = new Set(['groupBatches', 'lastBatchIndex']);
