import type { RowFormat } from '../../conversions/conversion-from-source.ts';
import { formatOfFile, refusalOfFile } from './file-format.ts';

/** A file that somebody has chosen to import. */
export interface FileInHand {
  readonly file: File;
  readonly format: RowFormat;
}

/** What somebody has chosen last. */
export type Choice =
  | { readonly kind: 'none' }
  | ({ readonly kind: 'file' } & FileInHand)
  /** It was nothing that can be imported: why, and what to do. */
  | { readonly kind: 'refused'; readonly reason: string };

interface FileStore {
  readonly now: () => Choice;
  readonly subscribe: (listener: () => void) => () => void;
  readonly choose: (files: readonly File[]) => void;
  readonly putAway: () => void;
}

/** Keeps the file of the import that is being prepared; it lives as long as the page, since a browser cannot find it again. */
export function createFileInHand(): FileStore {
  let choice: Choice = { kind: 'none' };
  const listeners = new Set<() => void>();
  const change = (next: Choice): void => {
    choice = next;
    for (const listener of listeners) listener();
  };
  return {
    now: () => choice,
    subscribe(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    choose: files => change(choiceOf(files)),
    putAway: () => change({ kind: 'none' }),
  };
}

/** What is to become of files that were dropped or chosen. */
export function choiceOf(files: readonly File[]): Choice {
  const [file] = files;
  if (file === undefined) return { kind: 'refused', reason: 'That was no file. Drop a CSV or an NDJSON file.' };
  if (files.length > 1)
    return { kind: 'refused', reason: 'That were several files. One file is one import: drop one.' };
  const format = formatOfFile(file);
  return format === null ? { kind: 'refused', reason: refusalOfFile(file.name) } : { kind: 'file', file, format };
}

/** The file in this tab's hand. */
export const fileInHand = createFileInHand();
