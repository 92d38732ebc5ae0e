import { UnreadableFileError } from '../../conversions/unreadable-file-error.ts';
import type { BulkImportRecord } from '../../store/bulk-imports.ts';
import type { BulkImportState } from '../../store/states.ts';
import type { Store } from '../../store/store.ts';
import type { Clock } from '../../trackier/clock.ts';
import { createChangeImport } from '../bulk/held-import.ts';
import { type KeyKeeping, sealedKeyOf } from '../bulk/key-keeping.ts';
import { NotFoundError } from '../import-errors.ts';
import { abandonUpload, acceptUpload, beginUpload } from './end-upload.ts';
import { readUpload } from './read-upload.ts';
import type { UploadCounts } from './row-sorter.ts';
import { touchWhile } from './touch-while.ts';
import type { UploadBody } from './upload-body.ts';
import { uploadErrorFromFile } from './upload-error.ts';
import { createUploadWriter, givenUp } from './upload-writer.ts';

/** What became of an upload. */
export interface UploadReceipt {
  readonly importId: string;
  /** READY, or what came of it at once: RUNNING or COMPLETED with autoStart, FAILED by REJECT_ALL. */
  readonly state: BulkImportState;
  readonly counts: UploadCounts;
  /** Of the content, in hexadecimal. */
  readonly sha256: string;
}

export interface UploadReceiverOptions {
  readonly store: Store;
  readonly instanceId: string;
  /** Rows in a batch. */
  readonly batchSize: number;
  readonly newId: () => string;
  readonly clock: Clock;
  /** @default 'not-needed' */
  readonly keyKeeping?: KeyKeeping | undefined;
  /** An import has changed; it may have something to send. */
  readonly onChange: (importId: string) => void;
}

/** Makes what takes an import's rows from the first byte to the last commit, or leaves nothing of them. */
export function createUploadReceiver(options: UploadReceiverOptions) {
  const { store, instanceId, batchSize, newId, clock, keyKeeping = 'not-needed', onChange } = options;
  const change = createChangeImport(store, sealedKeyOf(keyKeeping));

  const begin = async (importId: string, uploadId: string): Promise<void> => {
    const begun = await change(importId, async held => {
      await beginUpload(held, uploadId, instanceId);
      return true;
    });
    if (begun === null) throw new NotFoundError('There is no bulk import of this id any more.');
    onChange(importId);
  };

  const receive = async (
    { id, format, columns }: BulkImportRecord,
    uploadId: string,
    body: UploadBody,
  ): Promise<UploadReceipt> => {
    const read = await readUpload(body, {
      format,
      mappings: columns === null ? null : JSON.parse(columns),
      batchSize,
      writer: createUploadWriter(store, uploadId),
    });
    const state = await change(id, async held => {
      await acceptUpload(held, uploadId, read);
      return held.status().state;
    });
    if (state === null) throw givenUp();
    return { importId: id, state, counts: read.counts, sha256: read.sha256 };
  };

  return async (record: BulkImportRecord, body: UploadBody): Promise<UploadReceipt> => {
    const uploadId = newId();
    try {
      await begin(record.id, uploadId);
      const onGivenUp = (): void => body.stop(givenUp());
      return await touchWhile({ store, clock, uploadId, onGivenUp }, () => receive(record, uploadId, body));
    } catch (error) {
      // What fails here as well is left to whoever finds that nobody has seen the upload for long.
      await abandonUpload({ store, change }, record.id, uploadId).catch(() => {});
      throw error instanceof UnreadableFileError ? uploadErrorFromFile(error) : error;
    } finally {
      onChange(record.id);
    }
  };
}
