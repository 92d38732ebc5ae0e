import type { ServerResponse } from 'node:http';
import { NotFoundError } from '../imports/import-errors.ts';
import { UploadError, type UploadErrorCode } from '../imports/uploads/upload-error.ts';
import { type Refusal, type RefusalCode, refusalOf } from './access/refusal.ts';

/** Everything that uploads and downloads can be refused for. */
export type ProblemCode =
  | UploadErrorCode
  | RefusalCode
  | 'NOT_FOUND'
  | 'NO_SUCH_ROWS'
  | 'PARTIAL_UPLOAD'
  | 'STORE_UNAVAILABLE'
  | 'INTERNAL_SERVER_ERROR';

/** A refusal, for people and programs (RFC 9457). */
export interface Problem {
  readonly code: ProblemCode;
  /** What happened this time, and what to do. */
  readonly detail: string;
  /** What else a program can use, such as the `line` of a fault. */
  readonly members?: Readonly<Record<string, unknown>>;
  readonly headers?: Refusal['headers'];
}

/** Status and title of each code. Those with a 5xx may be tried again as they are, those with a 4xx after a change. */
const kinds: Readonly<Record<ProblemCode, readonly [status: number, title: string]>> = {
  UNAUTHENTICATED: [401, 'Nothing shows who you are'],
  FORBIDDEN: [403, 'You may not do this'],
  TOO_MANY_REQUESTS: [429, 'Too many requests'],
  AUTH_UNAVAILABLE: [503, 'Tokens cannot be checked for now'],
  NOT_FOUND: [404, 'There is no such bulk import'],
  NO_SUCH_ROWS: [404, 'There are no such rows'],
  UPLOAD_UNDER_WAY: [409, 'Another upload is under way'],
  UPLOAD_NOT_EXPECTED: [409, 'The bulk import takes no file any more'],
  UNSUPPORTED_MEDIA_TYPE: [415, 'The file is not of the kind that the bulk import takes'],
  PARTIAL_UPLOAD: [400, 'A file can only be uploaded as a whole'],
  NOT_UTF8: [422, 'The file is not UTF-8'],
  RECORD_TOO_LONG: [422, 'A row of the file is too long'],
  UNCLOSED_QUOTE: [422, 'A quote in the file is never closed'],
  MISPLACED_QUOTE: [422, 'A quote stands in the wrong place'],
  NO_HEADER: [422, 'The file has no header'],
  UNUSABLE_HEADER: [422, 'The columns of the file cannot be understood'],
  UPLOAD_STALLED: [408, 'The upload stood still'],
  UPLOAD_CUT_SHORT: [400, 'The upload broke off'],
  UPLOAD_GIVEN_UP: [503, 'The upload was given up'],
  SHUTTING_DOWN: [503, 'The gateway is about to stop'],
  STORE_UNAVAILABLE: [503, 'The database does not work'],
  INTERNAL_SERVER_ERROR: [500, 'Unexpected error'],
};

const retryAfterSeconds = 5;

/** The problem that an error is to its caller; null: it is nothing that a caller should see. */
export function problemFromError(error: unknown): Problem | null {
  if (error instanceof UploadError) {
    return { code: error.code, detail: error.message, members: { ...error.details } };
  }
  const refusal = refusalOf(error);
  if (refusal) return { code: refusal.code, detail: refusal.message, headers: refusal.headers };
  if (error instanceof NotFoundError) return { code: 'NOT_FOUND', detail: error.message };
  if (error instanceof Error && 'code' in error && error.code === 'STORE_UNAVAILABLE') {
    return { code: 'STORE_UNAVAILABLE', detail: `${error.message} Try again later.` };
  }
  return null;
}

/** Writes all of a problem's answer but does not end it, so that more of the request can be read. */
export function writeProblem(
  response: ServerResponse,
  requestId: string,
  { code, detail, members, headers }: Problem,
): void {
  const [status, title] = kinds[code];
  const body = `${JSON.stringify({ type: typeOf(code), title, status, detail, code, requestId, ...members })}\n`;
  response.writeHead(status, {
    'content-type': 'application/problem+json',
    'content-length': Buffer.byteLength(body),
    'cache-control': 'no-store',
    ...(status === 503 && { 'retry-after': String(retryAfterSeconds) }),
    ...headers,
    ...(status === 415 && { 'accept-encoding': 'identity' }),
  });
  response.write(body);
}

const typeOf = (code: ProblemCode): string =>
  `urn:trackier-graphql-gateway:problem:${code.toLowerCase().replaceAll('_', '-')}`;
