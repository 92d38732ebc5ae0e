import type { BulkImport } from '../imports/bulk/bulk-import.ts';
import { builder } from './builder.ts';

/** The GraphQL enum `BulkImportState`. */
export const BulkImportStateEnum = builder.enumType('BulkImportState', {
  description:
    'Where a bulk import stands. COMPLETED, CANCELLED and FAILED are final, but for a COMPLETED import whose failed batches are retried.',
  values: {
    AWAITING_UPLOAD: { description: 'It waits for its file: PUT it to `uploadUrl`.' },
    UPLOADING: {
      description:
        'The file is coming in; nothing of it counts before it is complete. An upload that breaks off or is refused leads back to AWAITING_UPLOAD.',
    },
    READY: {
      description:
        'The file is in and its rows are checked, and nothing has been sent: look at `rows` and `rejectedRows`, then start or cancel it.',
    },
    RUNNING: { description: "Batches are sent at the tenant's pace, and the jobs that Trackier made are followed." },
    NEEDS_ATTENTION: {
      description:
        'It does not go on without a person; `problem` says why and what to do. Rows may be left that were not sent, that Trackier never looked at, or whose outcome is not known. A subscription stays open.',
    },
    COMPLETED: {
      description:
        'Nothing is left to be sent or followed. That does not mean that every row was imported: look at `rows.failed`, at `rows.awaiting` (Trackier told no figure of those) and at `rows.rejected`.',
    },
    CANCELLED: {
      description:
        'Nothing more is sent, and what was queued counts as `unsent`. What Trackier had taken by then is imported all the same, and is followed.',
    },
    FAILED: {
      description:
        'A row was rejected or a duplicate and `onInvalid` is REJECT_ALL, so nothing was sent. Mend the file and create a new import.',
    },
  } satisfies Record<BulkImport['state'], { description: string }>,
});
