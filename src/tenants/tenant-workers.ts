import { randomUUID } from 'node:crypto';
import type { Config } from '../config.ts';
import { auditRest } from '../imports/bulk/audit-rest.ts';
import type { ImportFeed } from '../imports/bulk/import-feed.ts';
import type { KeyKeeping } from '../imports/bulk/key-keeping.ts';
import { createStoreLedger } from '../imports/bulk/store-ledger.ts';
import type { TenantWork } from '../imports/bulk/work-finder.ts';
import type { JobReader } from '../imports/jobs/job-reader.ts';
import { traceJobReader } from '../imports/jobs/traced-job-reader.ts';
import { type BatchWorkerEvent, createBatchWorker } from '../imports/worker/batch-worker.ts';
import { createJobFollower } from '../imports/worker/job-follower.ts';
import { leaseMsFor } from '../imports/worker/lease.ts';
import { observeBatches } from '../imports/worker/observed-batch-client.ts';
import { createRecorder, type Recorder } from '../imports/worker/recorder.ts';
import type { Store } from '../store/store.ts';
import type { Realm } from '../store/tables.ts';
import type { Logger } from '../telemetry/logger.ts';
import type { Observation } from '../telemetry/observation.ts';
import { noSpans } from '../telemetry/spans.ts';
import { monotonicClock } from '../trackier/clock.ts';
import type { TrackierClient } from '../trackier/trackier-client.ts';

/** What the workers are made of. */
export interface WorkerParts {
  readonly config: Pick<Config, 'trackier'>;
  readonly client: TrackierClient;
  readonly store: Store;
  readonly feed: ImportFeed;
  readonly instanceId: string;
  readonly keyKeeping: KeyKeeping;
  readonly observation: Observation;
  readonly logger: Logger;
}

/** What sends a tenant's batches and follows their jobs. */
export interface TenantWorkers {
  /** There may be something to send, or to look for. @default either */
  readonly wake: (work?: Pick<TenantWork, 'toSend' | 'toLook'>) => void;
  readonly start: () => void;
  readonly stop: () => Promise<void>;
}

/** Makes a tenant's workers, which wait for `start`. */
export function createTenantWorkers(parts: WorkerParts, realm: Realm, jobs: JobReader): TenantWorkers {
  const { config, client, store, feed, instanceId, keyKeeping, logger } = parts;
  const { timeoutMs } = config.trackier;
  const { metrics, spans = noSpans, audit } = parts.observation;
  const ledger = createStoreLedger({
    store,
    realm,
    instanceId,
    keyKeeping,
    leaseMs: leaseMsFor(timeoutMs),
    onRest: auditRest(audit),
    onStale: (attempt, outcome) =>
      logger.warn(
        { ...attempt, outcome },
        'The end of an attempt came after the batch had been decided about otherwise',
      ),
  });
  const recorder = createWorkRecorder(logger);
  const onEvent = (event: BatchWorkerEvent): void => {
    logWorkerEvent(logger, event);
    if (event.type === 'settled') {
      metrics.count('gateway_batch_posts_total', { outcome: event.outcome });
      feed.poke(event.attempt.importId);
    }
    if (event.type === 'settled' && event.outcome === 'taken') running?.follower.wake();
  };
  const startBoth = () => ({
    worker: createBatchWorker({
      client: observeBatches(client, { spans, onTaken: rows => metrics.count('gateway_batch_rows_total', {}, rows) }),
      ledger,
      recorder,
      clock: monotonicClock,
      timeoutMs,
      newId: randomUUID,
      // The work finder wakes it.
      idlePollMs: Number.POSITIVE_INFINITY,
      onEvent,
    }),
    follower: createJobFollower({
      reader: traceJobReader(jobs, spans),
      ledger,
      recorder,
      clock: monotonicClock,
      idlePollMs: Number.POSITIVE_INFINITY,
      onEvent: event => logger[event.type === 'broken' ? 'error' : 'warn'](forLog(event), 'job follower'),
    }),
  });
  let running: ReturnType<typeof startBoth> | null = null;
  return {
    wake({ toSend, toLook } = { toSend: true, toLook: true }) {
      if (toSend) running?.worker.wake();
      if (toLook) running?.follower.wake();
    },
    start() {
      running ??= startBoth();
    },
    async stop() {
      await Promise.all([running?.worker.stop(), running?.follower.stop()]);
    },
  };
}

function createWorkRecorder(logger: Logger): Recorder {
  return createRecorder({
    clock: monotonicClock,
    onOutage: error =>
      error
        ? logger.error({ err: error }, 'The store is away: what happens is written down when it is back')
        : logger.info('The store is back, and everything is written down'),
  });
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
