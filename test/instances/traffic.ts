import { Readable } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';
import { until } from './instances-world.ts';
import { createPatientCaller, type PatientCaller, type Repeated, retryAfterMs } from './patient-caller.ts';

/** Callers who never pause, until they are stopped. */
export interface Traffic {
  readonly repeated: readonly Repeated[];
  /** The click ids of everything that was to be imported, in either way. */
  readonly clickIds: readonly string[];
  readonly bulkImports: readonly BulkEnd[];
  /** Resolves when an instance has answered so many requests more; rejects when a caller has failed. */
  readonly servedBy: (instance: string, count: number) => Promise<void>;
  /** Resolves when all have come to the end of what they were at; rejects with what went wrong for the first of them. */
  readonly stop: () => Promise<void>;
}

/** How the last event of a bulk import that was followed to its end described it. */
interface BulkEnd {
  readonly state: string;
  readonly rows: Readonly<Record<string, number>>;
}

const importMutation = `mutation importConversions($input: ImportConversionsInput!) { importConversions(input: $input) {
  __typename ... on ImportConversionsPayload { acceptedCount } ... on Error { code message retryable } } }`;
const createMutation = `mutation createBulkImport($input: CreateBulkImportInput!) { createBulkImport(input: $input) {
  __typename ... on BulkImport { id } } }`;
const stateQuery = 'query state($id: ID!) { bulkImport(id: $id) { state } }';
const overviewQuery =
  'query overview { viewer { rateLimit { queuedRequests } } bulkImports(first: 5) { edges { node { id } } } }';
const subscription =
  'subscription follow($id: ID!) { bulkImport(id: $id) { state rows { imported uncertain failed } } }';

/** In each file. */
export const rowsPerFile = 40;

/** Begins: `url` is the proxy's. */
export function startTraffic(url: string): Traffic {
  const caller = createPatientCaller(url);
  const clickIds: string[] = [];
  const bulkImports: BulkEnd[] = [];
  const over = new AbortController();
  const importOne = async (clickId: string): Promise<void> => {
    clickIds.push(clickId);
    const input = { conversions: [{ clickId }], idempotencyKey: clickId };
    const { importConversions } = await caller.ask(importMutation, { input });
    if (importConversions.acceptedCount !== 1) throw new Error(JSON.stringify(importConversions));
  };
  const importFile = async (name: string): Promise<void> => {
    const rows = Array.from({ length: rowsPerFile }, (_, row) => `${name}-${row}`);
    clickIds.push(...rows);
    const input = { format: 'CSV', autoStart: true, idempotencyKey: name };
    const { id } = (await caller.ask(createMutation, { input })).createBulkImport;
    const [end] = await Promise.all([follow(caller, id), upload(caller, id, rows)]);
    bulkImports.push(end);
  };
  const goOn = async (work: (turn: number) => Promise<unknown>): Promise<void> => {
    for (let turn = 0; !over.signal.aborted; turn++) await work(turn);
  };
  const callers = Promise.all([
    ...['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'].map(name => goOn(turn => importOne(`${name}-${turn}`))),
    ...['file-a', 'file-b'].map(name => goOn(turn => importFile(`${name}-${turn}`))),
    ...Array.from({ length: 4 }, () => goOn(() => caller.ask(overviewQuery))),
  ]);
  // Whoever fails is heard of below.
  callers.catch(() => over.abort());
  return {
    repeated: caller.repeated,
    clickIds,
    bulkImports,
    async servedBy(instance, count) {
      const wanted = caller.answersOf(instance) + count;
      await until(() => over.signal.aborted || caller.answersOf(instance) >= wanted);
      if (over.signal.aborted) await callers;
    },
    async stop() {
      over.abort();
      await callers;
    },
  };
}

async function upload(caller: PatientCaller, id: string, rows: readonly string[]): Promise<void> {
  while (!(await caller.put(`/bulk-imports/${id}/rows`, Readable.from(writeSlowly(rows))))) {
    const { state } = (await caller.ask(stateQuery, { id })).bulkImport;
    // The file was taken, and only the answer was lost.
    if (!['AWAITING_UPLOAD', 'UPLOADING'].includes(state)) return;
    await sleep(retryAfterMs);
  }
}

async function* writeSlowly(rows: readonly string[]): AsyncGenerator<string> {
  yield 'click_id\n';
  for (const row of rows) {
    yield `${row}\n`;
    await sleep(10);
  }
}

/** To its end, on as many instances as it takes; each has to complete its stream. */
async function follow(caller: PatientCaller, id: string): Promise<BulkEnd> {
  for (;;) {
    let last: BulkEnd | null = null;
    let isComplete = false;
    const stream = await caller.subscribe(subscription, { id });
    for await (const { event, data } of stream ?? []) {
      if (event === 'complete') isComplete = true;
      else last = data.data.bulkImport;
    }
    if (stream && !isComplete) throw new Error('A subscription broke off.');
    if (last && ['COMPLETED', 'NEEDS_ATTENTION'].includes(last.state)) return last;
    await sleep(retryAfterMs);
  }
}
