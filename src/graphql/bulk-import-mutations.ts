import type { RetryScope } from '../imports/bulk/bulk-imports.ts';
import { InvalidStateError, NotFoundError } from '../imports/import-errors.ts';
import { audited } from './audited-command.ts';
import { builder } from './builder.ts';
import { BulkImportRef } from './bulk-import.ts';
import { needing } from './field-rules.ts';

const BulkImportActionResult = builder.errorUnion('BulkImportActionResult', {
  description:
    'The bulk import as it stands after the change, or why nothing was changed. More members may be added, so keep a default.',
  types: [BulkImportRef, NotFoundError, InvalidStateError],
  resolveType: () => BulkImportRef,
});

const RetryScopeEnum = builder.enumType('BulkImportRetryScope', {
  description: 'Which batches a retry sends again.',
  values: {
    HALTED: {
      description:
        'The rows that Trackier did not look at, taken to be the last of each halted batch (an assumption: see `BulkImportBatchState.HALTED`). They become new batches.',
    },
    FAILED: {
      description:
        'Failed batches, also those that have a job: Trackier may have imported part of their rows, which are then **imported twice** or edited.',
    },
    UNCERTAIN: {
      description: 'Batches whose answer was lost, all of them: those that had arrived are **imported twice**.',
    },
  } satisfies Record<RetryScope, { description: string }>,
});

const importId = 'As `BulkImport.id` gives it.';

builder.mutationFields(t => ({
  startBulkImport: t.field({
    ...needing('IMPORT_WRITE', { reads: 5 }),
    type: BulkImportActionResult,
    nullable: true,
    description:
      'Begins to send a READY import, or lets one that NEEDS_ATTENTION go on with what is queued. The first batch goes alone; more follow only after Trackier took it. An import without an accepted row is COMPLETED at once. null only beside a GraphQL error.',
    args: { id: t.arg.id({ required: true, description: importId }) },
    resolve: (_root, { id }, ctx) => audited(ctx, { action: 'start', importId: id }, ctx.tenant.bulkImports.start(id)),
  }),
  cancelBulkImport: t.field({
    ...needing('IMPORT_WRITE', { reads: 5 }),
    type: BulkImportActionResult,
    nullable: true,
    description:
      'Sends nothing more: queued batches are cancelled and their rows count as `unsent`. What is on its way is awaited, what Trackier took cannot be taken back and is followed. null only beside a GraphQL error.',
    args: { id: t.arg.id({ required: true, description: importId }) },
    resolve: (_root, { id }, ctx) =>
      audited(ctx, { action: 'cancel', importId: id }, ctx.tenant.bulkImports.cancel(id)),
  }),
  retryBulkImport: t.field({
    ...needing('IMPORT_WRITE', { reads: 5 }),
    type: BulkImportActionResult,
    nullable: true,
    description:
      'Sends again what was not imported, of an import that NEEDS_ATTENTION or is COMPLETED. Without `only`: the rows of halted batches that Trackier did not look at, and failed batches that have no job. With nothing to send it is an `InvalidStateError`. After a GraphQL error read the import before you ask again. null only beside a GraphQL error.',
    args: {
      id: t.arg.id({ required: true, description: importId }),
      only: t.arg({
        type: [RetryScopeEnum],
        description:
          'Only these batches. Uncertain ones, and failed ones that have a job, are sent again only when they are named here, since rows of them may be imported twice.',
      }),
    },
    resolve: (_root, { id, only = null }, ctx) =>
      audited(ctx, { action: 'retry', importId: id }, ctx.tenant.bulkImports.retry(id, only)),
  }),
  resolveBulkImportBatch: t.field({
    ...needing('IMPORT_WRITE', { reads: 5 }),
    type: BulkImportActionResult,
    nullable: true,
    description:
      'Settles an UNCERTAIN batch by the word of a person, who looked at `candidateJobs` and in Trackier. A wrong word imports rows twice, or loses them. After a GraphQL error read the batch before you ask again. null only beside a GraphQL error.',
    args: {
      id: t.arg.id({ required: true, description: importId }),
      index: t.arg.int({ required: true, description: 'As `BulkImportBatch.index` gives it.' }),
      jobId: t.arg.id({
        description:
          "The id of Trackier's job that carried the batch, which is followed from then on. null or absent: it did not arrive, and **is sent again**.",
      }),
    },
    resolve: (_root, { id, index, jobId = null }, ctx) =>
      audited(ctx, { action: 'resolve', importId: id, jobId }, ctx.tenant.bulkImports.resolveBatch(id, index, jobId)),
  }),
}));
