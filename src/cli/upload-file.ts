import { createReadStream } from 'node:fs';
import { Readable } from 'node:stream';
import type { BulkImportFormat } from '../operations/generated/graphql.ts';
import type { GatewayConnection } from './gateway-connection.ts';

/** A file on its way to the gateway. */
export interface FileUpload {
  readonly path: string;
  readonly size: number;
  readonly format: BulkImportFormat;
  /** Told how many bytes were sent so far. */
  readonly onSent: (bytes: number) => void;
}

const contentTypes: Readonly<Record<BulkImportFormat, string>> = { CSV: 'text/csv', NDJSON: 'application/x-ndjson' };

/** PUTs a file as it is read, no faster than the gateway takes it. */
export async function uploadFile(
  connection: GatewayConnection,
  uploadUrl: string,
  { path, size, format, onSent }: FileUpload,
  signal: AbortSignal,
): Promise<void> {
  const answer = await connection.send(uploadUrl, {
    method: 'PUT',
    headers: { 'content-type': contentTypes[format], 'content-length': String(size) },
    body: Readable.from(readCounted(path, onSent), { objectMode: false }),
    signal,
  });
  const text = await connection.text(answer, signal);
  if (answer.statusCode !== 200) throw connection.failure(answer, text);
}

async function* readCounted(path: string, onSent: FileUpload['onSent']): AsyncGenerator<Uint8Array> {
  let sent = 0;
  for await (const chunk of createReadStream(path, { highWaterMark: 256 * 1024 })) {
    yield chunk;
    sent += chunk.length;
    onSent(sent);
  }
}
