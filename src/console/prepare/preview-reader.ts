import { createDuplicateRowError } from '../../conversions/check-source-row.ts';
import type { ColumnMapping } from '../../conversions/column-plan.ts';
import type { RowFormat } from '../../conversions/conversion-from-source.ts';
import type { RowError, RowErrorCode } from '../../conversions/row-error.ts';
import { createRowReader } from '../../conversions/row-reader.ts';
import type { SourceRow } from '../../conversions/source-row.ts';
import { UnreadableFileError } from '../../conversions/unreadable-file-error.ts';
import type { Preview, PreviewRow, RowProblem } from './preview.ts';
import { mostColumns, mostFirstRows, mostProblems, shorten } from './preview-limits.ts';
import { createQuickDuplicates } from './quick-duplicates.ts';

interface PreviewReaderOptions {
  readonly format: RowFormat;
  readonly mappings: readonly ColumnMapping[] | null;
  /** Three random words. */
  readonly seed: Uint32Array;
}

/**
 * Reads a file as the gateway will, with the gateway's own reader, and keeps what a person looks at before they import it.
 * What it keeps does not grow with the file, but for 16 bytes or so a row by which duplicates are found.
 */
export function createPreviewReader({ format, mappings, seed }: PreviewReaderOptions) {
  const duplicates = createQuickDuplicates(seed);
  const counts = { rows: 0, accepted: 0, rejected: 0, duplicate: 0 };
  const problemCounts: Partial<Record<RowErrorCode, number>> = {};
  const firstRows: PreviewRow[] = [];
  const problems: RowProblem[] = [];
  let fault: Preview['fault'] = null;

  const takeRow = (row: SourceRow): void => {
    const firstLine = row.duplicateKey === null ? null : duplicates.firstLineOf(row.duplicateKey, row.line);
    counts.rows += 1;
    if (row.errors.length > 0) counts.rejected += 1;
    else if (firstLine === null) counts.accepted += 1;
    else counts.duplicate += 1;
    if (row.errors.length === 0 && firstLine === null && firstRows.length === mostFirstRows) return;

    const errors = [...row.errors];
    if (firstLine !== null) errors.push(createDuplicateRowError(row.index, firstLine, reader.plan));
    for (const { code } of errors) problemCounts[code] = (problemCounts[code] ?? 0) + 1;
    const room = mostProblems - problems.length;
    const kept = errors.slice(0, Math.max(room, mostProblemsOfRow)).map(error => problemOf(row, error, reader.header));
    problems.push(...kept.slice(0, room));
    if (firstRows.length < mostFirstRows) {
      const cells = row.source.slice(0, mostColumns).map(shorten);
      firstRows.push({ line: row.line, cells, problems: kept.slice(0, mostProblemsOfRow) });
    }
  };
  const reader = createRowReader({ format, mappings, onRow: takeRow });

  const attempt = (read: () => void): void => {
    if (fault !== null) return;
    try {
      read();
    } catch (error) {
      if (!(error instanceof UnreadableFileError)) throw error;
      fault = { cause: error.fault, message: error.message };
    }
  };

  return {
    write: (chunk: Uint8Array): void => attempt(() => reader.write(chunk)),
    end: (): void => attempt(() => reader.end()),
    /** Whether the file cannot be read any further. */
    isStopped: (): boolean => fault !== null,
    /** How things stand now; it may be kept. */
    preview: (): Preview => ({
      ...counts,
      firstRows: [...firstRows],
      problems: [...problems],
      problemCounts: { ...problemCounts },
      fault,
    }),
  };
}

const mostProblemsOfRow = 5;

function problemOf({ line, source }: SourceRow, error: RowError, header: readonly string[] | null): RowProblem {
  const { code, path, message } = error;
  const column = path.length === 0 ? null : path.join('.');
  const cell = header === null || column === null ? undefined : source[header.indexOf(column)];
  return { line, column, code, value: cell === undefined ? null : shorten(cell), message };
}
