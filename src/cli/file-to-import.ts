import { access, constants, stat } from 'node:fs/promises';
import { basename, extname } from 'node:path';
import type { BulkImportFormat } from '../operations/generated/graphql.ts';
import { CommandError } from './command-error.ts';

/** A file that can be read. */
export interface FileToImport {
  readonly path: string;
  readonly name: string;
  readonly size: number;
  readonly format: BulkImportFormat;
}

const formats: Readonly<Record<string, BulkImportFormat>> = {
  '.csv': 'CSV',
  '.tsv': 'CSV',
  '.txt': 'CSV',
  '.ndjson': 'NDJSON',
  '.jsonl': 'NDJSON',
};

const words: Readonly<Record<string, string>> = { ENOENT: 'There is no file', EACCES: 'You may not read' };

/** Looks at a file before anybody is asked to take it. */
export async function findFile(path: string, asked: BulkImportFormat | null): Promise<FileToImport> {
  const format = asked ?? formats[extname(path).toLowerCase()];
  if (format === undefined) throw new CommandError(`Is ${path} a CSV? Say it with --format csv or --format ndjson.`);
  try {
    await access(path, constants.R_OK);
    const status = await stat(path);
    if (!status.isFile()) throw new CommandError(`${path} is no file.`);
    return { path, name: basename(path), size: status.size, format };
  } catch (error) {
    if (error instanceof CommandError) throw error;
    const code = error instanceof Error && 'code' in error ? String(error.code) : '';
    throw new CommandError(`${words[code] ?? `${code}: cannot read`} ${path}.`, { cause: error });
  }
}
