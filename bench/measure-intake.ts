import { setTimeout as sleep } from 'node:timers/promises';
import { type BulkClient, createBulkClient } from './bulk-client.ts';
import type { ServerProcess } from './server-process.ts';

/** What taking in a file costs. */
export interface IntakeCost {
  readonly database: string;
  readonly rows: number;
  readonly megabytes: number;
  readonly seconds: number;
  /** CPU time of the server's process, all threads. */
  readonly cpuSeconds: number;
  /** Rows for each second of CPU time of the server's process, all threads. */
  readonly rowsPerCpuSecond: number;
  readonly restingMegabytes: number;
  /** The most that was resident while the file came in. */
  readonly peakMegabytes: number;
  /** Of mutations that write to the store, sent one after the other meanwhile, in milliseconds from end to end. */
  readonly writesMs: readonly number[];
}

const warmUpRows = 20_000;
const betweenWritesMs = 20;

/** Uploads a CSV of so many rows while somebody else writes, too. */
export async function measureIntake(gateway: ServerProcess, database: string, rows: number): Promise<IntakeCost> {
  const client = createBulkClient(gateway.url);
  // Code that has never run is not what is measured.
  await client.upload(warmUpRows);
  const restingMegabytes = gateway.residentBytes() / 1e6;
  gateway.forgetPeak();
  const over = new AbortController();
  const writing = writeUntil(over.signal, client);
  const cpuBefore = gateway.cpuMicros();
  const startedAtMs = performance.now();
  const { bytes } = await client.upload(rows);
  const seconds = (performance.now() - startedAtMs) / 1000;
  const cpuSeconds = (gateway.cpuMicros() - cpuBefore) / 1e6;
  over.abort();
  const writesMs = await writing;
  await client.close();
  return {
    database,
    rows,
    megabytes: bytes / 1e6,
    seconds,
    cpuSeconds,
    rowsPerCpuSecond: rows / cpuSeconds,
    restingMegabytes,
    peakMegabytes: gateway.peakResidentBytes() / 1e6,
    writesMs,
  };
}

async function writeUntil(signal: AbortSignal, client: BulkClient): Promise<readonly number[]> {
  const writesMs: number[] = [];
  while (!signal.aborted) {
    const startedAtMs = performance.now();
    await client.create();
    writesMs.push(performance.now() - startedAtMs);
    await sleep(betweenWritesMs);
  }
  return writesMs;
}
