import type { ImportJobSummary } from '../../trackier/import-job.ts';

/** What became of a batch's rows, by Trackier's own count. Their sum is the batch's, less a tail that was moved. */
export interface BatchFigures {
  readonly imported: number;
  readonly edited: number;
  readonly failed: number;
  /** Rows that Trackier never looked at. */
  readonly unprocessed: number;
}

/** How a job ended, in Trackier's word. */
export type JobEnd = 'COMPLETED' | 'FAILED';

/** What a job's end makes of its batch. Without figures, nothing is known of its rows, and nothing is counted as imported. */
export type BatchEnd =
  | { readonly state: 'IMPORTED' | 'HALTED' | 'FAILED'; readonly figures: BatchFigures }
  | { readonly state: 'SUBMITTED' | 'FAILED'; readonly figures: null };

/** What follows for a batch of `rowCount` rows from its job's end; `summary`: the figures of its log, null when there are none. */
export function batchEndOf(end: JobEnd, summary: ImportJobSummary | null, rowCount: number): BatchEnd {
  const figures = summary === null ? null : figuresOf(summary, rowCount);
  if (figures === null) return { state: end === 'COMPLETED' ? 'SUBMITTED' : 'FAILED', figures };
  if (end === 'FAILED') return { state: 'FAILED', figures };
  return { state: figures.unprocessed > 0 ? 'HALTED' : 'IMPORTED', figures };
}

/** null for figures that contradict themselves or the batch: they may be another job's, or no figures at all. */
function figuresOf(summary: ImportJobSummary, rowCount: number): BatchFigures | null {
  const { processedCount, importedCount, editedCount, errorCount } = summary;
  if (processedCount > rowCount || importedCount + editedCount + errorCount !== processedCount) return null;
  return { imported: importedCount, edited: editedCount, failed: errorCount, unprocessed: rowCount - processedCount };
}
