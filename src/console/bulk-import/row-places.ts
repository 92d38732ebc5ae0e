import type { RowsPanelFragment } from '../../operations/generated/graphql.ts';
import type { SwatchName } from './swatch-name.ts';

/** Where the rows of an import stand. */
export type RowCounts = RowsPanelFragment['rows'];

/** A place in which rows are counted, or several of them together. */
export type RowPlace = keyof RowCounts;

interface PlaceWords {
  readonly word: string;
  /** What it means and what to do, in a sentence. */
  readonly meaning: string;
  /** Where it is a part of the bar. */
  readonly swatch: SwatchName | null;
}

/** What each count is called, and what it means. */
export const rowPlaces: Readonly<Record<RowPlace, PlaceWords>> = {
  total: {
    word: 'rows in the file',
    meaning: 'Every row of the file. The header and empty lines are none.',
    swatch: null,
  },
  accepted: {
    word: 'accepted',
    meaning: 'Valid rows, and no duplicates: these are for Trackier.',
    swatch: null,
  },
  rejected: {
    word: 'rejected',
    meaning: 'Invalid rows. They are never sent: download them, mend them, and import them as a new file.',
    swatch: null,
  },
  duplicate: {
    word: 'duplicates',
    meaning: 'Rows that repeat the click, transaction and goal of an earlier row. They are never sent.',
    swatch: null,
  },
  submitted: {
    word: 'at Trackier',
    meaning: 'Rows that Trackier took, whatever became of them.',
    swatch: null,
  },
  queued: {
    word: 'queued',
    meaning: 'Not sent yet, or on the way at this moment. There is nothing to do but wait.',
    swatch: 'queued',
  },
  uncertain: {
    word: 'uncertain',
    meaning:
      'Sent, but the answer was lost: Trackier may have them or not. Nothing is sent twice without your word, so settle each batch below.',
    swatch: 'uncertain',
  },
  unsent: {
    word: 'unsent',
    meaning: 'Trackier refused their batch, or the import was cancelled. Send them again, or download them.',
    swatch: 'unsent',
  },
  imported: {
    word: 'imported',
    meaning: 'New conversions, by Trackier’s own figures.',
    swatch: 'imported',
  },
  edited: {
    word: 'edited',
    meaning: 'Conversions that were there already and were changed, by Trackier’s own figures.',
    swatch: 'edited',
  },
  failed: {
    word: 'failed',
    meaning: 'Rows that Trackier refused one by one. The log of the job says why: look there, or in Trackier.',
    swatch: 'failed',
  },
  unprocessed: {
    word: 'not processed',
    meaning:
      'Trackier stopped before it came to these rows, as it does after ten bad ones. Send them again, or download them.',
    swatch: 'unprocessed',
  },
  awaiting: {
    word: 'awaiting a figure',
    meaning: 'Trackier has them and has not told what became of them. Wait; if the import has ended, look in Trackier.',
    swatch: 'awaiting',
  },
};

/** A count that others add up to. */
export interface Sum {
  readonly whole: RowPlace;
  readonly parts: readonly RowPlace[];
}

/** The three sums in which every row of a file is counted exactly once. */
export const sums = [
  { whole: 'total', parts: ['accepted', 'rejected', 'duplicate'] },
  { whole: 'accepted', parts: ['submitted', 'queued', 'uncertain', 'unsent'] },
  { whole: 'submitted', parts: ['imported', 'edited', 'failed', 'unprocessed', 'awaiting'] },
] as const satisfies readonly Sum[];

/** The order of the bar: what is done, what went wrong, what is under way. */
const barOrder = ['imported', 'edited', 'failed', 'unprocessed', 'uncertain', 'unsent', 'awaiting', 'queued'] as const;

/** A part of the bar. */
export interface BarPart {
  readonly place: (typeof barOrder)[number];
  readonly count: number;
}

/** The parts of the bar that are there, which together are the accepted rows. */
export const barParts = (rows: RowCounts): readonly BarPart[] =>
  barOrder.map(place => ({ place, count: rows[place] })).filter(({ count }) => count > 0);

/** The rows that Trackier has worked off, for good or ill. */
export const workedOff = ({ imported, edited, failed }: Pick<RowCounts, 'imported' | 'edited' | 'failed'>): number =>
  imported + edited + failed;
