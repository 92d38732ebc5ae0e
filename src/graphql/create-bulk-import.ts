import { IdempotencyConflictError, InvalidInputError } from '../imports/import-errors.ts';
import { builder } from './builder.ts';
import { BulkImportRef } from './bulk-import.ts';
import { BulkImportFormatEnum, InvalidRowPolicyEnum, UncertainPolicyEnum } from './bulk-import-policies.ts';
import { ColumnMappingInput } from './column-mapping.ts';
import { needing } from './field-rules.ts';

const CreateBulkImportInput = builder.inputType('CreateBulkImportInput', {
  description: 'How a file is to be read and imported. The file itself comes later, by a PUT.',
  fields: t => ({
    fileName: t.string({ description: 'What the file is called, for people; it means nothing to the gateway.' }),
    format: t.field({ type: BulkImportFormatEnum, required: true, description: 'How its rows are written.' }),
    columns: t.field({
      type: [ColumnMappingInput],
      description:
        'Of a CSV: what its columns are, where their names do not say it. Columns that are not named here are read by their names. Absent or null: all are.',
    }),
    sendPostback: t.boolean({
      description:
        "Whether Trackier sends postbacks when a batch's report is ready. Absent or null: Trackier's own default.",
    }),
    onInvalid: t.field({
      type: InvalidRowPolicyEnum,
      required: true,
      defaultValue: 'SKIP_INVALID',
      description: 'What becomes of the valid rows when others are invalid. REJECT_ALL refuses duplicates too.',
    }),
    onUncertain: t.field({
      type: UncertainPolicyEnum,
      required: true,
      defaultValue: 'HOLD',
      description: 'What becomes of a batch whose answer was lost.',
    }),
    autoStart: t.boolean({
      required: true,
      defaultValue: false,
      description: 'Start as soon as the file is in, without a look at the rejected rows.',
    }),
    idempotencyKey: t.string({
      description:
        'Your own id of this request, 1 to 255 characters, kept for at least 24 hours: the same key with the same input gives the import that was created first, with another input an `IdempotencyConflictError`. The file does not count as input.',
    }),
  }),
});

builder.mutationField('createBulkImport', t =>
  t.field({
    ...needing('IMPORT_WRITE', { reads: 4 }),
    type: BulkImportRef,
    nullable: true,
    description:
      'Creates a bulk import that waits for its file: PUT that to `uploadUrl`, then start it (or let `autoStart` do it). Nothing is sent to Trackier by this. null only beside a GraphQL error.',
    args: { input: t.arg({ type: CreateBulkImportInput, required: true, description: 'How to read and import it.' }) },
    errors: {
      types: [InvalidInputError, IdempotencyConflictError],
      union: {
        name: 'CreateBulkImportResult',
        description: 'The new bulk import, or why there is none. More members may be added, so keep a default.',
      },
    },
    resolve: (_root, { input }, ctx) => ctx.tenant.bulkImports.create(input),
  }),
);
