import { createUploadBook, type NewUpload, type Upload } from './upload-book.ts';
import { brokenOff, readUploadProblem } from './upload-problem.ts';
import { addSample } from './upload-rate.ts';

/** An answer to a PUT; no answer is `lost`. */
export type PutAnswer = { readonly status: number; readonly body: string } | 'lost' | 'aborted';

/** What uploads need of the world. */
export interface UploadsParts {
  readonly put: (upload: NewUpload, onSent: (bytes: number) => void, signal: AbortSignal) => Promise<PutAnswer>;
  /** The state of an import; null: it could not be asked. */
  readonly readState: (importId: string) => Promise<string | null>;
  /** Starts an import whose file is in, unless the same file was imported before. */
  readonly startUnlessRepeated: (importId: string) => Promise<void>;
  readonly nowMs: () => number;
  readonly sleep: (ms: number) => Promise<void>;
}

/** Sends files to the imports that were made for them. */
export interface Uploads {
  readonly subscribe: (listener: () => void) => () => void;
  /** null: nothing of this import is here. */
  readonly of: (importId: string) => Upload | null;
  /** Whether something would be lost if the page went away. */
  readonly isBusy: () => boolean;
  /** Begins to send a file. Resolves when it is known what became of it. */
  readonly begin: (upload: NewUpload) => Promise<void>;
  /** Sends a broken or cancelled one once more. */
  readonly again: (importId: string) => Promise<void>;
  readonly cancel: (importId: string) => void;
  readonly forget: (importId: string) => void;
}

const firstDelayMs = 300;
const longestDelayMs = 5_000;
const leastGapMs = 250;

/**
 * Sends files, and knows until the gateway has them what became of each: it outlives the page that began it. An upload that
 * is over and well is forgotten: the import itself says how it goes on.
 */
export function createUploads({ put, readState, startUnlessRepeated, nowMs, sleep }: UploadsParts): Uploads {
  const book = createUploadBook();
  const aborts = new Map<string, AbortController>();

  const finish = async (importId: string): Promise<void> => {
    await startUnlessRepeated(importId);
    book.set(importId, null);
  };

  /** Asks how the import stands until nobody is uploading any more, however long the gateway cannot be asked. */
  const settle = async (importId: string, end: Pick<Upload, 'phase' | 'problem'>): Promise<void> => {
    book.change(importId, { phase: 'asking' });
    for (let delayMs = firstDelayMs; ; delayMs = Math.min(delayMs * 2, longestDelayMs)) {
      const state = await readState(importId);
      if (state === 'AWAITING_UPLOAD') return book.change(importId, end);
      if (state === 'READY' && end.phase === 'broken') return finish(importId);
      if (state !== null && state !== 'UPLOADING') return book.set(importId, null);
      await sleep(delayMs);
    }
  };

  const noteSent = (importId: string, bytes: number): void => {
    const { sent = [], file } = book.of(importId) ?? {};
    const isWorthTelling = bytes === file?.size || nowMs() - (sent.at(-1)?.atMs ?? 0) >= leastGapMs;
    if (isWorthTelling) book.change(importId, { sent: addSample(sent, { atMs: nowMs(), bytes }) });
  };

  const send = async (upload: NewUpload): Promise<void> => {
    const { importId } = upload;
    const abort = new AbortController();
    aborts.set(importId, abort);
    book.set(importId, { ...upload, phase: 'sending', problem: null, sent: [{ atMs: nowMs(), bytes: 0 }] });
    const answer = await put(upload, bytes => noteSent(importId, bytes), abort.signal);
    aborts.delete(importId);
    if (answer === 'aborted') return settle(importId, { phase: 'cancelled', problem: null });
    if (answer === 'lost') return settle(importId, { phase: 'broken', problem: brokenOff });
    if (answer.status === 200) return finish(importId);
    const problem = readUploadProblem(answer.status, answer.body);
    // Browsers send a PUT again by themselves whose connection is gone, and then this is what they get. It matters what
    // becomes of the one that is under way.
    return settle(importId, { phase: 'broken', problem: problem.code === 'UPLOAD_UNDER_WAY' ? brokenOff : problem });
  };

  return {
    subscribe: book.subscribe,
    of: book.of,
    isBusy: () => book.all().some(({ phase }) => phase === 'sending'),
    begin: send,
    async again(importId) {
      const upload = book.of(importId);
      if (upload?.phase === 'broken' || upload?.phase === 'cancelled') await send(upload);
    },
    cancel: importId => aborts.get(importId)?.abort(),
    forget: importId => book.set(importId, null),
  };
}
