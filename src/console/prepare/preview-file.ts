import type { PreviewMessage, PreviewRequest } from './preview.ts';
import { mostReports } from './preview-limits.ts';
import { createPreviewReader } from './preview-reader.ts';
import { headBytes, readHead } from './read-head.ts';

/**
 * Reads a file to its end, and tells of it not much more than `mostReports` times, however long it is: of its head, of its
 * first rows as soon as they are read, and last of all of it. Rejects with what the browser says when it cannot be read.
 */
export async function previewFile(
  { file, format, mappings }: PreviewRequest,
  tell: (message: PreviewMessage) => void,
): Promise<void> {
  const head = format === 'CSV' ? readHead(await bytesOf(file, 0, headBytes)) : null;
  if (head !== null) tell({ kind: 'head', head });
  const reader = createPreviewReader({ format, mappings, seed: crypto.getRandomValues(new Uint32Array(3)) });
  const stream = file.stream().getReader();
  let bytes = 0;
  let nextReport = 0;
  for (let part = await stream.read(); !part.done && !reader.isStopped(); part = await stream.read()) {
    reader.write(part.value);
    const isDue = bytes >= nextReport;
    bytes += part.value.length;
    // What is known at the end is told there.
    if (!isDue || bytes === file.size || reader.isStopped()) continue;
    nextReport = bytes + file.size / mostReports;
    tell({ kind: 'preview', preview: reader.preview(), bytes, isDone: false });
  }
  await stream.cancel();
  reader.end();
  tell({ kind: 'preview', preview: reader.preview(), bytes: file.size, isDone: true });
}

async function bytesOf(file: Blob, start: number, length: number): Promise<Uint8Array> {
  return new Uint8Array(await file.slice(start, start + length).arrayBuffer());
}
