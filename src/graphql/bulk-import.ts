import type { BulkImport, BulkImportRowCounts } from '../imports/bulk/bulk-import.ts';
import { builder } from './builder.ts';
import { loadRowCounts, loadSameFile } from './bulk-import-loaders.ts';
import { BulkImportFormatEnum, InvalidRowPolicyEnum, UncertainPolicyEnum } from './bulk-import-policies.ts';
import { BulkImportProblemRef } from './bulk-import-problem.ts';
import { BulkImportRowCountsRef } from './bulk-import-row-counts.ts';
import { BulkImportStateEnum } from './bulk-import-state.ts';
import { costing, needing } from './field-rules.ts';

/** The GraphQL type `BulkImport`; its lists are in bulk-import-lists.ts, its addresses in bulk-import-urls.ts. */
export const BulkImportRef = builder.objectRef<BulkImport>('BulkImport').implement({
  description:
    "A file's worth of conversions, any number of rows: created, filled by one upload, checked row by row, and sent to Trackier batch by batch. It goes on when the gateway is restarted.",
  fields: t => ({
    id: t.exposeID('id', { description: 'The id of the import, unique in this gateway.' }),
    state: t.expose('state', { type: BulkImportStateEnum, description: 'Where it stands.' }),
    fileName: t.exposeString('fileName', {
      nullable: true,
      description: 'The name that its creator gave; null when none was given. It means nothing to the gateway.',
    }),
    format: t.expose('format', { type: BulkImportFormatEnum, description: 'How the rows of its file are written.' }),
    sendPostback: t.exposeBoolean('sendPostback', {
      nullable: true,
      description: "Whether Trackier sends postbacks when a batch's report is ready; null: Trackier's own default.",
    }),
    onInvalid: t.expose('onInvalid', {
      type: InvalidRowPolicyEnum,
      description: 'What becomes of the valid rows when others are invalid.',
    }),
    onUncertain: t.expose('onUncertain', {
      type: UncertainPolicyEnum,
      description: 'What becomes of a batch whose answer was lost.',
    }),
    problem: t.expose('problem', {
      type: BulkImportProblemRef,
      nullable: true,
      description: 'What stopped it, what needs a person, or why its jobs are not followed; null when all is well.',
    }),
    createdAt: t.expose('createdAt', { type: 'DateTime', description: 'When it was created.' }),
    uploadedAt: t.expose('uploadedAt', {
      type: 'DateTime',
      nullable: true,
      description: 'When its file was complete; null until then.',
    }),
    startedAt: t.expose('startedAt', {
      type: 'DateTime',
      nullable: true,
      description: 'When it was started first; null until then.',
    }),
    finishedAt: t.expose('finishedAt', {
      type: 'DateTime',
      nullable: true,
      description: 'When it came to a final state; null while it is in none.',
    }),
    expiresAt: t.expose('expiresAt', {
      type: 'DateTime',
      description:
        'When it and its rows are erased, if nothing happens to it before: `BULK_RETENTION_DAYS` after the last thing that did. One that has not ended is cancelled then. Rows of batches that were imported without a fault are erased at once.',
    }),
  }),
});

builder.objectFields(BulkImportRef, t => ({
  rows: t.field({
    ...costing({ sharedReads: 1 }),
    type: BulkImportRowCountsRef,
    description: 'Where its rows stand. All zero until the file is complete.',
    resolve: (bulkImport, _args, ctx) => loadRowCounts(bulkImport, ctx),
  }),
  progress: t.float({
    ...costing({ sharedReads: 1 }),
    description:
      'How much of it is done, from 0 to 1: the share of the accepted rows that are neither queued nor awaiting a figure of Trackier. 1 when COMPLETED, and when nothing was accepted (so also before the upload).',
    resolve: async (bulkImport, _args, ctx) =>
      isAllDone(bulkImport) ? 1 : progressOf(await loadRowCounts(bulkImport, ctx)),
  }),
  estimatedSecondsLeft: t.int({
    ...costing({ sharedReads: 1 }),
    nullable: true,
    description:
      'The least time that the pace towards Trackier needs for what is queued and awaiting, in seconds; other imports and a slow Trackier make it longer. null when nothing is under way.',
    resolve: async (bulkImport, _args, ctx) => {
      const seconds = ctx.tenant.bulkImports.secondsLeft(bulkImport, await loadRowCounts(bulkImport, ctx));
      return seconds === null ? null : Math.ceil(seconds);
    },
  }),
  sameFileAs: t.field({
    ...needing('IMPORT_READ', { sharedReads: 1 }),
    type: BulkImportRef,
    nullable: true,
    description:
      "The tenant's latest earlier import whose file had the same content (SHA-256): look before you import it twice. null when there is none, or before the upload.",
    resolve: (bulkImport, _args, ctx) => loadSameFile(bulkImport, ctx),
  }),
}));

const isAllDone = ({ state, acceptedCount }: BulkImport): boolean => state === 'COMPLETED' || acceptedCount === 0;

const progressOf = ({ accepted, queued, awaiting }: BulkImportRowCounts): number =>
  accepted === 0 ? 1 : (accepted - queued - awaiting) / accepted;
