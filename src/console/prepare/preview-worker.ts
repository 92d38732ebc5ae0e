import type { PreviewMessage, PreviewRequest } from './preview.ts';
import { mostReports } from './preview-limits.ts';
import { createPreviewReader } from './preview-reader.ts';
import { headBytes, readHead } from './read-head.ts';

const pieceBytes = 256 * 1024;

// One worker reads one file once: who does not want it any more terminates it.
addEventListener('message', ({ data }: MessageEvent<PreviewRequest>) => {
  read(data).catch((error: unknown) => {
    if (!(error instanceof DOMException)) throw error;
    tell({ kind: 'unreadable' });
  });
});

async function read({ file, format, mappings }: PreviewRequest): Promise<void> {
  const head = format === 'CSV' ? readHead(await bytesOf(file, 0, headBytes)) : null;
  if (head !== null) tell({ kind: 'head', head });
  const reader = createPreviewReader({ format, mappings, seed: crypto.getRandomValues(new Uint32Array(3)) });
  // The first piece is told of at once, and the last one when it is known to be the last.
  let nextReport = 0;
  for (let start = 0; start < file.size; start += pieceBytes) {
    const end = start + pieceBytes;
    reader.write(await bytesOf(file, start, pieceBytes));
    const preview = reader.preview();
    if (preview.fault !== null) break;
    if (start < nextReport || end >= file.size) continue;
    nextReport = start + file.size / mostReports;
    tell({ kind: 'preview', preview, bytes: end, isDone: false });
  }
  reader.end();
  tell({ kind: 'preview', preview: reader.preview(), bytes: file.size, isDone: true });
}

async function bytesOf(file: Blob, start: number, length: number): Promise<Uint8Array> {
  return new Uint8Array(await file.slice(start, start + length).arrayBuffer());
}

function tell(message: PreviewMessage): void {
  postMessage(message);
}
