import type { PreviewMessage, PreviewRequest } from './preview.ts';
import { previewFile } from './preview-file.ts';

// One worker reads one file once: who does not want it any more terminates it.
addEventListener('message', ({ data }: MessageEvent<PreviewRequest>) => {
  previewFile(data, tell).catch((error: unknown) => {
    if (!(error instanceof DOMException)) throw error;
    tell({ kind: 'unreadable' });
  });
});

function tell(message: PreviewMessage): void {
  postMessage(message);
}
