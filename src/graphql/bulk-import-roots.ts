import type { BulkImport } from '../imports/bulk/bulk-import.ts';
import { builder } from './builder.ts';
import { BulkImportRef } from './bulk-import.ts';
import { BulkImportStateEnum } from './bulk-import-state.ts';
import { connectionOf, pageArgs, readPage } from './connections.ts';
import { needing } from './field-rules.ts';

const BulkImportConnection = connectionOf<BulkImport>('BulkImport', 'bulk imports, newest first', t =>
  t.field({ type: BulkImportRef, description: 'The bulk import.', resolve: edge => edge.node }),
);

builder.queryFields(t => ({
  bulkImport: t.loadable({
    ...needing('IMPORT_READ', { sharedReads: 1 }),
    type: BulkImportRef,
    nullable: true,
    load: async (ids: string[], ctx) => [...(await ctx.tenant.bulkImports.find(ids))],
    description:
      'A bulk import by its id; null when the tenant has none of it: it never had, or it was erased. Never calls Trackier. Fails with `STORE_UNAVAILABLE` when the database is away (null beside the error).',
    args: { id: t.arg.id({ required: true, description: 'As `BulkImport.id` gives it.' }) },
    resolve: (_root, { id }) => id,
  }),
  bulkImports: t.field({
    ...needing('IMPORT_READ', { reads: 1, items: 'first' }),
    type: BulkImportConnection,
    nullable: true,
    description:
      "The tenant's bulk imports, newest first; those of another mode or upstream are not among them. Never calls Trackier. null only beside a GraphQL error.",
    args: {
      ...pageArgs(20),
      states: t.arg({
        type: [BulkImportStateEnum],
        description: 'Only imports in one of these states. Absent or null: all.',
      }),
    },
    resolve: async (_root, { states = null, ...page }, { tenant: { bulkImports } }) => ({
      page: await readPage(page, wanted => bulkImports.list(wanted, states)),
      countAll: () => bulkImports.count(states),
    }),
  }),
}));
