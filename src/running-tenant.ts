import { randomUUID } from 'node:crypto';
import type { Config } from './config.ts';
import type { Tenant } from './graphql/context.ts';
import { type BatchWorkerEvent, createBatchWorker } from './imports/batch-worker.ts';
import { createBulkImports } from './imports/create-bulk-imports.ts';
import { createCreateOnce } from './imports/create-once.ts';
import { createDownloads, type Downloads } from './imports/download-rows.ts';
import { createHeldJobIds } from './imports/held-job-ids.ts';
import type { ImportFeed } from './imports/import-feed.ts';
import { createImportNow } from './imports/import-now.ts';
import { createJobFollower } from './imports/job-follower.ts';
import { createJobReader } from './imports/job-reader.ts';
import { createJobWatcher, type WatcherClock } from './imports/job-watcher.ts';
import { createKeyedImportNow } from './imports/keyed-import-now.ts';
import { leaseMsFor } from './imports/lease.ts';
import { createRecorder } from './imports/recorder.ts';
import { createStoreLedger } from './imports/store-ledger.ts';
import { StoredIdempotency } from './imports/stored-idempotency.ts';
import { createUploads, type Uploads } from './imports/take-upload.ts';
import type { Store } from './store/store.ts';
import type { Realm } from './store/tables.ts';
import type { Logger } from './telemetry/logger.ts';
import { monotonicClock } from './trackier/clock.ts';
import type { TrackierClient } from './trackier/trackier-client.ts';

/** A tenant, and what works for it in the background. */
export interface RunningTenant {
  readonly tenant: Tenant;
  readonly uploads: Uploads;
  readonly downloads: Downloads;
  /** Begins to send and to follow. */
  readonly start: () => void;
  /** Takes nothing new; resolves when what is out has its answer and that is written down. */
  readonly stop: () => Promise<void>;
}

export interface TenantParts {
  readonly config: Config;
  readonly client: TrackierClient;
  readonly store: Store;
  readonly feed: ImportFeed;
  readonly clock: WatcherClock;
  readonly instanceId: string;
  readonly logger: Logger;
}

const dayMs = 24 * 3_600_000;

/** How long an import is kept after the last thing that happened to it. */
export const retentionMsOf = (config: Config): number => config.bulk.retentionDays * dayMs;

/** Puts a tenant together: its reads, its commands, and its workers, which wait for `start`. */
export function createRunningTenant(parts: TenantParts): RunningTenant {
  const { config, client, store, feed, clock, instanceId, logger } = parts;
  const { timeoutMs, requestsPerSecond } = config.trackier;
  const realm = realmOf(config);
  const now = (): Date => new Date();
  const jobs = createJobReader(client, clock.nowMs);
  const jobWatcher = createJobWatcher(jobs, clock);
  const idempotency = new StoredIdempotency({
    store,
    instanceId,
    timeoutMs,
    clock: monotonicClock,
    now,
    newId: randomUUID,
    onWriteFailure: error =>
      logger.error({ err: error }, 'What became of a request with an idempotency key could not be written down'),
  });
  const heldJobIds = createHeldJobIds(store, realm);
  const workers = createWorkers(parts, realm, jobs);

  const uploads = createUploads({
    store,
    realm,
    instanceId,
    batchSize: config.bulk.batchSize,
    newId: randomUUID,
    clock: monotonicClock,
    onChange: importId => {
      feed.poke(importId);
      workers.wake();
    },
  });

  const tenant: Tenant = {
    id: realm.tenant,
    importNow: createKeyedImportNow(createImportNow(client, config.limits.maxConversions, now), idempotency, realm),
    jobs,
    jobWatcher,
    heldJobIds,
    bulkImports: createBulkImports({
      store,
      realm,
      feed,
      jobs,
      heldJobIds,
      createOnce: createCreateOnce({ store, realm, instanceId, newId: randomUUID, now }),
      retentionMs: retentionMsOf(config),
      requestsPerSecond,
      batchSize: config.bulk.batchSize,
      newId: randomUUID,
      wake: workers.wake,
    }),
    pace: client.pace,
  };

  return {
    tenant,
    uploads,
    downloads: createDownloads({ store, realm }),
    start: workers.start,
    async stop() {
      client.drain();
      uploads.drain();
      jobWatcher.close();
      idempotency.drain();
      await Promise.all([workers.stop(), client.settled()]);
      await idempotency.close();
    },
  };
}

/** In sandbox mode the address is none of the sandbox's own, which changes with every start. */
const realmOf = ({ mode, trackier }: Config): Realm => ({
  tenant: mode === 'SANDBOX' ? 'sandbox' : 'default',
  mode,
  base_url: trackier.baseUrl,
});

interface Workers {
  readonly wake: () => void;
  readonly start: () => void;
  readonly stop: () => Promise<void>;
}

function createWorkers(parts: TenantParts, realm: Realm, jobs: Tenant['jobs']): Workers {
  const { config, client, store, feed, instanceId, logger } = parts;
  const { timeoutMs } = config.trackier;
  const ledger = createStoreLedger({
    store,
    realm,
    instanceId,
    leaseMs: leaseMsFor(timeoutMs),
    onStale: (attempt, outcome) =>
      logger.warn(
        { ...attempt, outcome },
        'The end of an attempt came after the batch had been decided about otherwise',
      ),
  });
  const recorder = createRecorder({
    clock: monotonicClock,
    onOutage: error =>
      error
        ? logger.error({ err: error }, 'The store is away: what happens is written down when it is back')
        : logger.info('The store is back, and everything is written down'),
  });
  const onEvent = (event: BatchWorkerEvent): void => {
    logWorkerEvent(logger, event);
    if (event.type === 'settled') feed.poke(event.attempt.importId);
    if (event.type === 'settled' && event.outcome === 'taken') running?.follower.wake();
  };
  const startBoth = () => ({
    worker: createBatchWorker({
      client,
      ledger,
      recorder,
      clock: monotonicClock,
      timeoutMs,
      newId: randomUUID,
      onEvent,
    }),
    follower: createJobFollower({
      reader: jobs,
      ledger,
      recorder,
      clock: monotonicClock,
      onEvent: event => logger[event.type === 'broken' ? 'error' : 'warn'](forLog(event), 'job follower'),
    }),
  });
  let running: ReturnType<typeof startBoth> | null = null;
  return {
    wake() {
      running?.worker.wake();
      running?.follower.wake();
    },
    start() {
      running ??= startBoth();
    },
    async stop() {
      await Promise.all([running?.worker.stop(), running?.follower.stop()]);
    },
  };
}

const eventLevels = {
  settled: 'info',
  paused: 'warn',
  'kept-in-memory': 'error',
  broken: 'fatal',
} as const satisfies Record<BatchWorkerEvent['type'], keyof Logger>;

function logWorkerEvent(logger: Logger, event: BatchWorkerEvent): void {
  const level = event.type === 'settled' && event.outcome === 'answerLost' ? 'warn' : eventLevels[event.type];
  logger[level](forLog(event), 'batch');
}

/** Errors of the kind that loggers know go by the name that they know. */
function forLog<Event extends { readonly type: string; readonly error?: unknown }>({ error, ...event }: Event) {
  return error instanceof Error ? { ...event, err: error } : { ...event, ...(error !== undefined && { error }) };
}
