import type { ImportRow } from './import-row.ts';
import { isRecord, jsonFrom } from './json-value.ts';
import { errorReply, type Reply } from './reply.ts';

/** The body of an import, read. */
export interface ImportRequest {
  readonly rows: readonly ImportRow[];
  readonly sendPostback: boolean;
}

/** What came of reading a body: the import, or the reply that refuses it. */
export type ImportReading = { readonly request: ImportRequest } | { readonly refusal: Reply };

/** Reads the body of an import; a bad row is the job's business, only a bad request is refused. */
export function readImportRequest(contentType: string | undefined, body: string): ImportReading {
  if (!/^application\/json\b/i.test(contentType ?? '')) return refuse(30, 'Bad Request: only JSON is supported');
  const value = jsonFrom(body);
  if (value === undefined) return refuse(30, 'Bad Request: invalid JSON');
  if (!isRecord(value)) return refuse(20, 'Request Parameter Error: the body must be an object');
  const rows = rowsOf(value['conversions']);
  if (typeof rows === 'string') return refuse(20, `Request Parameter Error: ${rows}`);
  const sendPostback = value['send_postback'] ?? false;
  if (typeof sendPostback !== 'boolean') return refuse(20, 'Request Parameter Error: send_postback must be a boolean');
  return { request: { rows, sendPostback } };
}

function rowsOf(conversions: unknown): readonly ImportRow[] | string {
  if (!Array.isArray(conversions)) return 'conversions must be an array';
  if (conversions.length === 0) return 'conversions must not be empty';
  const values: readonly unknown[] = conversions;
  return values.every(isRecord) ? values : 'every conversion must be an object';
}

function refuse(code: 20 | 30, message: string): ImportReading {
  return { refusal: errorReply(code, { message }) };
}
