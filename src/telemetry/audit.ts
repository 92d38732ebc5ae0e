import { hash } from 'node:crypto';
import type { Logger } from './logger.ts';
import type { Metrics } from './metrics.ts';

/** One thing that was done to import conversions, or that came of it. */
export interface ImportAudit {
  /** `end`: a bulk import has come to rest by itself. */
  readonly action: 'importConversions' | 'upload' | 'start' | 'cancel' | 'retry' | 'resolve' | 'end';
  /** Who: `Caller.id`; `gateway` where nobody asked. */
  readonly caller: string;
  readonly tenant: string;
  /** As in the request's own log line; null where there was no request. */
  readonly requestId: string | null;
  /** Of a bulk import. */
  readonly importId?: string | null;
  /** All that there were, and those of them that passed the check; null where that is not known. */
  readonly rows: number | null;
  readonly acceptedRows: number | null;
  /** Of what was to be sent, or of the file: equal ones are the same, byte by byte. null: it did not come to that. */
  readonly fingerprint: string | null;
  /** The type of the answer, or the import's state. */
  readonly outcome: string;
  /** Of an error, or of an import's problem. */
  readonly code?: string | undefined;
  readonly jobId?: string | null;
  /** Answered from an idempotency record; nothing was sent. */
  readonly replayed?: boolean;
}

/** Writes down what was done. */
export type Audit = (entry: ImportAudit) => void;

/** Writes one line for each entry, at level info, and counts imports and rows. No row, key or file name is ever in it. */
export function createImportAudit(logger: Logger, metrics: Metrics): Audit {
  return entry => {
    logger.info({ audit: 'import', ...entry }, 'audit');
    countEntry(metrics, entry);
  };
}

function countEntry(metrics: Metrics, { action, rows, acceptedRows, code, replayed }: ImportAudit): void {
  if (action === 'importConversions') {
    metrics.count('gateway_imports_total', { outcome: code ?? 'ok' });
    if (rows === null || acceptedRows === null || replayed) return;
    metrics.count('gateway_import_rows_total', { result: 'accepted' }, acceptedRows);
    metrics.count('gateway_import_rows_total', { result: 'rejected' }, rows - acceptedRows);
  } else if (action === 'upload' && rows !== null && acceptedRows !== null) {
    metrics.count('gateway_upload_rows_total', { result: 'accepted' }, acceptedRows);
    metrics.count('gateway_upload_rows_total', { result: 'rejected' }, rows - acceptedRows);
  }
}

/** What two equal request bodies have in common, and nobody can read a row from: half of their SHA-256. */
export const fingerprintOfBody = (body: Buffer): string => hash('sha256', body).slice(0, 32);

/** An id as a caller gave it, if it looks like one. */
export const loggableId = (id: string): string | null => (/^[\w-]{1,64}$/.test(id) ? id : null);
