import type { BulkImportState } from '../../operations/generated/graphql.ts';
import { importStates } from './import-states.ts';

/** What of an import is worth reading out when it changes. */
export interface Audible {
  readonly state: BulkImportState;
  readonly progress: number;
}

const steps = 10;

/** What to read out after a change: a new state, or another tenth of the way; null: nothing. */
export function announcementOf(before: Audible, now: Audible): string | null {
  if (before.state !== now.state) return importStates[now.state].sentence;
  const tenth = stepOf(now);
  return now.state === 'RUNNING' && tenth > stepOf(before) ? `${tenth * (100 / steps)} per cent done.` : null;
}

const stepOf = ({ progress }: Audible): number => Math.floor(progress * steps + 1e-9);
