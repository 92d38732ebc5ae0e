import { builder } from './builder.ts';
import { BulkImportRef } from './bulk-import.ts';
import { loadRowCounts } from './bulk-import-loaders.ts';
import { emptyWithout } from './field-rules.ts';

const relative = 'A path relative to the gateway; needs the same `Authorization` header as this request.';

builder.objectFields(BulkImportRef, t => ({
  uploadUrl: t.string({
    nullable: true,
    description: `Where to PUT the file, once, with the content type \`text/csv\` or \`application/x-ndjson\`. ${relative} null when the file is in, or none is wanted any more.`,
    resolve: ({ id, state }) => (state === 'AWAITING_UPLOAD' || state === 'UPLOADING' ? `${pathOf(id)}/rows` : null),
  }),
  rejectedRowsUrl: t.string({
    ...emptyWithout('IMPORT_READ', null),
    nullable: true,
    description: `A CSV of the rows that are invalid or duplicates: the columns of the file, then \`line\`, \`error_code\` and \`error_message\`. ${relative} null when there are no such rows, and for callers without IMPORT_READ.`,
    resolve: ({ id, rejectedCount, duplicateCount }) =>
      rejectedCount + duplicateCount > 0 ? `${pathOf(id)}/rejected.csv` : null,
  }),
  unsentRowsUrl: t.string({
    ...emptyWithout('IMPORT_READ', null, { sharedReads: 1 }),
    nullable: true,
    description: `A CSV of exactly the rows that \`rows\` counts as \`unsent\` and \`unprocessed\`, never of \`uncertain\` ones: to be mended and imported anew. ${relative} null when there are no such rows, and for callers without IMPORT_READ.`,
    resolve: async (bulkImport, _args, ctx) => {
      if (bulkImport.acceptedCount === 0) return null;
      const { unsent, unprocessed } = await loadRowCounts(bulkImport, ctx);
      return unsent + unprocessed > 0 ? `${pathOf(bulkImport.id)}/unsent.csv` : null;
    },
  }),
}));

const pathOf = (id: string): string => `/bulk-imports/${encodeURIComponent(id)}`;
