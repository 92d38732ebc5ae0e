import { StartBulkImportDocument, UploadedImportDocument } from '../../operations/generated/graphql.ts';
import { client } from '../api/console-session.ts';
import { putFile } from './put-file.ts';
import { createUploads } from './uploads.ts';

const sleep = (ms: number): Promise<void> => new Promise(resolve => setTimeout(resolve, ms));

/** The uploads of this tab. */
export const uploads = createUploads({
  put: putFile,
  async readState(importId) {
    const { data } = await ask(importId);
    return data ? (data.bulkImport?.state ?? 'NOT_FOUND') : null;
  },
  async startUnlessRepeated(importId) {
    if (await isFirstOfItsFile(importId)) await client.mutation(StartBulkImportDocument, { id: importId }).toPromise();
  },
  nowMs: () => performance.now(),
  sleep,
});

function ask(id: string) {
  return client.query(UploadedImportDocument, { id }, { requestPolicy: 'network-only' }).toPromise();
}

/**
 * Whether nothing of the same content was sent before, or still can be: imports that were withdrawn do not count. false
 * when it cannot be known; the import then waits for somebody to start it.
 */
async function isFirstOfItsFile(importId: string): Promise<boolean> {
  const own = await ask(importId);
  if (own.data?.bulkImport?.state !== 'READY') return false;
  let earlierId = own.data.bulkImport.sameFileAs?.id;
  while (earlierId !== undefined) {
    const { data } = await ask(earlierId);
    if (!data) return false;
    const { submitted = 0, uncertain = 0, queued = 0 } = data.bulkImport?.rows ?? {};
    if (submitted + uncertain + queued > 0) return false;
    earlierId = data.bulkImport?.sameFileAs?.id;
  }
  return true;
}

// Nothing else is lost when the page goes away: an import that has its file lives in the gateway.
const warn = (event: BeforeUnloadEvent): void => event.preventDefault();
let isWarning = false;
uploads.subscribe(() => {
  if (uploads.isBusy() === isWarning) return;
  isWarning = !isWarning;
  if (isWarning) addEventListener('beforeunload', warn);
  else removeEventListener('beforeunload', warn);
});
