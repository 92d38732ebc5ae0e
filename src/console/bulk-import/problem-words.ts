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
  INVALID_API_KEY: { title: 'Stopped: the key is not accepted', tone: 'bad', sentence: null },
  PERMISSION_DENIED: { title: 'Stopped: the key may not import', tone: 'bad', sentence: null },
  IP_NOT_WHITELISTED: { title: 'Stopped: this gateway’s address is not white-listed', tone: 'bad', sentence: null },
  ACCOUNT_LOCKED: { title: 'Stopped: the account is locked', tone: 'bad', sentence: null },
  REQUEST_REJECTED: { title: 'Stopped at the first batch', tone: 'bad', sentence: null },
  REPEATED_HALTS: {
    title: 'Stopped: three batches were halted one after the other',
    tone: 'warn',
    sentence:
      'The columns are most likely mapped wrongly, so the rest was not sent. Look at the batches and their logs. Then go on, or cancel this import and import the file anew.',
  },
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
