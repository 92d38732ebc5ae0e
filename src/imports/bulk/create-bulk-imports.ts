import type { Kysely } from 'kysely';
import { checkMappings } from '../../conversions/check-mappings.ts';
import { insertImport } from '../../store/bulk-imports.ts';
import { readClock } from '../../store/read-clock.ts';
import type { BulkImportState } from '../../store/states.ts';
import { StoreUnavailableError } from '../../store/store-errors.ts';
import type { Database } from '../../store/tables.ts';
import { candidateJobs } from '../candidate-jobs.ts';
import type { HeldJobIds } from '../held-job-ids.ts';
import type { CreateOnce } from '../idempotency/create-once.ts';
import {
  ChangeUnknownError,
  InvalidInputError,
  InvalidStateError,
  JobsUnavailableError,
  NotFoundError,
} from '../import-errors.ts';
import type { JobReader } from '../jobs/job-reader.ts';
import type { BulkImport, BulkImportRowCounts } from './bulk-import.ts';
import { cancelImport, resolveBatch, retryImport, startImport } from './bulk-import-commands.ts';
import { type BulkImportListOptions, createBulkImportLists } from './bulk-import-lists.ts';
import type { BulkImportRequest, BulkImports } from './bulk-imports.ts';
import { createChangeImport, type HeldImport } from './held-import.ts';
import type { ImportFeed } from './import-feed.ts';
import { ImportTransitionError } from './import-machine.ts';
import { type KeyKeeping, keyCannotBeKept, sealedKeyOf } from './key-keeping.ts';
import { newImportColumns } from './new-import-columns.ts';

export interface BulkImportsOptions extends BulkImportListOptions {
  readonly createOnce: CreateOnce;
  readonly jobs: Pick<JobReader, 'list'>;
  readonly heldJobIds: HeldJobIds;
  readonly feed: ImportFeed;
  readonly requestsPerSecond: number;
  readonly batchSize: number;
  readonly newId: () => string;
  /** @default 'not-needed' */
  readonly keyKeeping?: KeyKeeping | undefined;
  /** Something may be there to be sent or looked for. */
  readonly wake: () => void;
}

/** The bulk imports of one tenant, kept in the store. */
export function createBulkImports(options: BulkImportsOptions): BulkImports {
  const { store, realm, feed, newId, keyKeeping = 'not-needed' } = options;
  const lists = createBulkImportLists(options);
  const change = createChangeImport(store, sealedKeyOf(keyKeeping));

  const read = async (id: string): Promise<BulkImport> => {
    const [found] = await lists.find([id]);
    if (!found) throw noSuchImport();
    return found;
  };

  const command = async (id: string, step: (held: HeldImport) => Promise<void>): Promise<BulkImport> => {
    // Whose it is never changes, so it need not be asked under the lock.
    await read(id);
    await change(id, async held => {
      try {
        await step(held);
      } catch (error) {
        throw error instanceof ImportTransitionError ? invalidState(error) : error;
      }
    });
    feed.poke(id);
    options.wake();
    return read(id);
  };

  /** What has to go on without the caller may not begin where the caller's key cannot be kept. */
  const keyedCommand: typeof command = (id, step) =>
    command(id, async held => {
      if (keyKeeping === 'impossible') throw new InvalidStateError(keyCannotBeKept, held.record.state);
      await step(held);
    });

  const insert = async (db: Kysely<Database>, request: BulkImportRequest): Promise<string> => {
    const id = newId();
    const nowMs = await readClock(db, store.dialect);
    await insertImport(db, { ...realm, ...newImportColumns(request, nowMs), id });
    return id;
  };

  return {
    ...lists,
    async create(request) {
      if (keyKeeping === 'impossible') throw new InvalidInputError([{ path: [], message: keyCannotBeKept }]);
      checkRequest(request);
      return read(await options.createOnce(request, db => insert(db, request)));
    },
    start: id => keyedCommand(id, startImport),
    cancel: id => command(id, cancelImport),
    // Done twice, these two may send twice, so nobody is told that asking again is safe.
    retry: (id, only) => keyedCommand(id, held => retryImport(held, only)).catch(unlessUnknown),
    resolveBatch: (id, index, jobId) =>
      keyedCommand(id, held => resolveBatch(held, realm, index, jobId)).catch(unlessUnknown),
    async candidateJobs(batches, readOptions) {
      if (batches.every(({ state }) => state !== 'UNCERTAIN')) return batches.map(() => null);
      const listed = await options.jobs.list(readOptions).catch(nullIfUnreadable);
      const held = await options.heldJobIds(listed?.map(({ id }) => id) ?? []);
      return batches.map(({ state, sentAt, answeredAt }) =>
        listed && sentAt && state === 'UNCERTAIN' ? candidateJobs(listed, sentAt, answeredAt ?? sentAt, held) : null,
      );
    },
    secondsLeft: ({ state }, counts) => (state === 'RUNNING' ? secondsLeft(counts, options) : null),
    watch: id => feed.watch(id, read),
  };
}

function nullIfUnreadable(error: unknown): null {
  if (error instanceof JobsUnavailableError) return null;
  throw error;
}

function unlessUnknown(error: unknown): never {
  throw error instanceof StoreUnavailableError ? new ChangeUnknownError(error) : error;
}

const noSuchImport = (): NotFoundError => new NotFoundError('There is no bulk import of this id.');

function checkRequest({ fileName, format, columns }: BulkImportRequest): void {
  if (fileName?.includes('\0')) {
    throw new InvalidInputError([{ path: ['fileName'], message: 'fileName: must be without NUL.' }]);
  }
  if (!columns) return;
  if (format !== 'CSV') {
    const message = 'columns: only a CSV has columns to map. Leave them out for NDJSON.';
    throw new InvalidInputError([{ path: ['columns'], message }]);
  }
  const issues = checkMappings(columns);
  if (issues.length > 0) throw new InvalidInputError(issues);
}

/** What an import in each state is waiting for. */
const whatNext: Record<BulkImportState, string> = {
  AWAITING_UPLOAD: 'PUT the file to its uploadUrl first',
  UPLOADING: 'wait until its file is in',
  READY: 'start or cancel it',
  RUNNING: 'it is being sent already: follow it, or cancel it',
  NEEDS_ATTENTION: 'its `problem` says what it needs',
  COMPLETED: 'it is over: create a new one',
  CANCELLED: 'it is over: create a new one',
  FAILED: 'it is over: mend its rows and create a new one',
};

function invalidState({ state }: ImportTransitionError): InvalidStateError {
  const message = `The import is ${state}, which does not allow this; ${whatNext[state]}. Nothing was changed.`;
  return new InvalidStateError(message, state);
}

/** By the pace alone: each batch that is queued needs a POST, and each that is awaited a look or two. */
function secondsLeft(
  { queued, awaiting }: BulkImportRowCounts,
  { requestsPerSecond, batchSize }: Pick<BulkImportsOptions, 'requestsPerSecond' | 'batchSize'>,
): number {
  const requests = 2 * Math.ceil(queued / batchSize) + Math.ceil(awaiting / batchSize);
  return Math.ceil(requests / requestsPerSecond);
}
