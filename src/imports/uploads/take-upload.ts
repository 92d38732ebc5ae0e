import { type BulkImportRecord, findImports } from '../../store/bulk-imports.ts';
import type { Realm } from '../../store/tables.ts';
import { keyCannotBeKept } from '../bulk/key-keeping.ts';
import { NotFoundError } from '../import-errors.ts';
import { checkContentType } from './content-type.ts';
import { createUploadReceiver, type UploadReceipt, type UploadReceiverOptions } from './receive-upload.ts';
import { createUploadBody, type UploadBody } from './upload-body.ts';
import { UploadError } from './upload-error.ts';

/** A file on its way in. */
export interface UploadContent {
  /** As the caller has it in the header. */
  readonly contentType: string | undefined;
  readonly chunks: AsyncIterable<Uint8Array>;
}

/** Takes in the files of one tenant's bulk imports. */
export interface Uploads {
  /**
   * Takes in all of a file or nothing. Rejects with NotFoundError, UploadError, and StoreUnavailableError. When it rejects, there
   * may be more of `chunks` to come, which it does not read.
   */
  readonly take: (importId: string, content: UploadContent) => Promise<UploadReceipt>;
  /** Takes no new ones. */
  readonly drain: () => void;
  /** Resolves when none is under way. */
  readonly settled: () => Promise<void>;
  /** Gives up those that are under way, and resolves when that is done. */
  readonly abandon: () => Promise<void>;
}

export interface UploadsOptions extends UploadReceiverOptions {
  readonly realm: Realm;
  /** For how long nothing may come. @default 60_000 */
  readonly idleMs?: number;
}

const defaultIdleMs = 60_000;

/** Makes the intake of a tenant's files. */
export function createUploads(options: UploadsOptions): Uploads {
  const { store, realm, clock, idleMs = defaultIdleMs } = options;
  const receive = createUploadReceiver(options);
  const underWay = new Map<UploadBody, Promise<unknown>>();
  let isDraining = false;

  const find = async (importId: string): Promise<BulkImportRecord> => {
    const [record] = await findImports(store.db, realm, [importId]);
    if (!record) throw new NotFoundError('There is no bulk import of this id.');
    return record;
  };

  const settled = async (): Promise<void> => {
    while (underWay.size > 0) await Promise.allSettled(underWay.values());
  };

  return {
    async take(importId, { contentType, chunks }) {
      const record = await find(importId);
      if (options.keyKeeping === 'impossible') {
        throw new UploadError('UPLOAD_NOT_EXPECTED', keyCannotBeKept, { state: record.state });
      }
      checkContentType(record.format, contentType);
      if (isDraining) throw shuttingDown();
      const body = createUploadBody(chunks, idleMs, clock);
      const taking = receive(record, body);
      underWay.set(body, taking);
      return taking.finally(() => underWay.delete(body));
    },
    drain() {
      isDraining = true;
    },
    settled,
    async abandon() {
      isDraining = true;
      for (const body of underWay.keys()) body.stop(shuttingDown());
      await settled();
    },
  };
}

const shuttingDown = (): UploadError =>
  new UploadError(
    'SHUTTING_DOWN',
    'The gateway is about to stop. Nothing of the file is kept: upload it again in a moment.',
  );
