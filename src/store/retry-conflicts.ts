import { setTimeout as sleep } from 'node:timers/promises';
import { isConflict } from './failure-table.ts';

const maxAttempts = 5;
const stepMs = 20;

/** Runs a transaction again when the database has given it up for another one; nothing of it has happened then. */
export async function retryConflicts<T>(transact: () => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await transact();
    } catch (error) {
      if (attempt === maxAttempts || !isConflict(error)) throw error;
      // At random, so that the two that got in each other's way do not do so again.
      await sleep(Math.random() * stepMs * attempt);
    }
  }
}
