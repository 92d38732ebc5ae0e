import { randomUUID } from 'node:crypto';
import type { Config } from '../config.ts';
import type { Tenant } from '../graphql/context.ts';
import { createBulkImports } from '../imports/bulk/create-bulk-imports.ts';
import { createImportFeed, type ImportFeed } from '../imports/bulk/import-feed.ts';
import { createHeldJobIds } from '../imports/held-job-ids.ts';
import { createCreateOnce } from '../imports/idempotency/create-once.ts';
import { createKeyedImportNow } from '../imports/idempotency/keyed-import-now.ts';
import { StoredIdempotency } from '../imports/idempotency/stored-idempotency.ts';
import { createImportNow } from '../imports/import-now.ts';
import { createJobReader } from '../imports/jobs/job-reader.ts';
import { createJobWatcher, type JobWatcher, type WatcherClock } from '../imports/jobs/job-watcher.ts';
import { traceJobReader } from '../imports/jobs/traced-job-reader.ts';
import { createDownloads, type Downloads } from '../imports/uploads/download-rows.ts';
import { createUploads, type Uploads } from '../imports/uploads/take-upload.ts';
import { traceUploads } from '../imports/uploads/traced-uploads.ts';
import type { Store } from '../store/store.ts';
import type { Realm } from '../store/tables.ts';
import type { Logger } from '../telemetry/logger.ts';
import type { Observation } from '../telemetry/observation.ts';
import { noSpans } from '../telemetry/spans.ts';
import { monotonicClock } from '../trackier/clock.ts';
import type { TrackierClient } from '../trackier/trackier-client.ts';
import { countJobReads } from './counted-job-reader.ts';
import type { TenantSpec } from './tenant-set.ts';
import { createTenantWorkers, type TenantWorkers } from './tenant-workers.ts';
import { createUseCount } from './use-count.ts';

/** A tenant, and what works for it in the background. */
export interface RunningTenant {
  readonly tenant: Tenant;
  readonly uploads: Uploads;
  readonly downloads: Downloads;
  /** Begins to send and to follow. */
  readonly start: () => void;
  readonly wake: TenantWorkers['wake'];
  /** Whether nobody waits for anything of it at this moment. */
  readonly isIdle: () => boolean;
  /** Takes nothing new; resolves when what is out has its answer and that is written down. */
  readonly stop: () => Promise<void>;
}

export interface TenantParts {
  readonly spec: Pick<TenantSpec, 'id' | 'requestsPerSecond' | 'keyKeeping'>;
  readonly config: Config;
  readonly client: TrackierClient;
  readonly store: Store;
  readonly clock: WatcherClock;
  readonly instanceId: string;
  readonly observation: Observation;
  readonly logger: Logger;
}

const dayMs = 24 * 3_600_000;

/** How long an import is kept after the last thing that happened to it. */
export const retentionMsOf = (config: Config): number => config.bulk.retentionDays * dayMs;

/** Puts a tenant together: its reads, its commands, and its workers, which wait for `start`. */
export function createRunningTenant(parts: TenantParts): RunningTenant {
  const { spec, config, client, store, clock, instanceId } = parts;
  const { spans = noSpans } = parts.observation;
  const realm = { ...realmOf(config), tenant: spec.id };
  const feed = createImportFeed(store, clock);
  const inUse = createUseCount();
  const jobs = countJobReads(createJobReader(client, clock.nowMs), inUse);
  const jobWatcher = createJobWatcher(traceJobReader(jobs, spans), clock);
  const idempotency = createIdempotency(parts);
  const heldJobIds = createHeldJobIds(store, realm);
  const workers = createTenantWorkers({ ...parts, feed, keyKeeping: spec.keyKeeping }, realm, jobs);
  const bulkParts = {
    store,
    realm,
    instanceId,
    batchSize: config.bulk.batchSize,
    newId: randomUUID,
    keyKeeping: spec.keyKeeping,
  };
  const uploads = createUploads({
    ...bulkParts,
    clock: monotonicClock,
    onChange: importId => {
      feed.poke(importId);
      workers.wake();
    },
  });
  const bulkImports = createBulkImports({
    ...bulkParts,
    feed,
    jobs,
    heldJobIds,
    createOnce: createCreateOnce({ ...bulkParts, now }),
    retentionMs: retentionMsOf(config),
    requestsPerSecond: spec.requestsPerSecond,
    wake: () => workers.wake(),
  });
  const importNow = createKeyedImportNow(
    createImportNow(client, config.limits.maxConversions, now),
    idempotency,
    realm,
  );

  return {
    tenant: {
      id: realm.tenant,
      importNow: inUse.counted(importNow),
      jobs,
      jobWatcher,
      heldJobIds,
      bulkImports,
      pace: client.pace,
    },
    uploads: { ...uploads, take: inUse.counted(traceUploads(uploads, spans).take) },
    downloads: createDownloads({ store, realm }),
    start: workers.start,
    wake: workers.wake,
    isIdle: () => inUse.count() + jobWatcher.watchedCount() + feed.watchedCount() === 0,
    stop: () => stop({ client, uploads, feed, jobWatcher, idempotency, workers }),
  };
}

interface Stoppable {
  readonly client: TrackierClient;
  readonly uploads: Uploads;
  readonly feed: ImportFeed;
  readonly jobWatcher: JobWatcher;
  readonly idempotency: StoredIdempotency;
  readonly workers: TenantWorkers;
}

async function stop({ client, uploads, feed, jobWatcher, idempotency, workers }: Stoppable): Promise<void> {
  feed.close();
  client.drain();
  uploads.drain();
  jobWatcher.close();
  idempotency.drain();
  await Promise.all([workers.stop(), client.settled(), uploads.settled()]);
  await idempotency.close();
}

const now = (): Date => new Date();

function createIdempotency({ config, store, instanceId, logger }: TenantParts): StoredIdempotency {
  return new StoredIdempotency({
    store,
    instanceId,
    timeoutMs: config.trackier.timeoutMs,
    clock: monotonicClock,
    now,
    newId: randomUUID,
    onWriteFailure: error =>
      logger.error({ err: error }, 'What became of a request with an idempotency key could not be written down'),
  });
}

/** Whose records are a gateway's, of all its tenants. In sandbox mode the address is none of the sandbox's own, which changes with every start. */
export const realmOf = ({ mode, trackier }: Pick<Config, 'mode' | 'trackier'>): Omit<Realm, 'tenant'> => ({
  mode,
  base_url: trackier.baseUrl,
});
