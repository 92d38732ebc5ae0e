import type { FileFault } from '../../conversions/file-fault.ts';
import { formatCounted } from '../ui/figure-text.ts';
import type { Reading } from './previewing.ts';

/** Whether a file can be imported as things stand. */
export type Verdict =
  | { readonly kind: 'checking' }
  /** How many rows would be sent. */
  | { readonly kind: 'ready'; readonly rows: number }
  /** Nothing would be sent: why, and what to do. */
  | { readonly kind: 'pointless'; readonly reason: string };

/** Says whether to offer the import of a file, by what its preview found. */
export function judge({ preview, phase }: Reading, isRejectAll: boolean): Verdict {
  if (phase === 'unreadable') return pointless(unreadable);
  if (phase === 'reading' || preview === null) return { kind: 'checking' };
  const { rows, accepted, rejected, duplicate, fault } = preview;
  if (fault !== null) return pointless(faultReason(fault.cause));
  if (rows === 0) return pointless('The file has no rows.');
  if (accepted === 0) return pointless('None of its rows can be sent. Mend them in the file, and choose it again.');
  const faulty = rejected + duplicate;
  if (isRejectAll && faulty > 0) {
    const what = formatCounted(faulty, 'row is', 'rows are');
    return pointless(`${what} invalid or twice there, so the whole file would be refused. Mend them, or skip them.`);
  }
  return { kind: 'ready', rows: accepted };
}

/** What to do about a file that the browser has lost. */
export const unreadable =
  'The browser cannot read the file. It may have been moved or changed since it was chosen: choose it again.';

const pointless = (reason: string): Verdict => ({ kind: 'pointless', reason });

function faultReason({ code }: FileFault): string {
  const isHeader = code === 'UNUSABLE_HEADER';
  return isHeader ? 'Say first what each column is, above.' : 'The file cannot be read to its end: see above why.';
}
