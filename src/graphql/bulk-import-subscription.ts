import { builder } from './builder.ts';
import { BulkImportRef } from './bulk-import.ts';
import { needing } from './field-rules.ts';

builder.subscriptionField('bulkImport', t =>
  t.field({
    ...needing('IMPORT_READ', { reads: 1 }),
    type: BulkImportRef,
    description:
      'The bulk import as it stands now, then at every change (a few times a second at most: the latest, not all); completes after COMPLETED, CANCELLED or FAILED. NEEDS_ATTENTION does not end it. An id that the tenant does not have fails with `NOT_FOUND`. Who retries a COMPLETED import subscribes again.',
    args: { id: t.arg.id({ required: true, description: 'As `BulkImport.id` gives it.' }) },
    subscribe: (_root, { id }, ctx) => ctx.tenant.bulkImports.watch(id),
    resolve: bulkImport => bulkImport,
  }),
);
