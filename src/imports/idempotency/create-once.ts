import type { Kysely } from 'kysely';
import { findImports } from '../../store/bulk-imports.ts';
import {
  beginAttempt,
  deleteRecord,
  endAttempt,
  findRecord,
  type NewAttempt,
} from '../../store/idempotency-records.ts';
import type { Store } from '../../store/store.ts';
import type { Database, Realm } from '../../store/tables.ts';
import type { BulkImportRequest } from '../bulk/bulk-imports.ts';
import { IdempotencyConflictError } from '../import-errors.ts';
import { checkIdempotencyKey } from './check-idempotency-key.ts';
import { fingerprintOf } from './fingerprint.ts';

/**
 * Creates a bulk import at most once for an idempotency key, and gives the id that was made then. `create` asks nothing but
 * the database that it is given. Rejects with InvalidInputError and IdempotencyConflictError; nothing was created then.
 */
export type CreateOnce = (
  request: BulkImportRequest,
  create: (db: Kysely<Database>) => Promise<string>,
) => Promise<string>;

export interface CreateOnceOptions {
  readonly store: Store;
  readonly realm: Realm;
  readonly instanceId: string;
  readonly newId: () => string;
  readonly now: () => Date;
}

/**
 * Makes `createOnce` for one realm. Creating is nothing but a transaction, so the key is taken in the same one: there is no
 * outcome that nobody knows, and whoever comes at the same time waits for the transaction's end.
 */
export function createCreateOnce({ store, realm, instanceId, newId, now }: CreateOnceOptions): CreateOnce {
  return async (request, create) => {
    const { idempotencyKey: key, ...options } = request;
    if (key === null || key === undefined) return create(store.db);
    checkIdempotencyKey(key);
    const fingerprint = fingerprintOf('createBulkImport', options);
    return store.transaction(async trx => {
      const startedAt = now().getTime();
      const attempt = { realm, key, fingerprint, attemptId: newId(), owner: instanceId, leaseMs: 0, startedAt };
      const earlierId = await takeKey(trx, store, attempt);
      if (earlierId !== null) return earlierId;
      const id = await create(trx);
      await endAttempt(trx, attempt, {
        state: 'DONE',
        started_at: startedAt,
        ended_at: startedAt,
        job_id: null,
        answer: id,
      });
      return id;
    });
  };
}

/** The id of what was created with the key; null when the attempt has it now. */
async function takeKey(trx: Kysely<Database>, { dialect }: Store, attempt: NewAttempt): Promise<string | null> {
  if (await beginAttempt(trx, dialect, attempt)) return null;
  const record = await findRecord(trx, dialect, attempt);
  if (record?.fingerprint !== attempt.fingerprint || record.answer === null) throw new IdempotencyConflictError();
  if ((await findImports(trx, attempt.realm, [record.answer])).length > 0) return record.answer;
  // The import was erased, which is at least a day after the key was used.
  await deleteRecord(trx, attempt);
  if (await beginAttempt(trx, dialect, attempt)) return null;
  throw new IdempotencyConflictError();
}
