import type { Kysely, Updateable } from 'kysely';
import {
  type BatchRecord,
  findBatch,
  groupBatches,
  hasBatchIn,
  hasFollowedBatch,
  updateBatch,
} from '../../store/bulk-batches.ts';
import { type BulkImportRecord, type LockedImport, lockImport, updateImport } from '../../store/bulk-imports.ts';
import type { BulkImportState } from '../../store/states.ts';
import type { Store } from '../../store/store.ts';
import type { BulkImportsTable, Database } from '../../store/tables.ts';
import { type BatchEvents, stepBatch } from './batch-machine.ts';
import { batchFromRecord, columnsFromBatch } from './batch-record.ts';
import { tallyOf } from './batch-tally.ts';
import { type ImportEvents, type ImportStatus, isFinal, stepImport } from './import-machine.ts';

/**
 * An import whose record is locked until the transaction ends, so that nobody else, on whatever instance, changes it or
 * its batches meanwhile. What is done to it is written when the change is over; where nothing was, nobody is told.
 */
export interface HeldImport {
  readonly db: Kysely<Database>;
  readonly record: BulkImportRecord;
  /** The upload whose batches are the import's; '' before there is one, which no upload is called. */
  readonly uploadId: string;
  /** The store's clock. */
  readonly nowMs: number;
  readonly status: () => ImportStatus;
  /** Takes a step of the import's own machine. Throws ImportTransitionError. */
  readonly step: <Type extends keyof ImportEvents>(type: Type, event: ImportEvents[Type]) => void;
  readonly batch: (index: number) => Promise<BatchRecord | null>;
  /** Takes a step of a batch's machine, and writes it with what else changes. Throws BatchTransitionError. */
  readonly stepBatch: <Type extends keyof BatchEvents>(
    batch: BatchRecord,
    type: Type,
    event: BatchEvents[Type],
    change?: Partial<BatchRecord>,
  ) => Promise<BatchRecord>;
  /** Further columns of the import that change; none, if what has changed is told of by its revision alone. */
  readonly set: (change: Updateable<BulkImportsTable>) => void;
}

/** Changes an import in one transaction; gives what `change` gives, or null when there is no such import. */
export type ChangeImport = <Result>(
  importId: string,
  change: (held: HeldImport) => Promise<Result>,
) => Promise<Result | null>;

/** Told of an import that has come to rest with a change: it has ended, or a person is needed. */
export type OnRest = (record: BulkImportRecord) => void;

export interface ChangeImportOptions {
  /** What it throws is ignored: the change has been made. @default nobody is told */
  readonly onRest?: OnRest | undefined;
}

/**
 * Makes the one way by which anything of an import is changed. `sealedKey`: the tenant's API key, which then stands beside the
 * import for as long as somebody has to work on it, and no longer; null: the one that stands there is kept for so long.
 */
export function createChangeImport(
  store: Store,
  sealedKey: string | null = null,
  { onRest }: ChangeImportOptions = {},
): ChangeImport {
  return async (importId, change) => {
    let rested: BulkImportRecord | null = null;
    const result = await store.transaction(async db => {
      const locked = await lockImport(db, store.dialect, importId);
      if (!locked) return null;
      const held = hold(db, locked, { sealedKey, onKeyErased: store.dialect.noteErased });
      const changed = await change(held.held);
      await held.write();
      rested = restedRecord(held.held);
      return changed;
    });
    if (rested) tellQuietly(onRest, rested);
    return result;
  };
}

function tellQuietly(onRest: OnRest | undefined, rested: BulkImportRecord): void {
  try {
    onRest?.(rested);
  } catch {}
}

/** The import as it is after a change that has brought it to rest; null when none has. */
function restedRecord({ record, status }: HeldImport): BulkImportRecord | null {
  const { state, problem } = status();
  const isAtRest = isFinal(state) || state === 'NEEDS_ATTENTION';
  return isAtRest && state !== record.state ? { ...record, state, problem } : null;
}

function hold(
  db: Kysely<Database>,
  { now: nowMs, ...record }: LockedImport,
  { sealedKey, onKeyErased }: { readonly sealedKey: string | null; readonly onKeyErased: () => void },
): { held: HeldImport; write: () => Promise<void> } {
  let status: ImportStatus = {
    state: record.state,
    problem: record.problem,
    isProven: record.is_proven === 1,
    haltsInRow: record.halts_in_row,
  };
  let more: Updateable<BulkImportsTable> = {};
  let isChanged = false;
  const uploadId = record.upload_id ?? '';

  const held: HeldImport = {
    db,
    record,
    uploadId,
    nowMs,
    status: () => status,
    step: (type, event) => {
      status = stepImport(status, type, event);
      isChanged = true;
    },
    batch: index => findBatch(db, { upload_id: uploadId, batch_index: index }),
    async stepBatch(batch, type, event, change = {}) {
      const columns = { ...change, ...columnsFromBatch(stepBatch(batchFromRecord(batch), type, event)) };
      await updateBatch(db, batch, columns);
      isChanged = true;
      return { ...batch, ...columns };
    },
    set: change => {
      more = { ...more, ...change };
      isChanged = true;
    },
  };

  const write = async (): Promise<void> => {
    if (!isChanged) return;
    // An upload that has just come in is the one whose batches count.
    const current = more.upload_id ?? uploadId;
    if (status.state === 'RUNNING' && !(await isUnderWay(db, current))) {
      held.step('batchesChanged', { tally: tallyOf(await groupBatches(db, [current])) });
    }
    const kept = await keyToKeep(db, sealedKey ?? record.sealed_key, status.state, current);
    await updateImport(db, record.id, {
      state: status.state,
      problem: status.problem,
      ...(status.problem !== record.problem && { problem_detail: null }),
      is_proven: status.isProven ? 1 : 0,
      halts_in_row: status.haltsInRow,
      finished_at: isFinal(status.state) ? (record.finished_at ?? nowMs) : null,
      revision: record.revision + 1,
      touched_at: nowMs,
      sealed_key: kept,
      ...more,
    });
    if (record.sealed_key !== null && kept === null) onKeyErased();
  };
  return { held, write };
}

/** Sooner told than by counting all batches, of which there may be thousands. */
const isUnderWay = async (db: Kysely<Database>, uploadId: string): Promise<boolean> =>
  (await hasBatchIn(db, uploadId, ['QUEUED', 'SENDING'])) || hasFollowedBatch(db, uploadId);

/** The key is needed while rows may be sent, and while what was sent is awaited or followed, also of an import that has ended. */
async function keyToKeep(
  db: Kysely<Database>,
  key: string | null,
  state: BulkImportState,
  uploadId: string,
): Promise<string | null> {
  if (key === null || state === 'RUNNING') return key;
  const isAwaited = (await hasBatchIn(db, uploadId, ['SENDING'])) || (await hasFollowedBatch(db, uploadId));
  return isAwaited ? key : null;
}
