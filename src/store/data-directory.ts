import { chmodSync, closeSync, mkdirSync, openSync, readdirSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { DataDirectoryError } from './store-errors.ts';

/** The files in `DATA_DIR`. */
export interface DataDirectory {
  readonly path: string;
  readonly databaseFile: string;
  readonly lockFile: string;
  /** What an operator should know of it; null if nothing. */
  readonly warning: string | null;
}

const databaseName = 'gateway.db';
const lockName = 'gateway.lock';

/**
 * Makes the directory, or takes the one that is there, so that nobody else can read what is in it. Throws DataDirectoryError. A directory with other
 * things in it keeps its mode, as it may be somebody else's; the gateway's own files are private all the same.
 */
export function prepareDataDirectory(directory: string): DataDirectory {
  const path = resolve(directory);
  try {
    mkdirSync(path, { recursive: true, mode: 0o700 });
    const files = { databaseFile: join(path, databaseName), lockFile: join(path, lockName) };
    const warning = isOpenToOthers(path) && !closeToOthers(path) ? warningFor(path) : null;
    for (const file of Object.values(files)) createPrivateFile(file);
    return { path, ...files, warning };
  } catch (error) {
    const reason = error instanceof Error && 'code' in error ? unusable.get(error.code) : undefined;
    throw reason === undefined ? error : new DataDirectoryError(path, reason);
  }
}

/** What no waiting mends. */
const unusable: ReadonlyMap<unknown, string> = new Map([
  ['ENOTDIR', 'it is, or is in, a file'],
  ['EEXIST', 'it is a file'],
  ['EACCES', 'this user may not write there'],
  ['EPERM', 'this user may not write there'],
  ['EROFS', 'nothing can be written there'],
  ['ENOENT', 'it cannot be made'],
]);

const isOpenToOthers = (path: string): boolean => (statSync(path).mode & 0o077) !== 0;

function closeToOthers(path: string): boolean {
  const isOurs = readdirSync(path).every(name => name.startsWith(databaseName) || name.startsWith(lockName));
  if (!isOurs) return false;
  try {
    chmodSync(path, 0o700);
    return true;
  } catch {
    return false;
  }
}

const warningFor = (path: string): string =>
  `Others on this machine can look into ${path}, and the gateway does not change that: the directory is not its own, or has ` +
  'other things in it. Its files there are private. Better is a DATA_DIR of its own.';

/** SQLite gives the files beside a database the mode of the database. */
function createPrivateFile(file: string): void {
  try {
    // To open and close a file that is there would give up the locks that this process holds on it.
    closeSync(openSync(file, 'wx', 0o600));
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
  }
}
