import type { PreviewMessage, PreviewRequest } from './preview.ts';
import { mostReports } from './preview-limits.ts';
import { createPreviewReader } from './preview-reader.ts';
import { headBytes, readHead } from './read-head.ts';

const usualPieceBytes = 1024 * 1024;

/**
 * Reads a file to its end, and tells of it not much more than `mostReports` times, however long it is: of its head, of its
 * first rows as soon as they are read, and last of all of it. Rejects with what the browser says when it cannot be read.
 */
export async function previewFile(
  { file, format, mappings }: PreviewRequest,
  tell: (message: PreviewMessage) => void,
  pieceBytes = usualPieceBytes,
): Promise<void> {
  const head = format === 'CSV' ? readHead(await bytesOf(file, 0, headBytes)) : null;
  if (head !== null) tell({ kind: 'head', head });
  const reader = createPreviewReader({ format, mappings, seed: crypto.getRandomValues(new Uint32Array(3)) });
  let nextReport = 0;
  for (let start = 0; start < file.size && !reader.isStopped(); start += pieceBytes) {
    const end = start + pieceBytes;
    reader.write(await bytesOf(file, start, pieceBytes));
    // What is known at the end is told there.
    if (start < nextReport || end >= file.size || reader.isStopped()) continue;
    nextReport = start + file.size / mostReports;
    tell({ kind: 'preview', preview: reader.preview(), bytes: end, isDone: false });
  }
  reader.end();
  tell({ kind: 'preview', preview: reader.preview(), bytes: file.size, isDone: true });
}

async function bytesOf(file: Blob, start: number, length: number): Promise<Uint8Array> {
  return new Uint8Array(await file.slice(start, start + length).arrayBuffer());
}
