import type { BulkImportState } from '../../operations/generated/graphql.ts';
import type { Tone } from '../ui/tone.ts';

interface StateWords {
  readonly word: string;
  readonly tone: Tone;
  /** As it is read out when it comes to be. */
  readonly sentence: string;
}

/** The states of an import in plain words. */
export const importStates: Readonly<Record<BulkImportState, StateWords>> = {
  AWAITING_UPLOAD: { word: 'Waiting for its file', tone: 'quiet', sentence: 'The import waits for its file.' },
  UPLOADING: { word: 'Uploading', tone: 'busy', sentence: 'The file is being uploaded.' },
  READY: { word: 'Ready to start', tone: 'busy', sentence: 'The file is in. The import is ready to start.' },
  RUNNING: { word: 'Running', tone: 'busy', sentence: 'The import is running.' },
  NEEDS_ATTENTION: { word: 'Needs attention', tone: 'warn', sentence: 'The import has stopped and needs attention.' },
  COMPLETED: { word: 'Completed', tone: 'good', sentence: 'The import is completed.' },
  CANCELLED: { word: 'Cancelled', tone: 'quiet', sentence: 'The import is cancelled.' },
  FAILED: { word: 'Failed', tone: 'bad', sentence: 'The import has failed: nothing was sent.' },
};

/** Whether the subscription ends with it. */
export const isFinalState = (state: BulkImportState): boolean =>
  state === 'COMPLETED' || state === 'CANCELLED' || state === 'FAILED';

/** Whether it waits for its file. */
export const isWithoutFile = (state: BulkImportState): boolean => state === 'AWAITING_UPLOAD' || state === 'UPLOADING';
