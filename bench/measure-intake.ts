import { readFileSync } from 'node:fs';
import { Readable } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';
import { Agent, request } from 'undici';
import type { ServerProcess } from './server-process.ts';

/** What taking in a file costs. */
export interface IntakeCost {
  readonly database: string;
  readonly rows: number;
  readonly megabytes: number;
  readonly seconds: number;
  /** Rows for each second of CPU time of the server's process, all threads. */
  readonly rowsPerCpuSecond: number;
  readonly restingMegabytes: number;
  /** The most that was resident at any time. */
  readonly peakMegabytes: number;
  /** Of mutations that write to the store, sent one after the other meanwhile, in milliseconds from end to end. */
  readonly writesMs: readonly number[];
}

const rowsInChunk = 500;
const headerLine = 'click_id,txn_id,goal_id,sale_amount,currency,sub1,sub2,custom_dimensions.first_name\n';
const betweenWritesMs = 20;

/** Uploads a CSV of so many rows while somebody else writes, too. */
export async function measureIntake(server: ServerProcess, database: string, rows: number): Promise<IntakeCost> {
  const agent = new Agent({ bodyTimeout: 0, headersTimeout: 0 });
  // Code that has never run is not what is measured.
  await upload(server.url, agent, rowsInChunk * 40);
  const restingMegabytes = server.residentBytes() / 1e6;
  const over = new AbortController();
  const writing = writeUntil(over.signal, server.url, agent);
  const cpuBefore = server.cpuMicros();
  const startedAtMs = performance.now();
  const bytes = await upload(server.url, agent, rows);
  const seconds = (performance.now() - startedAtMs) / 1000;
  const cpuSeconds = (server.cpuMicros() - cpuBefore) / 1e6;
  over.abort();
  const writesMs = await writing;
  await agent.close();
  return {
    database,
    rows,
    megabytes: bytes / 1e6,
    seconds,
    rowsPerCpuSecond: rows / cpuSeconds,
    restingMegabytes,
    peakMegabytes: readPeakBytes(server.pid) / 1e6,
    writesMs,
  };
}

async function writeUntil(signal: AbortSignal, url: string, agent: Agent): Promise<readonly number[]> {
  const writesMs: number[] = [];
  while (!signal.aborted) {
    const startedAtMs = performance.now();
    await createImport(url, agent);
    writesMs.push(performance.now() - startedAtMs);
    await sleep(betweenWritesMs);
  }
  return writesMs;
}

async function upload(url: string, agent: Agent, rows: number): Promise<number> {
  const path = await createImport(url, agent);
  let bytes = 0;
  const body = Readable.from(
    (function* () {
      for (const chunk of fileOf(rows)) {
        bytes += chunk.length;
        yield chunk;
      }
    })(),
  );
  const headers = { 'content-type': 'text/csv' };
  const answer = await request(url + path, { method: 'PUT', dispatcher: agent, headers, body });
  const receipt: any = await answer.body.json();
  if (receipt.rows?.accepted !== rows) throw new Error(`The upload was not taken: ${JSON.stringify(receipt)}`);
  return bytes;
}

async function createImport(url: string, agent: Agent): Promise<string> {
  const query = 'mutation { createBulkImport(input: { format: CSV }) { ... on BulkImport { uploadUrl } } }';
  const headers = { 'content-type': 'application/json' };
  const body = JSON.stringify({ query });
  const answer = await request(`${url}/graphql`, { method: 'POST', dispatcher: agent, headers, body });
  const { data }: any = await answer.body.json();
  return data.createBulkImport.uploadUrl;
}

function* fileOf(rows: number): Generator<Buffer> {
  yield Buffer.from(headerLine);
  for (let first = 0; first < rows; first += rowsInChunk) {
    const count = Math.min(rowsInChunk, rows - first);
    yield Buffer.from(Array.from({ length: count }, (_, index) => lineOf(first + index)).join(''));
  }
}

const lineOf = (row: number): string =>
  `${row.toString(16).padStart(24, '5c')},txn-${row},goal-1,${(row % 1000) / 4},USD,Testing ${row},summer sale 2026 newsletter,first name ${row % 77}\n`;

function readPeakBytes(pid: number): number {
  const kibibytes = /^VmHWM:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1];
  return Number(kibibytes) * 1024;
}
