import type { ConversionBook } from './conversion-book.ts';
import { type ImportRow, readRow } from './import-row.ts';

/** The figures of Trackier's last log line. */
export interface JobFigures {
  readonly processed: number;
  readonly imported: number;
  readonly edited: number;
  readonly errors: number;
}

/** A row that was not imported. */
export interface RowProblem {
  /** From 1, as it stands in the request. */
  readonly row: number;
  readonly message: string;
}

/** What came of working off a job's rows. */
export interface RowRun {
  readonly figures: JobFigures;
  readonly problems: readonly RowProblem[];
}

/** "If more than 10 errors are generated […] the process will be halted": the eleventh bad row is the last one read. */
const TOLERATED_ERRORS = 10;

/** Works rows off in order until they end or too many were bad, entering the good ones in the book. */
export function runRows(rows: readonly ImportRow[], book: ConversionBook): RowRun {
  const counts = { imported: 0, edited: 0 };
  const problems: RowProblem[] = [];
  let processed = 0;
  for (const row of rows) {
    processed += 1;
    const outcome = outcomeOf(row, book);
    if (outcome === 'imported' || outcome === 'edited') counts[outcome] += 1;
    else problems.push({ row: processed, message: outcome.problem });
    if (problems.length > TOLERATED_ERRORS) break;
  }
  return { figures: { processed, ...counts, errors: problems.length }, problems };
}

function outcomeOf(row: ImportRow, book: ConversionBook): 'imported' | 'edited' | { readonly problem: string } {
  const read = readRow(row);
  if (typeof read === 'string') return { problem: read };
  const entry = book.enter(read.clickId, read.goalId, read.txnId);
  return entry === 'duplicate' ? { problem: `Duplicate conversion: ${read.clickId}` } : entry;
}

/** Writes the figures as Trackier's last log line has them. */
export function summaryLine({ processed, imported, edited, errors }: JobFigures): string {
  return `Total Processed: ${processed} | Imported: ${imported} | Edited: ${edited} | Errors: ${errors}`;
}
