import { request } from 'undici';
import { createBulkClient } from './bulk-client.ts';
import type { ServerProcess } from './server-process.ts';

/** The servers that take part. */
export interface DrainField {
  readonly gateway: ServerProcess;
  readonly raw: ServerProcess;
  /** Answers both. */
  readonly queue: ServerProcess;
}

/** What it costs to send an import's batches and to follow them to their end. */
export interface DrainCost {
  readonly database: string;
  readonly rows: number;
  readonly batches: number;
  /** From the start of the import until it was COMPLETED. */
  readonly seconds: number;
  /** From the arrival of the first batch to that of the last. */
  readonly batchesPerSecond: number;
  /** CPU time of the gateway's process for one batch. */
  readonly batchMicros: number;
  /** CPU time of the raw sender's process for the same. */
  readonly rawBatchMicros: number;
  /** The most that was resident while the batches left and were followed. */
  readonly peakMegabytes: number;
}

const warmUpRows = 20_000;

/** Uploads a file of so many rows, starts the import, and waits for its end. */
export async function measureDrain(field: DrainField, database: string, rows: number): Promise<DrainCost> {
  const { gateway, queue } = field;
  const client = createBulkClient(gateway.url);
  // Code that has never run is not what is measured.
  await client.drain((await client.upload(warmUpRows)).id, warmUpRows);
  const sentBefore = (await readArrivals(queue)).length;
  const { id } = await client.upload(rows);
  gateway.forgetPeak();
  const cpuBefore = gateway.cpuMicros();
  const startedAtMs = performance.now();
  await client.drain(id, rows);
  const seconds = (performance.now() - startedAtMs) / 1000;
  const cpuMicros = gateway.cpuMicros() - cpuBefore;
  await client.close();
  const arrivals = (await readArrivals(queue)).slice(sentBefore);
  const sendingSeconds = ((arrivals.at(-1) ?? 0) - (arrivals[0] ?? 0)) / 1000;
  return {
    database,
    rows,
    batches: arrivals.length,
    seconds,
    batchesPerSecond: (arrivals.length - 1) / sendingSeconds,
    batchMicros: cpuMicros / arrivals.length,
    rawBatchMicros: await measureRaw(field, arrivals.length),
    peakMegabytes: gateway.peakResidentBytes() / 1e6,
  };
}

/** The raw sender sends what the gateway sent last, as often. */
async function measureRaw({ raw, queue }: DrainField, batches: number): Promise<number> {
  const body = await (await request(`${queue.url}/last-body`)).body.text();
  const send = async (): Promise<void> => {
    await (await request(`${raw.url}/send?batches=${batches}`, { method: 'POST', body })).body.dump();
  };
  await send();
  const cpuBefore = raw.cpuMicros();
  await send();
  return (raw.cpuMicros() - cpuBefore) / batches;
}

async function readArrivals(queue: ServerProcess): Promise<readonly number[]> {
  const answer: any = await (await request(`${queue.url}/arrivals`)).body.json();
  return answer;
}
