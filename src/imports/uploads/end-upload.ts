import { cancelQueuedBatches } from '../../store/bulk-batches.ts';
import type { Store } from '../../store/store.ts';
import { endUpload, insertUpload } from '../../store/uploads.ts';
import type { ChangeImport, HeldImport } from '../bulk/held-import.ts';
import { ImportTransitionError } from '../bulk/import-machine.ts';
import type { ReadUpload } from './read-upload.ts';
import { UploadError } from './upload-error.ts';
import { givenUp } from './upload-writer.ts';

/** Lets an import wait for its rows: nobody else can upload any. Throws UploadError where it does not wait for a file. */
export async function beginUpload(held: HeldImport, uploadId: string, owner: string): Promise<void> {
  try {
    held.step('uploadBegan', null);
  } catch (error) {
    throw error instanceof ImportTransitionError ? notExpected(error) : error;
  }
  await insertUpload(held.db, {
    id: uploadId,
    import_id: held.record.id,
    owner,
    state: 'PENDING',
    seen_at: held.nowMs,
  });
}

/** Makes everything that was uploaded visible at once. Throws UploadError when the upload has been given up. */
export async function acceptUpload(
  held: HeldImport,
  uploadId: string,
  { counts, header, plan, sha256 }: ReadUpload,
): Promise<void> {
  if (!(await endUpload(held.db, uploadId, 'ACCEPTED'))) throw givenUp();
  const { record, nowMs } = held;
  held.step('uploadDone', {
    acceptedRows: counts.accepted,
    hasInvalidRows: counts.rejected + counts.duplicate > 0,
    rejectAll: record.on_invalid === 'REJECT_ALL',
    autoStart: record.auto_start === 1,
  });
  const { state } = held.status();
  if (state === 'FAILED') await cancelQueuedBatches(held.db, uploadId);
  held.set({
    upload_id: uploadId,
    plan: plan === null ? null : JSON.stringify(plan),
    header: header === null ? null : JSON.stringify(header),
    sha256,
    accepted_rows: counts.accepted,
    rejected_rows: counts.rejected,
    duplicate_rows: counts.duplicate,
    uploaded_at: nowMs,
    ...((state === 'RUNNING' || state === 'COMPLETED') && { started_at: nowMs }),
  });
}

/** Ends an upload that comes to nothing, and lets its import wait for another; an upload that has ended is left as it is. */
export async function abandonUpload(
  { store, change }: { readonly store: Store; readonly change: ChangeImport },
  importId: string,
  uploadId: string,
): Promise<void> {
  const wasThere = await change(importId, async held => {
    if (await endUpload(held.db, uploadId, 'ABANDONED')) held.step('uploadFailed', null);
    return true;
  });
  if (wasThere === null) await endUpload(store.db, uploadId, 'ABANDONED');
}

function notExpected({ state }: ImportTransitionError): UploadError {
  if (state === 'UPLOADING') {
    const message = 'Another upload of this import is under way. Wait until it has ended.';
    return new UploadError('UPLOAD_UNDER_WAY', message, { state });
  }
  const message = `The import is ${state} and takes no file any more. Create a new import for another file.`;
  return new UploadError('UPLOAD_NOT_EXPECTED', message, { state });
}
