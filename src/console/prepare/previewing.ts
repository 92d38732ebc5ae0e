import type { ColumnMapping } from '../../conversions/column-plan.ts';
import type { FileInHand } from './file-in-hand.ts';
import type { FileHead, Preview, PreviewMessage, PreviewRequest } from './preview.ts';

/** How far a file has been read. */
export interface Reading {
  /** null: not known yet, or there is none. */
  readonly head: FileHead | null;
  /** The newest that is known; while it is read once more, first that of the time before. */
  readonly preview: Preview | null;
  readonly bytes: number;
  /** `unreadable`: the browser cannot read the file any more. */
  readonly phase: 'reading' | 'done' | 'unreadable';
}

/** Reads a file in a worker, as often as somebody wants it read otherwise. */
export interface Previewing {
  readonly now: () => Reading;
  readonly subscribe: (listener: () => void) => () => void;
  /** Reads it from the start; a reading that is under way is given up. */
  readonly read: (mappings: readonly ColumnMapping[]) => void;
  readonly stop: () => void;
}

/** Makes what reads a file that somebody has chosen. */
export function createPreviewing({ file, format }: FileInHand): Previewing {
  let reading: Reading = { head: null, preview: null, bytes: 0, phase: 'reading' };
  let worker: Worker | null = null;
  const listeners = new Set<() => void>();
  const change = (next: Partial<Reading>): void => {
    reading = { ...reading, ...next };
    for (const listener of listeners) listener();
  };
  const take = (message: PreviewMessage): void => {
    if (message.kind === 'head') change({ head: message.head });
    else if (message.kind === 'unreadable') change({ phase: 'unreadable' });
    else change({ preview: message.preview, bytes: message.bytes, phase: message.isDone ? 'done' : 'reading' });
  };
  const stop = (): void => {
    worker?.terminate();
    worker = null;
  };
  return {
    now: () => reading,
    subscribe(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    read(mappings) {
      stop();
      change({ bytes: 0, phase: 'reading' });
      worker = new Worker(new URL('./preview-worker.ts', import.meta.url), { type: 'module' });
      worker.addEventListener('message', ({ data }: MessageEvent<PreviewMessage>) => take(data));
      worker.addEventListener('error', () => change({ phase: 'unreadable' }));
      const request: PreviewRequest = { file, format, mappings: mappings.length === 0 ? null : mappings };
      worker.postMessage(request, []);
    },
    stop,
  };
}
