import type { BulkImportRequest } from './bulk-imports.ts';
import { createdStatus } from './import-machine.ts';

/** What is kept of an import when it is created, besides its id and whose it is. */
export function newImportColumns({ columns, sendPostback, ...request }: BulkImportRequest, nowMs: number) {
  return {
    state: createdStatus.state,
    file_name: request.fileName ?? null,
    format: request.format,
    columns: columns ? JSON.stringify(columns) : null,
    send_postback: sendPostback == null ? null : sendPostback ? 1 : 0,
    on_invalid: request.onInvalid,
    on_uncertain: request.onUncertain,
    auto_start: request.autoStart ? 1 : 0,
    problem: null,
    problem_detail: null,
    is_proven: 0,
    halts_in_row: 0,
    upload_id: null,
    plan: null,
    header: null,
    sha256: null,
    accepted_rows: 0,
    rejected_rows: 0,
    duplicate_rows: 0,
    revision: 1,
    created_at: nowMs,
    uploaded_at: null,
    started_at: null,
    finished_at: null,
    touched_at: nowMs,
    sealed_key: null,
  } as const;
}
