import { request } from 'undici';
import { onTestFinished } from 'vitest';
import { createSandbox, type Sandbox } from '../../src/sandbox/sandbox.ts';
import { SANDBOX_API_KEY } from '../../src/sandbox/sandbox-options.ts';
import { createDatabase } from '../support/create-database.ts';
import { makeDataDir } from '../support/data-dir.ts';
import type { StoreKind } from '../support/open-store.ts';
import { type GatewayProcess, startProcess } from '../support/start-process.ts';

/** A Trackier that lives on while gateways die, and the place where they keep what they know. */
export interface CrashWorld {
  readonly sandbox: Sandbox;
  /** A gateway of its own process, on the common store. */
  readonly start: (env?: Readonly<Record<string, string>>) => GatewayProcess;
}

/** What the import that is looked at tells of itself. */
export interface ImportReport {
  readonly state: string;
  readonly problem: { readonly code: string } | null;
  readonly rows: Readonly<Record<string, number>>;
  readonly batches: { readonly edges: readonly { readonly node: BatchReport }[] };
}

export interface BatchReport {
  readonly index: number;
  readonly state: string;
  readonly rowCount: number;
  readonly firstLine: number;
  readonly attemptCount: number;
}

/** Few rows to a batch, no pace to speak of, and leases that a test can wait for. */
const settings = {
  TRACKIER_API_KEY: SANDBOX_API_KEY,
  TRACKIER_REQUESTS_PER_SECOND: '1000',
  CALLER_REQUESTS_PER_MINUTE: '0',
  TRACKIER_TIMEOUT_MS: '1000',
  BULK_BATCH_SIZE: '2',
};

export async function createCrashWorld(kind: StoreKind): Promise<CrashWorld> {
  const sandbox = createSandbox({
    requestsPerSecond: Number.POSITIVE_INFINITY,
    timings: { pendingMs: 0, progressMs: 0, rowsPerSecond: 1e9 },
  });
  const { url } = await sandbox.listen();
  onTestFinished(async () => {
    sandbox.release();
    await sandbox.close();
  });
  const place: Record<string, string> =
    kind === 'postgres' ? { DATABASE_URL: await createDatabase() } : { DATA_DIR: makeDataDir() };
  return {
    sandbox,
    start: env => startProcess({ TRACKIER_BASE_URL: url, ...settings, ...place, ...env }),
  };
}

/** POSTs an operation and gives `data`. */
export async function ask(url: string, query: string, variables: object = {}): Promise<any> {
  const answer = await request(`${url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query, variables }),
  });
  const { data, errors }: any = await answer.body.json();
  if (errors) throw new Error(JSON.stringify(errors));
  return data;
}

/** Creates an import that starts when its file is there. */
export async function createImport(url: string): Promise<string> {
  const input = { format: 'CSV', autoStart: true };
  const { createBulkImport } = await ask(
    url,
    'mutation ($input: CreateBulkImportInput!) { createBulkImport(input: $input) { ... on BulkImport { id } } }',
    { input },
  );
  return createBulkImport.id;
}

/** Uploads so many rows, each with a click id of its own. */
export async function uploadRows(url: string, id: string, count: number, name = 'click'): Promise<void> {
  const answer = await request(`${url}/bulk-imports/${id}/rows`, {
    method: 'PUT',
    headers: { 'content-type': 'text/csv' },
    body: `click_id\n${Array.from({ length: count }, (_, row) => `${name}-${row}\n`).join('')}`,
  });
  const text = await answer.body.text();
  if (answer.statusCode !== 200) throw new Error(text);
}

const reportQuery = `query ($id: ID!) { bulkImport(id: $id) {
  state problem { code }
  rows { total accepted rejected duplicate queued submitted uncertain unsent imported edited failed unprocessed awaiting }
  batches(first: 100) { edges { node { index state rowCount firstLine attemptCount } } }
} }`;

export async function readImport(url: string, id: string): Promise<ImportReport> {
  return (await ask(url, reportQuery, { id })).bulkImport;
}

/** How often each click id has arrived at Trackier in a POST that it took, or may have taken. */
export function arrivals(sandbox: Sandbox): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const { path, json } of sandbox.requests) {
    if (path !== '/advertiser/conversion-import') continue;
    const { conversions = [] } = (json ?? {}) as { conversions?: readonly { click_id: string }[] };
    for (const { click_id } of conversions) counts.set(click_id, (counts.get(click_id) ?? 0) + 1);
  }
  return counts;
}
