import type { ColumnMapping, ColumnPlan } from '../../src/conversions/column-plan.ts';
import type { RowFormat } from '../../src/conversions/conversion-from-source.ts';
import type { FileFault } from '../../src/conversions/file-fault.ts';
import { createRowReader } from '../../src/conversions/row-reader.ts';
import type { SourceRow } from '../../src/conversions/source-row.ts';
import { UnreadableFileError } from '../../src/conversions/unreadable-file-error.ts';

/** What reading a file came to. */
export interface ReadFile {
  readonly rows: readonly SourceRow[];
  readonly header: readonly string[] | null;
  readonly plan: ColumnPlan | null;
  readonly fault: FileFault | null;
  readonly message: string | null;
}

/** Reads a file that comes in the given chunks. */
export function readChunks(
  format: RowFormat,
  chunks: Iterable<Uint8Array>,
  mappings: readonly ColumnMapping[] | null = null,
): ReadFile {
  const rows: SourceRow[] = [];
  const reader = createRowReader({ format, mappings, onRow: row => void rows.push(row) });
  const read = (error: UnreadableFileError | null): ReadFile => ({
    rows,
    header: reader.header,
    plan: reader.plan,
    fault: error?.fault ?? null,
    message: error?.message ?? null,
  });
  try {
    for (const chunk of chunks) reader.write(chunk);
    reader.end();
    return read(null);
  } catch (error) {
    if (!(error instanceof UnreadableFileError)) throw error;
    return read(error);
  }
}

/** Reads a CSV. */
export function readCsv(text: string | Uint8Array, mappings: readonly ColumnMapping[] | null = null): ReadFile {
  return readChunks('CSV', [Buffer.from(text)], mappings);
}

/** Reads an NDJSON. */
export function readJson(text: string): ReadFile {
  return readChunks('NDJSON', [Buffer.from(text)]);
}

/** The faults of all rows, shortly. */
export function errorsOf({ rows }: ReadFile): string[] {
  return rows.flatMap(({ errors }) => errors.map(({ index, path, code }) => `${index} ${code} ${path.join('/')}`));
}
