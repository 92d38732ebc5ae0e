import { tenants } from './access.ts';
import type { Door } from './door.ts';
import type { Fate, Ledger } from './ledger.ts';
import type { KnownImport } from './scene.ts';

const workingDocument = '{ bulkImports(first: 1, states: [RUNNING, UPLOADING]) { totalCount } }';
const batchesDocument = `query ($id: ID!, $after: String) { bulkImport(id: $id) { batches(first: 100, after: $after) {
  pageInfo { hasNextPage endCursor } edges { node { index state firstLine lastLine job { id } } }
} } }`;

interface Batch {
  readonly index: number;
  readonly state: string;
  readonly firstLine: number;
  readonly lastLine: number;
  readonly job: object | null;
}

/** How many bulk imports are under way. */
export async function countWorking(door: Door): Promise<number> {
  const counts = await Promise.all(
    tenants.map(async tenant => (await door.ask(tenant, workingDocument)).data.bulkImports.totalCount),
  );
  return counts.reduce((sum, count) => sum + count, 0);
}

/** Enters what the gateway says of every batch of an import. */
export async function settleImport(known: KnownImport, door: Door, ledger: Ledger): Promise<void> {
  ledger.settle(known.group, 'never');
  for await (const { index, state, firstLine, lastLine, job } of readBatches(known, door)) {
    const fate = known.resolved.has(index) ? 'at most once' : fateOf(state, job !== null);
    ledger.settle(known.group, fate, firstLine - known.firstLine, lastLine - known.firstLine);
  }
}

async function* readBatches({ id, tenant }: KnownImport, door: Door): AsyncGenerator<Batch> {
  for (let after: string | null = null; ; ) {
    const { data, code } = await door.ask(tenant, batchesDocument, { id, after });
    if (!data.bulkImport) throw new Error(`The import cannot be read: ${code}`);
    const { edges, pageInfo }: any = data.bulkImport.batches;
    for (const { node } of edges) yield node;
    if (!pageInfo.hasNextPage) return;
    after = pageInfo.endCursor;
  }
}

/** A batch that Trackier gave up has a job: it arrived. */
function fateOf(state: string, hasJob: boolean): Fate {
  if (state === 'UNCERTAIN') return 'at most once';
  return hasJob ? 'once' : 'never';
}
