import type { BulkImportRowCounts } from '../imports/bulk/bulk-import.ts';
import { builder } from './builder.ts';

/** The GraphQL type `BulkImportRowCounts`. */
export const BulkImportRowCountsRef = builder.objectRef<BulkImportRowCounts>('BulkImportRowCounts').implement({
  description:
    "Where the data rows of a file stand; each is counted in exactly one place. total = accepted + rejected + duplicate; accepted = queued + submitted + uncertain + unsent; submitted = imported + edited + failed + unprocessed + awaiting. Nothing counts as imported without Trackier's own figure.",
  fields: t => ({
    total: t.exposeInt('total', { description: 'Data rows of the file: the header and empty lines are none.' }),
    accepted: t.exposeInt('accepted', { description: 'Rows that are valid and no duplicates.' }),
    rejected: t.exposeInt('rejected', {
      description: 'Rows that are invalid; they are never sent. See `rejectedRows`.',
    }),
    duplicate: t.exposeInt('duplicate', {
      description:
        'Rows that repeat the `clickId`, `txnId` and `goalId` of an earlier one; they are never sent, and stand among the `rejectedRows`.',
    }),
    queued: t.exposeInt('queued', { description: 'Rows that are to be sent, or are on their way at this moment.' }),
    submitted: t.exposeInt('submitted', { description: 'Rows that Trackier took, whatever became of them.' }),
    uncertain: t.exposeInt('uncertain', {
      description: 'Rows that were sent and whose answer was lost: Trackier may have taken them or not.',
    }),
    unsent: t.exposeInt('unsent', {
      description:
        'Rows that Trackier certainly did not take and that nobody is about to send: of batches that it refused, of a cancelled import, or of one that is FAILED.',
    }),
    imported: t.exposeInt('imported', { description: 'Rows that became new conversions, by the figures of Trackier.' }),
    edited: t.exposeInt('edited', { description: 'Rows that changed a conversion that was there already, likewise.' }),
    failed: t.exposeInt('failed', {
      description: "Rows that Trackier refused one by one; why stands in the jobs' `logs`.",
    }),
    unprocessed: t.exposeInt('unprocessed', {
      description:
        'Rows that Trackier took and did not look at, because it stopped in their batch. Retrying HALTED makes them `queued` again.',
    }),
    awaiting: t.exposeInt('awaiting', {
      description:
        'Rows that Trackier took and told no figure of: yet, or for good once the import is COMPLETED (see `problem`).',
    }),
  }),
});
