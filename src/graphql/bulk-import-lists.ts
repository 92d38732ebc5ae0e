import { builder } from './builder.ts';
import { BulkImportRef } from './bulk-import.ts';
import { BulkImportBatchConnection, BulkImportBatchStateEnum } from './bulk-import-batch.ts';
import { pageArgs, readPage } from './connections.ts';
import { needing } from './field-rules.ts';
import { RejectedRowConnection } from './rejected-row.ts';

builder.objectFields(BulkImportRef, t => ({
  batches: t.field({
    ...needing('IMPORT_READ', { reads: 1, items: 'first' }),
    type: BulkImportBatchConnection,
    description: 'Its batches, by index; none until the file is complete.',
    args: {
      ...pageArgs(50),
      states: t.arg({
        type: [BulkImportBatchStateEnum],
        description: 'Only batches in one of these states. Absent or null: all.',
      }),
    },
    resolve: async (bulkImport, { states = null, ...page }, { tenant: { bulkImports } }) => ({
      page: await readPage(page, wanted => bulkImports.batches(bulkImport, wanted, states)),
      countAll: () => bulkImports.batchCount(bulkImport, states),
    }),
  }),
  rejectedRows: t.field({
    ...needing('IMPORT_READ', { reads: 1, items: 'first' }),
    type: RejectedRowConnection,
    description: 'The rows that are not sent because they are invalid or duplicates, by line.',
    args: pageArgs(50),
    resolve: async (bulkImport, page, { tenant: { bulkImports } }) => ({
      page: await readPage(page, wanted => bulkImports.rejectedRows(bulkImport, wanted)),
      countAll: () => bulkImport.rejectedCount + bulkImport.duplicateCount,
    }),
  }),
}));
