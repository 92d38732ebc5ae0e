import type { IncomingMessage, ServerResponse } from 'node:http';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';

/** A file that is sent to browsers, compressed once. */
export interface StaticFile {
  readonly type: string;
  readonly plain: Buffer;
  /** null: its type is compressed already. */
  readonly gzipped: Buffer | null;
}

/** Compresses a file, where that makes it smaller. */
export async function createStaticFile(type: string, content: string | Buffer): Promise<StaticFile> {
  const plain = Buffer.from(content);
  return { type, plain, gzipped: /^text\/|svg|json/.test(type) ? await promisify(gzip)(plain) : null };
}

/** What may be kept for good, because its path has a hash of its content. */
export const keptForGood = { 'cache-control': 'public, max-age=31536000, immutable' } as const;

/** Sends a file, compressed where the caller takes that. */
export function sendStaticFile(
  request: IncomingMessage,
  response: ServerResponse,
  { type, plain, gzipped }: StaticFile,
  headers: Readonly<Record<string, string>>,
): void {
  const compressed = takesGzip(request.headers['accept-encoding']) ? gzipped : null;
  const body = compressed ?? plain;
  response.appendHeader('vary', 'accept-encoding');
  response.writeHead(200, {
    'content-type': type,
    'content-length': body.length,
    ...(compressed && { 'content-encoding': 'gzip' }),
    ...headers,
  });
  response.end(request.method === 'HEAD' ? undefined : body);
}

/** RFC 9110, 12.5.3: what is given a weight of 0 is not wanted. */
const takesGzip = (accepted: string | string[] = ''): boolean =>
  /(?:^|,)\s*gzip\s*(?!\s*;\s*q=0(?:\.0*)?\s*(?:,|$))(?:,|;|$)/i.test(String(accepted));
