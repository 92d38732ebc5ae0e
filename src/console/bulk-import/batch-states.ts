import type { BulkImportBatchState } from '../../operations/generated/graphql.ts';
import type { Tone } from '../ui/tone.ts';
import type { SwatchName } from './swatch-name.ts';

interface BatchWords {
  readonly word: string;
  readonly meaning: string;
  readonly tone: Tone;
  readonly swatch: SwatchName;
}

/** The states of a batch in plain words, in the order of its life. */
export const batchStates: Readonly<Record<BulkImportBatchState, BatchWords>> = {
  QUEUED: { word: 'Queued', meaning: 'It is to be sent.', tone: 'quiet', swatch: 'queued' },
  SENDING: {
    word: 'Sending',
    meaning: 'It is on its way to Trackier at this moment.',
    tone: 'busy',
    swatch: 'sending',
  },
  SUBMITTED: {
    word: 'At Trackier',
    meaning: 'Trackier took it and has not told what became of its rows.',
    tone: 'busy',
    swatch: 'awaiting',
  },
  IMPORTED: { word: 'Done', meaning: 'Trackier looked at every row of it.', tone: 'good', swatch: 'imported' },
  HALTED: {
    word: 'Halted',
    meaning:
      'Trackier stopped before its last row, as it does after ten bad ones. The rows it did not look at are taken to be the last ones.',
    tone: 'warn',
    swatch: 'unprocessed',
  },
  UNCERTAIN: {
    word: 'Uncertain',
    meaning: 'It was sent and the answer was lost: it may have been imported or not. Settle it below.',
    tone: 'odd',
    swatch: 'uncertain',
  },
  FAILED: {
    word: 'Failed',
    meaning: 'Trackier refused it, or gave its job up. With a job, a part of the rows may have been imported.',
    tone: 'bad',
    swatch: 'failed',
  },
  CANCELLED: {
    word: 'Cancelled',
    meaning: 'The import was cancelled before this was sent.',
    tone: 'quiet',
    swatch: 'unsent',
  },
};

/** What of a batch its cell shows. */
export interface CellBatch {
  readonly state: BulkImportBatchState;
  readonly job: { readonly summary: { readonly errorCount: number } | null } | null;
  readonly error: object | null;
}

/** What a batch's cell looks like: one that was imported with rows that Trackier refused has a mark of its own. */
export function swatchOf({ state, job }: CellBatch): SwatchName {
  const hasFailedRows = state === 'IMPORTED' && (job?.summary?.errorCount ?? 0) > 0;
  return hasFailedRows ? 'imported-in-part' : batchStates[state].swatch;
}

/** What a batch's cell says. */
export function cellWords(batch: CellBatch): string {
  const errorCount = batch.state === 'IMPORTED' ? (batch.job?.summary?.errorCount ?? 0) : 0;
  return errorCount > 0 ? `Done, ${errorCount} failed` : batchStates[batch.state].word;
}

/** Whether a batch stays as it is, unless a person does something; of one that was given up nobody asks any more. */
export function isSettled({ state, error }: CellBatch): boolean {
  if (state === 'SUBMITTED') return error !== null;
  return state === 'IMPORTED' || state === 'HALTED' || state === 'FAILED' || state === 'CANCELLED';
}
