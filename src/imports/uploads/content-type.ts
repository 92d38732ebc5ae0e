import { MIMEType } from 'node:util';
import type { BulkImportFormat } from '../bulk/bulk-import.ts';
import { UploadError } from './upload-error.ts';

const typeOf: Readonly<Record<BulkImportFormat, string>> = { CSV: 'text/csv', NDJSON: 'application/x-ndjson' };

/** Checks that a file says it is of the import's format, and UTF-8 if it says what it is. Throws UploadError. */
export function checkContentType(format: BulkImportFormat, contentType: string | undefined): void {
  const wanted = typeOf[format];
  const mime = contentType === undefined ? null : parse(contentType);
  if (mime?.essence !== wanted) {
    throw unsupported(`This import takes ${format}: upload it with Content-Type: ${wanted}.`);
  }
  const charset = mime.params.get('charset');
  if (charset !== null && !/^utf-?8$/i.test(charset)) {
    throw unsupported('Only UTF-8 is taken: save the file as UTF-8 and upload it with charset=utf-8.');
  }
}

function parse(contentType: string): MIMEType | null {
  try {
    return new MIMEType(contentType);
  } catch {
    return null;
  }
}

const unsupported = (message: string): UploadError => new UploadError('UNSUPPORTED_MEDIA_TYPE', message);
