import type { IncomingMessage } from 'node:http';
import type { Audit } from '../telemetry/audit.ts';
import type { Logger } from '../telemetry/logger.ts';
import type { Admit } from './access/admission.ts';
import { sendDownload } from './bulk-import-download.ts';
import { takeBulkImportUpload } from './bulk-import-upload.ts';
import type { Route } from './http-server.ts';

export interface BulkImportRouteParts {
  readonly admit: Admit;
  readonly audit: Audit;
  readonly logger: Logger;
}

const rowPath = /^\/bulk-imports\/([\w-]{1,128})\/(rows|rejected\.csv|unsent\.csv)$/;

/** The paths under which the rows of bulk imports come and go; null for any other. */
export function createBulkImportRoutes(parts: BulkImportRouteParts): (path: string) => Route | null {
  const routes: Readonly<Record<string, (importId: string) => Route>> = {
    rows: importId => ({ methods: ['PUT'], streamsBody: true, handle: takeBulkImportUpload(parts, importId) }),
    'rejected.csv': importId => download(parts, importId, 'rejected'),
    'unsent.csv': importId => download(parts, importId, 'unsent'),
  };
  return path => {
    const [, importId = '', what = ''] = rowPath.exec(path) ?? [];
    return routes[what]?.(importId) ?? null;
  };
}

/** Whether a request brings the rows of a bulk import: at a shutdown it is worth waiting for. */
export const isUpload = ({ method, url }: IncomingMessage): boolean =>
  method === 'PUT' && /^\/bulk-imports\/[^/]+\/rows(?:\?|$)/.test(url ?? '');

const download = (parts: BulkImportRouteParts, importId: string, kind: 'rejected' | 'unsent'): Route => ({
  methods: ['GET', 'HEAD'],
  handle: sendDownload(parts, importId, kind),
});
