import { setTimeout as sleep } from 'node:timers/promises';
import { getFragmentData } from '../operations/generated/fragment-masking.ts';
import { BulkImportPartsFragmentDoc, BulkImportProgressDocument } from '../operations/generated/graphql.ts';
import { type BulkImport, hasStopped, readBulkImport } from './bulk-import.ts';
import { CommandError } from './command-error.ts';
import type { GatewayClient } from './gateway-client.ts';

/** How an import is followed. */
export interface FollowOptions {
  readonly signal: AbortSignal;
  /** Told once for each time that the connection is lost. */
  readonly onLost: (failure: CommandError) => void;
  /** For how long the gateway may be away. @default 10 minutes */
  readonly patienceMs?: number;
  /** The first wait before it is asked again; each further one is twice as long, up to half a minute. @default 1000 */
  readonly firstWaitMs?: number;
}

/**
 * The import now and at every change, until nothing goes on by itself any more. A stream that breaks, or that a proxy does
 * not let through, is opened again, with a query in between: so the import is followed in either case.
 */
export async function* followImport(
  client: GatewayClient,
  id: string,
  { signal, onLost, patienceMs = 600_000, firstWaitMs = 1000 }: FollowOptions,
): AsyncGenerator<BulkImport> {
  let waitMs = firstWaitMs;
  let lostSinceMs: number | null = null;
  for (let isQuery = false; ; isQuery = !isQuery) {
    try {
      for await (const bulkImport of isQuery ? readOnce(client, id, signal) : watch(client, id, signal)) {
        lostSinceMs = null;
        if (!isQuery) waitMs = firstWaitMs;
        yield bulkImport;
        if (hasStopped(bulkImport)) return;
      }
    } catch (error) {
      if (!(error instanceof CommandError && error.isPassing)) throw error;
      if (lostSinceMs === null) onLost(error);
      lostSinceMs ??= performance.now();
      if (performance.now() - lostSinceMs >= patienceMs) throw error;
    }
    if (isQuery) continue;
    await sleep(waitMs, null, { signal });
    waitMs = Math.min(waitMs * 2, 30_000);
  }
}

async function* watch(client: GatewayClient, id: string, signal: AbortSignal): AsyncGenerator<BulkImport> {
  for await (const { bulkImport } of client.subscribe(BulkImportProgressDocument, { id }, signal)) {
    yield getFragmentData(BulkImportPartsFragmentDoc, bulkImport);
  }
}

async function* readOnce(client: GatewayClient, id: string, signal: AbortSignal): AsyncGenerator<BulkImport> {
  yield (await readBulkImport(client, id, signal)).bulkImport;
}
