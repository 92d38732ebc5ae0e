import { setImmediate as letOthersRun } from 'node:timers/promises';
import { hastenLooks, orphanedBatches } from '../../store/bulk-batches.ts';
import { deleteImport, untouchedImports } from '../../store/bulk-imports.ts';
import { eraseCallerCounts } from '../../store/caller-counts.ts';
import { orphanAttempts } from '../../store/idempotency-records.ts';
import { readClock } from '../../store/read-clock.ts';
import type { Store } from '../../store/store.ts';
import { StoreUnavailableError } from '../../store/store-errors.ts';
import { abandonedUpload, abandonUploads, deadUploads, sweepUpload } from '../../store/uploads.ts';
import { eraseOldRecords } from '../idempotency/erase-old-records.ts';
import type { WatcherClock } from '../jobs/job-watcher.ts';
import { abandonUpload } from '../uploads/end-upload.ts';
import type { BatchError } from './bulk-import.ts';
import { type ChangeImport, type ChangeImportOptions, createChangeImport, type HeldImport } from './held-import.ts';
import { isFinal } from './import-machine.ts';
import { loseAnswer } from './store-ledger.ts';

/** Sees to what nobody is left to see to: attempts and uploads whose process died, and what is to be erased. */
export interface Maintenance {
  /** The store is this process's alone, so whatever was under way in it is nobody's: it is ended at once. */
  readonly takeOver: () => Promise<void>;
  /** One round of everything; what the store's being away leaves undone is for the next. */
  readonly round: () => Promise<void>;
  readonly start: () => void;
  /** Resolves when the round that is under way is over. */
  readonly stop: () => Promise<void>;
}

export interface MaintenanceOptions extends ChangeImportOptions {
  readonly store: Store;
  /** Of this process: it knows its own attempts, and writes down what became of them however long that takes. */
  readonly instanceId: string;
  readonly retentionMs: number;
  readonly clock: WatcherClock;
  readonly onBatchOrphaned: (orphan: { readonly importId: string; readonly batchIndex: number }) => void;
  /** An import was erased before it had ended. */
  readonly onUnfinishedErased: (importId: string) => void;
  readonly onError: (error: unknown) => void;
}

const roundEveryMs = 5_000;
/** An upload says that it lives much more often. */
const uploadIsDeadAfterMs = 30_000;
/** Of an erasure, so that nobody who writes waits long for it. */
const erasedAtOnce = { batches: 5, rejectedRows: 200 } as const;
const importsAtOnce = 20;
const callerCountsAtOnce = 5_000;

const ownerDied: Omit<BatchError, 'requestId'> = {
  code: 'OUTCOME_UNKNOWN',
  message: 'The gateway that sent the batch stopped before it had the answer, so Trackier may have queued it.',
};

/** Makes the maintenance of a store, of all tenants. Every instance may do it; each thing is done once. */
export function createMaintenance(options: MaintenanceOptions): Maintenance {
  const { store, clock } = options;
  const change = createChangeImport(store, null, options);
  const stopping = new AbortController();
  let callOff: (() => void) | null = null;
  let running: Promise<void> = Promise.resolve();

  /** A bug in one thing does not keep the others from being seen to. */
  const seeTo = async (work: (nowMs: number) => Promise<void>): Promise<void> => {
    try {
      await work(await readClock(store.db, store.dialect));
    } catch (error) {
      if (!(error instanceof StoreUnavailableError)) options.onError(error);
    }
  };

  const endUploads = async (notSeenSince: number | null): Promise<void> => {
    for (const { id, import_id } of await deadUploads(store.db, notSeenSince)) {
      await abandonUpload({ store, change }, import_id, id);
    }
  };

  const round = async (): Promise<void> => {
    // With SQLite nobody else is there whose attempts could be orphans.
    if (store.kind === 'postgres') await seeTo(nowMs => endOrphans(options, change, nowMs));
    await seeTo(nowMs => endUploads(nowMs - uploadIsDeadAfterMs));
    await seeTo(nowMs => eraseExpired(options, change, nowMs));
    await seeTo(async nowMs => void (await eraseCallerCounts(store, nowMs, callerCountsAtOnce)));
    await seeTo(() => sweep(store, stopping.signal));
  };

  async function roundAndSchedule(): Promise<void> {
    await round();
    if (!stopping.signal.aborted) schedule();
  }

  const schedule = (): void => {
    callOff = clock.schedule(() => {
      running = roundAndSchedule();
    }, roundEveryMs);
  };

  return {
    async takeOver() {
      await endOrphans(options, change, null);
      await endUploads(null);
      const nowMs = await readClock(store.db, store.dialect);
      await orphanAttempts(store.db, nowMs);
      await hastenLooks(store.db, nowMs);
    },
    round,
    start: schedule,
    async stop() {
      stopping.abort();
      callOff?.();
      await running;
    },
  };
}

async function endOrphans(
  { store, instanceId, onBatchOrphaned }: MaintenanceOptions,
  change: ChangeImport,
  leaseEndedBefore: number | null,
): Promise<void> {
  for (const orphan of await orphanedBatches(store.db, leaseEndedBefore)) {
    const { import_id, upload_id, batch_index, attempt } = orphan;
    if (orphan.lease_owner === instanceId) continue;
    const wasOrphaned = await change(import_id, async held => {
      const batch = held.uploadId === upload_id ? await held.batch(batch_index) : null;
      // Its owner may have been quicker, or another instance.
      if (batch?.state !== 'SENDING' || batch.attempt !== attempt) return false;
      await loseAnswer(held, batch, 'leaseExpired', { ...ownerDied, requestId: batch.attempt_id ?? '' });
      return true;
    });
    if (wasOrphaned) onBatchOrphaned({ importId: import_id, batchIndex: batch_index });
  }
}

async function eraseExpired(
  { store, retentionMs, onUnfinishedErased }: MaintenanceOptions,
  change: ChangeImport,
  nowMs: number,
): Promise<void> {
  const cutoff = nowMs - retentionMs;
  for (const { id } of await untouchedImports(store.db, cutoff, importsAtOnce)) {
    const wasUnfinished = await change(id, held => eraseImport(held, cutoff));
    if (wasUnfinished) onUnfinishedErased(id);
  }
  await eraseOldRecords(store, nowMs);
}

async function sweep(store: Store, signal: AbortSignal): Promise<void> {
  for (let id = await abandonedUpload(store.db); id && !signal.aborted; id = await abandonedUpload(store.db)) {
    const uploadId = id;
    await store.transaction(db => sweepUpload(db, uploadId, erasedAtOnce));
    store.dialect.noteErased();
    await letOthersRun();
  }
  await store.dialect.flushErased(store.db);
}

/** True when it had not ended. Its rows are left to the sweep. */
async function eraseImport(held: HeldImport, cutoff: number): Promise<boolean> {
  const { record, db } = held;
  // Something has happened to it since it was listed; or an upload is on its way in, which ends by itself.
  if (record.touched_at >= cutoff || record.state === 'UPLOADING') return false;
  const wasUnfinished = !isFinal(record.state);
  if (wasUnfinished) held.step('cancelled', null);
  await abandonUploads(db, record.id);
  await deleteImport(db, record.id);
  return wasUnfinished;
}
