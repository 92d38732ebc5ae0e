import type { IncomingMessage } from 'node:http';
import { decodeUtf8 } from './decode-utf8.ts';

/** The body is larger than `maxBytes`. */
export class BodyTooLargeError extends Error {
  override readonly name = 'BodyTooLargeError';
}

/** The body is not UTF-8. */
export class BodyNotUtf8Error extends Error {
  override readonly name = 'BodyNotUtf8Error';
}

/** The caller went away before the body had come. */
export class BodyCutShortError extends Error {
  override readonly name = 'BodyCutShortError';
}

/**
 * Reads a request's whole body as text. Rejects with BodyTooLargeError as soon as it is, with BodyNotUtf8Error, and with
 * BodyCutShortError.
 */
export function readBody(request: IncomingMessage, maxBytes: number): Promise<string> {
  return new Promise((resolve, reject) => {
    if (Number(request.headers['content-length'] ?? 0) > maxBytes) return reject(tooLarge(request));
    const chunks: Buffer[] = [];
    let bytes = 0;
    request.on('data', (chunk: Buffer) => {
      bytes += chunk.length;
      if (bytes > maxBytes) return reject(tooLarge(request));
      chunks.push(chunk);
    });
    request.on('end', () => {
      const text = decodeUtf8(chunks);
      if (text === null) reject(new BodyNotUtf8Error('The body is not UTF-8.'));
      else resolve(text);
    });
    request.on('error', cause => reject(new BodyCutShortError('The body was cut short.', { cause })));
  });
}

/** What is left of the body is read and dropped, as many callers write all of it before they read the answer. */
function tooLarge(request: IncomingMessage): BodyTooLargeError {
  request.removeAllListeners('data');
  request.resume();
  return new BodyTooLargeError('The body is too large.');
}
