import type { BulkImportProblemCode } from '../../operations/generated/graphql.ts';
import type { Tone } from '../ui/tone.ts';

interface ProblemWords {
  readonly title: string;
  readonly tone: Tone;
  /** Instead of the gateway's sentence, where that speaks to programs; null: the gateway's, with Trackier's own word. */
  readonly sentence: string | null;
}

/** What stopped an import, in a few words. */
export const problemWords: Readonly<Record<BulkImportProblemCode, ProblemWords>> = {
  INVALID_ROWS: {
    title: 'Nothing was sent: the file has invalid rows',
    tone: 'bad',
    sentence:
      'This import was to send all rows or none. Download the rejected rows, mend them in the file, and import it anew.',
  },
  NOTHING_TO_SEND: {
    title: 'There was nothing to send',
    tone: 'warn',
    sentence: 'No row of the file could be sent. Mend the rejected rows, if there are any, and import the file anew.',
  },
  INVALID_API_KEY: { title: 'Trackier does not accept the key', tone: 'bad', sentence: null },
  PERMISSION_DENIED: { title: 'Trackier does not allow this key to import', tone: 'bad', sentence: null },
  IP_NOT_WHITELISTED: { title: 'Trackier does not know this gateway’s address', tone: 'bad', sentence: null },
  ACCOUNT_LOCKED: { title: 'The account at Trackier is locked', tone: 'bad', sentence: null },
  REQUEST_REJECTED: { title: 'Trackier refused the first batch', tone: 'bad', sentence: null },
  REPEATED_HALTS: { title: 'Trackier halted three batches one after the other', tone: 'warn', sentence: null },
  HALTED_BATCHES: {
    title: 'Trackier stopped before the last row',
    tone: 'warn',
    sentence:
      'It does so after ten bad rows in a batch. The rows that it did not look at can be sent again; the bad ones stay behind.',
  },
  FAILED_BATCHES: {
    title: 'Batches failed',
    tone: 'bad',
    sentence: 'Look below why each of them failed, then send again what should go again.',
  },
  UNCERTAIN_BATCHES: {
    title: 'Nobody knows whether some rows arrived',
    tone: 'odd',
    sentence:
      'They were sent and the answer was lost. Sending them twice would pay publishers twice, so you decide: settle each batch below.',
  },
  JOBS_UNAVAILABLE: {
    title: 'Everything was sent; what became of it is not known',
    tone: 'warn',
    sentence:
      'Trackier did not tell how some of it ended. Look its jobs up in Trackier, and ask the network to let this key read jobs if it does not.',
  },
};
