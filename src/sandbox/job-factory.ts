import { randomBytes } from 'node:crypto';
import type { ConversionBook } from './conversion-book.ts';
import type { ImportRow } from './import-row.ts';
import type { Job, JobLine } from './job.ts';
import { type JobTimings, workMs } from './job-timings.ts';
import { type JobFigures, type RowRun, runRows, summaryLine } from './row-run.ts';

/** What a fault may change about the next job. */
export interface JobOverride {
  readonly end?: 'completed' | 'failed' | undefined;
  /** The figures to claim; null: the summary line is never written. */
  readonly summary?: JobFigures | null | undefined;
  readonly pendingMs?: number | undefined;
  readonly progressMs?: number | undefined;
}

/** An import as it was asked for. */
export interface JobOrder {
  readonly key: string;
  readonly rows: readonly ImportRow[];
  readonly sendPostback: boolean;
  readonly override?: JobOverride | undefined;
}

/** What making a job needs from outside. */
export interface JobFactoryParts {
  readonly now: () => number;
  readonly nextId: () => string;
  readonly timings: JobTimings;
}

/** Works an order's rows off at once and makes the job that will tell of it in time. */
export function makeJob(order: JobOrder, book: ConversionBook, parts: JobFactoryParts): Job {
  const { key, rows, sendPostback, override = {} } = order;
  const run = runRows(rows, book);
  const createdAt = parts.now();
  const startsAt = createdAt + (override.pendingMs ?? parts.timings.pendingMs);
  const endsAt = startsAt + (override.progressMs ?? workMs(parts.timings, run.figures.processed));
  const figures = override.summary ?? run.figures;
  return {
    id: parts.nextId(),
    key,
    rowCount: rows.length,
    sendPostback,
    csvPath: `${randomBytes(7).toString('hex').slice(0, 13)}.json`,
    createdAt,
    startsAt,
    endsAt,
    end: override.end ?? 'completed',
    figures,
    lines: [...problemLines(run, startsAt, endsAt, parts), ...summaryLines(override, figures, endsAt, parts)],
  };
}

function problemLines(run: RowRun, startsAt: number, endsAt: number, parts: JobFactoryParts): JobLine[] {
  const msPerRow = (endsAt - startsAt) / Math.max(1, run.figures.processed);
  return run.problems.map(({ row, message }) => ({
    id: parts.nextId(),
    at: Math.floor(startsAt + row * msPerRow),
    message: `Row ${row}: ${message}`,
  }));
}

function summaryLines(override: JobOverride, figures: JobFigures, endsAt: number, parts: JobFactoryParts): JobLine[] {
  if (override.summary === null) return [];
  return [{ id: parts.nextId(), at: endsAt, message: summaryLine(figures) }];
}
