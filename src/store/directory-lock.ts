import { DatabaseSync } from 'node:sqlite';
import { StoreInUseError } from './store-errors.ts';

const sqliteBusy = 5;

/**
 * Holds a directory for this process and gives the function that lets it go. The lock is a transaction that never ends, on a
 * file of its own, so that others may still read the database. The operating system frees it when the process dies.
 */
export function lockDirectory(path: string, lockFile: string): () => void {
  const lock = new DatabaseSync(lockFile, { timeout: 0 });
  try {
    // A journal in memory: the lock is to be had on a full disk too.
    lock.exec('pragma journal_mode = memory; begin exclusive');
  } catch (error) {
    lock.close();
    throw isBusy(error) ? new StoreInUseError(path, error) : error;
  }
  return () => lock.close();
}

const isBusy = (error: unknown): boolean =>
  error instanceof Error &&
  'errcode' in error &&
  typeof error.errcode === 'number' &&
  (error.errcode & 0xff) === sqliteBusy;
