import {
  IdempotencyConflictError,
  InvalidConversionsError,
  InvalidInputError,
  OutcomeUnknownError,
} from '../imports/import-errors.ts';
import type { ImportNowReceipt } from '../imports/import-now.ts';
import { builder } from './builder.ts';
import { InvalidRowPolicyEnum } from './bulk-import-policies.ts';
import { ConversionInput } from './conversion-input.ts';
import { costing, needing, requestReads } from './field-rules.ts';
import { ImportJobRef } from './import-job.ts';
import { viewOf } from './loaders.ts';
import { importNoted } from './noted-import.ts';
import { countedRowErrors, RowErrorRef } from './row-error.ts';
import { RateLimitedError, TrackierRejectedError, TrackierUnavailableError } from './upstream-errors.ts';

const ImportConversionsInput = builder.inputType('ImportConversionsInput', {
  description: 'Conversions to import with one request to Trackier.',
  fields: t => ({
    conversions: t.field({
      type: [ConversionInput],
      required: true,
      description: 'The rows: at least one, and at most `Viewer.limits.maxConversions`.',
    }),
    sendPostback: t.boolean({
      description: "Whether Trackier sends postbacks when the report is ready. Absent or null: Trackier's own default.",
    }),
    onInvalid: t.field({
      type: InvalidRowPolicyEnum,
      required: true,
      defaultValue: 'REJECT_ALL',
      description: 'What becomes of the valid rows when others are invalid.',
    }),
    validateOnly: t.boolean({
      required: true,
      defaultValue: false,
      description:
        'Only check the rows: the same row errors as a real run, and nothing is sent. `idempotencyKey` is not looked at then.',
    }),
    idempotencyKey: t.string({
      description:
        'Your own id of this import, 1 to 255 characters, such as a UUID; kept for at least 24 hours, for your tenant. The same key with the same input is sent to Trackier once: a repetition gets the answer of the first, and waits for it where that is still out. With another input it is an `IdempotencyConflictError`. An outcome that is unknown stays so: nothing is sent again under that key. A failure after which certainly nothing was queued frees the key. Fails with `STORE_UNAVAILABLE`, and sends nothing, when the database is away.',
    }),
  }),
});

const PayloadRef = builder.objectRef<ImportNowReceipt>('ImportConversionsPayload').implement({
  description:
    'Trackier took the conversions, or there was nothing to send. Taken is not imported: follow `job` to its end.',
  fields: t => ({
    job: t.field({
      type: ImportJobRef,
      nullable: true,
      description:
        'The job that Trackier queued, as its reply tells it; null when `validateOnly`, or when no row was left to send. Its `logs` and `summary` here are those of the reply, which are empty and null: read the job again, or follow it, for later ones.',
      // The reply is the answer here, also where it carries no logs.
      resolve: ({ job }, _args, ctx) => job && viewOf({ ...job, logs: job.logs ?? [] }, ctx),
    }),
    upstreamMessage: t.exposeString('upstreamMessage', {
      nullable: true,
      description:
        'Trackier\'s own word, such as "Job has been queued!!"; null when nothing was sent, or nothing was said.',
    }),
    submittedCount: t.exposeInt('submittedCount', { description: 'Rows in the request: accepted and rejected ones.' }),
    acceptedCount: t.exposeInt('acceptedCount', {
      description: 'Rows that are valid, and were sent unless `validatedOnly`.',
    }),
    rejectedCount: t.exposeInt('rejectedCount', { description: 'Rows with at least one fault; they were not sent.' }),
    rowErrors: t.field({
      ...costing({ items: countedRowErrors }),
      type: [RowErrorRef],
      description: 'Every fault of every rejected row, by index; empty when all rows are valid.',
      resolve: receipt => [...receipt.rowErrors],
    }),
    validatedOnly: t.exposeBoolean('validatedOnly', { description: 'The rows were only checked; nothing was sent.' }),
    replayed: t.exposeBoolean('replayed', {
      description:
        'The answer of an earlier request with the same `idempotencyKey`: Trackier was not called, and `job` is as it was then.',
    }),
  }),
});

builder.mutationField('importConversions', t =>
  t.field({
    // Two statements about the idempotency key; the values are the rows, which several fields may share in one variable.
    ...needing('IMPORT_WRITE', { reads: requestReads + 2, values: 5000 }),
    type: PayloadRef,
    nullable: true,
    description:
      'Imports conversions: checks every row, sends the valid ones in one request, and gives the job that Trackier queued. Nothing that may have been taken is sent twice. Switch on `__typename`: each error type says what happened, and whether sending again is safe. null only beside a GraphQL error. What the types of the input refuse (an absent `clickId`, text for a number) is a GraphQL error of the whole request.',
    args: { input: t.arg({ type: ImportConversionsInput, required: true, description: 'What to import, and how.' }) },
    errors: {
      types: [
        InvalidInputError,
        InvalidConversionsError,
        TrackierRejectedError,
        RateLimitedError,
        TrackierUnavailableError,
        OutcomeUnknownError,
        IdempotencyConflictError,
      ],
      union: {
        name: 'ImportConversionsResult',
        description: 'What became of an import. Handle every member: more may be added, so keep a default.',
      },
    },
    resolve: (_root, { input }, ctx) => importNoted(ctx, input),
  }),
);
