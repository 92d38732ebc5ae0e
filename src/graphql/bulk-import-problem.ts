import type { BulkImport } from '../imports/bulk/bulk-import.ts';
import { builder } from './builder.ts';

type Problem = NonNullable<BulkImport['problem']>;

const refused = 'so sending stopped at once and the rest stays queued. Start the import again when it is settled.';

const BulkImportProblemCodeEnum = builder.enumType('BulkImportProblemCode', {
  description: 'What stopped a bulk import, what needs a person, or why its jobs are not followed.',
  values: {
    INVALID_ROWS: {
      description:
        'Rows are invalid or duplicates and `onInvalid` is REJECT_ALL: the import is FAILED, nothing was sent.',
    },
    NOTHING_TO_SEND: { description: 'No row of the file was accepted: the import is COMPLETED and nothing was sent.' },
    INVALID_API_KEY: { description: `Trackier does not accept the gateway's API key, ${refused}` },
    PERMISSION_DENIED: { description: `Trackier does not allow the API key to import, ${refused}` },
    IP_NOT_WHITELISTED: { description: `The gateway's IP address is not white-listed by the network, ${refused}` },
    ACCOUNT_LOCKED: { description: `The account at Trackier is locked, ${refused}` },
    REQUEST_REJECTED: {
      description:
        'Trackier refused the first batch after a start, so the others were not tried: the columns may be mapped wrongly. Cancel the import, or start it to go on with what is queued.',
    },
    REPEATED_HALTS: {
      description:
        'Trackier stopped in three batches one after the other, as it does after more than ten bad rows: the columns may be mapped wrongly. The rest stays queued; cancel the import, or start it to go on.',
    },
    HALTED_BATCHES: {
      description:
        'Trackier stopped in some batches before their last row. `retryBulkImport` sends the rows that it is taken not to have looked at.',
    },
    FAILED_BATCHES: {
      description:
        'Batches failed: `BulkImportBatch.error` or its `job` says why. `retryBulkImport` sends those that have no job again, and those that have one only when FAILED is named.',
    },
    UNCERTAIN_BATCHES: {
      description:
        'The answers to some batches were lost, so their rows may have been imported or not. Look for their jobs, and settle each with `resolveBulkImportBatch`.',
    },
    JOBS_UNAVAILABLE: {
      description:
        'Everything was sent, and of some rows (`rows.awaiting`) nobody knows what became of them: the API key may not read jobs, or Trackier told no figures.',
    },
  } satisfies Record<Problem['code'], { description: string }>,
});

/** The GraphQL type `BulkImportProblem`. */
export const BulkImportProblemRef = builder.objectRef<Problem>('BulkImportProblem').implement({
  description: 'What stopped a bulk import, what needs a person, or why its jobs are not followed.',
  fields: t => ({
    code: t.expose('code', { type: BulkImportProblemCodeEnum, description: 'For programs.' }),
    message: t.exposeString('message', {
      description: 'For people: one sentence that says what to do, and after it what Trackier said, if it refused.',
    }),
  }),
});
