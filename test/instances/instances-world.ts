import { setTimeout as sleep } from 'node:timers/promises';
import { onTestFinished } from 'vitest';
import { createSandbox, type Sandbox } from '../../src/sandbox/sandbox.ts';
import { SANDBOX_API_KEY } from '../../src/sandbox/sandbox-options.ts';
import { arrivals, ask, type ImportReport, readImport } from '../crash/crash-world.ts';
import { createDatabase } from '../support/create-database.ts';
import { type GatewayProcess, startProcess } from '../support/start-process.ts';

/** A Trackier that takes whatever comes, and the gateways that share it. */
export interface InstancesWorld {
  readonly sandbox: Sandbox;
  /** A gateway of its own process, in the common place; `url` is where it serves. */
  readonly start: (env?: Readonly<Record<string, string>>) => Promise<Instance>;
}

export interface Instance extends GatewayProcess {
  readonly address: string;
}

/** Where instances keep what they know: `DATABASE_URL` or `DATA_DIR`. */
export type Place = Readonly<Record<string, string>>;

/** Time enough for a machine that is busy with other things; what is waited for are conditions. */
export const patience = { timeout: 240_000 };

/** A fresh PostgreSQL database for several instances. */
export async function makeDatabase(): Promise<{ readonly DATABASE_URL: string }> {
  return { DATABASE_URL: await createDatabase() };
}

/** A sandbox whose jobs end at once; it is gone when the test ends. */
export async function startSandbox(): Promise<Sandbox> {
  const sandbox = createSandbox({
    requestsPerSecond: Number.POSITIVE_INFINITY,
    timings: { pendingMs: 0, progressMs: 0, rowsPerSecond: 1e9 },
  });
  await sandbox.listen();
  onTestFinished(async () => {
    sandbox.release();
    await sandbox.close();
  });
  return sandbox;
}

/** Batches of two rows and no pace to speak of, unless `env` says otherwise. */
export async function createWorld(place: Place, env: Readonly<Record<string, string>> = {}): Promise<InstancesWorld> {
  const sandbox = await startSandbox();
  const common = {
    TRACKIER_BASE_URL: sandbox.url,
    TRACKIER_API_KEY: SANDBOX_API_KEY,
    TRACKIER_REQUESTS_PER_SECOND: '1000',
    CALLER_REQUESTS_PER_MINUTE: '0',
    BULK_BATCH_SIZE: '2',
    ...place,
    ...env,
  };
  return { sandbox, start: more => startInstance({ ...common, ...more }) };
}

/** Starts a gateway and waits until it serves. */
export async function startInstance(env: Readonly<Record<string, string>>): Promise<Instance> {
  const gateway = startProcess(env);
  return { ...gateway, address: await gateway.url() };
}

/** Resolves when the condition holds; the test's own limit ends the wait for one that never does. */
export async function until(condition: () => boolean | Promise<boolean>, everyMs = 50): Promise<void> {
  while (!(await condition())) await sleep(everyMs);
}

/** The import as soon as the condition holds of it. */
export async function importWhen(
  url: string,
  id: string,
  condition: (report: ImportReport) => boolean,
): Promise<ImportReport> {
  for (;;) {
    const report = await readImport(url, id);
    if (condition(report)) return report;
    await sleep(100);
  }
}

/** The import as soon as it is in one of the states. */
export const importIn = (url: string, id: string, ...states: readonly string[]): Promise<ImportReport> =>
  importWhen(url, id, ({ state }) => states.includes(state));

/** An import that waits to be started. */
export async function createWaitingImport(url: string): Promise<string> {
  const mutation = 'mutation { createBulkImport(input: { format: CSV }) { ... on BulkImport { id } } }';
  return (await ask(url, mutation)).createBulkImport.id;
}

/** Starts an import; resolves with its state. */
export async function startImport(url: string, id: string): Promise<string> {
  const mutation = 'mutation ($id: ID!) { startBulkImport(id: $id) { ... on BulkImport { state } } }';
  return (await ask(url, mutation, { id })).startBulkImport.state;
}

/** A person has the uncertain batches sent again; resolves with the import's state. */
export async function retryUncertain(url: string, id: string): Promise<string> {
  const mutation =
    'mutation ($id: ID!) { retryBulkImport(id: $id, only: [UNCERTAIN]) { ... on BulkImport { state } ... on Error { code } } }';
  return (await ask(url, mutation, { id })).retryBulkImport.state;
}

/** The state of each batch, in the order of the file. */
export const statesOf = ({ batches }: ImportReport): readonly string[] => batches.edges.map(({ node }) => node.state);

/** How often the rows that `uploadRows` made have arrived, in the order of the file. */
export function arrivalsInOrder(sandbox: Sandbox, count: number, name = 'click'): readonly number[] {
  const arrived = arrivals(sandbox);
  return Array.from({ length: count }, (_, row) => arrived.get(`${name}-${row}`) ?? 0);
}

/** Once for each row. */
export const onceEach = (count: number): readonly number[] => Array.from({ length: count }, () => 1);

/** The POSTs that have arrived. */
export const postsTo = (sandbox: Sandbox): number => sandbox.requests.filter(({ method }) => method === 'POST').length;

/** How many batches an instance has sent and seen taken, by its log. */
export const takenBy = ({ lines }: GatewayProcess): number =>
  lines().filter(({ type, outcome }) => type === 'settled' && outcome === 'taken').length;
