import type { ColumnFault, FileFault } from '../../conversions/file-fault.ts';
import type { UnreadableFileError } from '../../conversions/unreadable-file-error.ts';
import type { BulkImportState } from '../../store/states.ts';

/** Why an upload was not taken; the `code` of the problem that its caller is told. */
export type UploadErrorCode =
  | FileFault['code']
  /** Another upload of the import is under way. */
  | 'UPLOAD_UNDER_WAY'
  /** The import has its content, or has ended. */
  | 'UPLOAD_NOT_EXPECTED'
  | 'UNSUPPORTED_MEDIA_TYPE'
  /** Nothing came for too long. */
  | 'UPLOAD_STALLED'
  /** The caller went away in the middle of it. */
  | 'UPLOAD_CUT_SHORT'
  /** It was taken for dead, as its process was not seen for too long. */
  | 'UPLOAD_GIVEN_UP'
  | 'SHUTTING_DOWN';

/** What a program can use of an UploadError. */
export interface UploadErrorDetails {
  readonly state?: BulkImportState;
  readonly line?: number;
  /** The columns that the file's rules do not know. */
  readonly columns?: readonly string[];
  readonly columnFaults?: readonly ColumnFault[];
}

/** An upload was not taken. Nothing of it is kept, and unless `code` says otherwise it can be made again. */
export class UploadError extends Error {
  override readonly name = 'UploadError';
  readonly code: UploadErrorCode;
  readonly details: UploadErrorDetails;

  constructor(code: UploadErrorCode, message: string, details: UploadErrorDetails = {}, cause?: unknown) {
    super(message, { cause });
    this.code = code;
    this.details = details;
  }
}

/** The file was read as far as it could be. */
export function uploadErrorFromFile(error: UnreadableFileError): UploadError {
  return new UploadError(error.fault.code, error.message, detailsOf(error.fault), error);
}

function detailsOf(fault: FileFault): UploadErrorDetails {
  if ('line' in fault) return { line: fault.line };
  if (!('columnFaults' in fault)) return {};
  const columns = fault.columnFaults.flatMap(one => (one.code === 'UNKNOWN_COLUMNS' ? one.columns : []));
  return { columns, columnFaults: fault.columnFaults };
}
