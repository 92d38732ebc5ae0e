import type { BulkImportRecord } from '../../store/bulk-imports.ts';
import type { BulkImport } from './bulk-import.ts';
import { problemMessage } from './import-problems.ts';

/** An import as users see it. `retentionMs`: how long after the last thing that happened to it it is erased. */
export function bulkImportFrom(record: BulkImportRecord, retentionMs: number): BulkImport {
  return {
    id: record.id,
    state: record.state,
    fileName: record.file_name,
    format: record.format,
    sendPostback: record.send_postback === null ? null : record.send_postback === 1,
    onInvalid: record.on_invalid,
    onUncertain: record.on_uncertain,
    problem: record.problem && {
      code: record.problem,
      message: problemMessage(record.problem, record.problem_detail ?? undefined),
    },
    uploadId: record.upload_id,
    header: record.header === null ? null : JSON.parse(record.header),
    sha256: record.sha256,
    acceptedCount: record.accepted_rows,
    rejectedCount: record.rejected_rows,
    duplicateCount: record.duplicate_rows,
    revision: record.revision,
    createdAt: new Date(record.created_at),
    uploadedAt: dateFrom(record.uploaded_at),
    startedAt: dateFrom(record.started_at),
    finishedAt: dateFrom(record.finished_at),
    expiresAt: new Date(record.touched_at + retentionMs),
  };
}

const dateFrom = (ms: number | null): Date | null => (ms === null ? null : new Date(ms));
