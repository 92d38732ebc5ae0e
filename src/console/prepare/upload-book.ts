import type { RowFormat } from '../../conversions/conversion-from-source.ts';
import type { UploadProblem } from './upload-problem.ts';
import type { SentSample } from './upload-rate.ts';

/** A file, and the import that was made for it. */
export interface NewUpload {
  readonly importId: string;
  readonly uploadUrl: string;
  readonly file: File;
  readonly format: RowFormat;
}

/** A file on its way to the import that was made for it. */
export interface Upload extends NewUpload {
  /**
   * `sending`: bytes are on their way, or the gateway works through the last of them.
   * `asking`: no answer came, or the upload was cancelled; the gateway is asked how the import stands.
   * `broken` and `cancelled`: the gateway has nothing of the file, and it can be sent again.
   */
  readonly phase: 'sending' | 'asking' | 'broken' | 'cancelled';
  /** The last ones; at least one. */
  readonly sent: readonly SentSample[];
  /** Of a broken one. */
  readonly problem: UploadProblem | null;
}

/** Keeps how uploads stand, and tells of each change. */
export interface UploadBook {
  readonly all: () => readonly Upload[];
  /** null: nothing of this import is here. */
  readonly of: (importId: string) => Upload | null;
  /** null: it is forgotten. */
  readonly set: (importId: string, upload: Upload | null) => void;
  /** What is forgotten stays so. */
  readonly change: (importId: string, part: Partial<Upload>) => void;
  readonly subscribe: (listener: () => void) => () => void;
}

/** Makes an empty one. */
export function createUploadBook(): UploadBook {
  const uploads = new Map<string, Upload>();
  const listeners = new Set<() => void>();
  const set = (importId: string, upload: Upload | null): void => {
    if (upload === null) uploads.delete(importId);
    else uploads.set(importId, upload);
    for (const listener of listeners) listener();
  };
  return {
    all: () => [...uploads.values()],
    of: importId => uploads.get(importId) ?? null,
    set,
    change(importId, part) {
      const upload = uploads.get(importId);
      if (upload) set(importId, { ...upload, ...part });
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
  };
}
