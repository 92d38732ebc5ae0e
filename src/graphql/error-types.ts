import {
  IdempotencyConflictError,
  type InputIssue,
  InvalidConversionsError,
  InvalidInputError,
  InvalidStateError,
  NotFoundError,
} from '../imports/import-errors.ts';
import { builder } from './builder.ts';
import { BulkImportStateEnum } from './bulk-import-state.ts';
import { ErrorInterface } from './error-interface.ts';
import { costing } from './field-rules.ts';
import { countedRowErrors, RowErrorRef } from './row-error.ts';

const InputIssueRef = builder.objectRef<InputIssue>('InputIssue').implement({
  description: 'What is wrong with the request as a whole.',
  fields: t => ({
    path: t.stringList({
      description: 'The input field, such as `["conversions"]`.',
      resolve: issue => [...issue.path],
    }),
    message: t.exposeString('message', { description: 'One sentence that names the field and the rule.' }),
  }),
});

builder.objectType(InvalidInputError, {
  name: 'InvalidInputError',
  interfaces: [ErrorInterface],
  description: 'The request as a whole cannot be carried out, such as one with too many rows. Nothing was sent.',
  fields: t => ({
    issues: t.field({
      type: [InputIssueRef],
      description: 'Everything that is wrong.',
      resolve: error => [...error.issues],
    }),
  }),
});

builder.objectType(InvalidConversionsError, {
  name: 'InvalidConversionsError',
  interfaces: [ErrorInterface],
  description: 'Rows are invalid and `onInvalid` is REJECT_ALL. Nothing was sent: mend the rows and send all again.',
  fields: t => ({
    submittedCount: t.exposeInt('submittedCount', { description: 'Rows in the request.' }),
    rejectedCount: t.exposeInt('rejectedCount', { description: 'Rows with at least one fault.' }),
    rowErrors: t.field({
      ...costing({ items: countedRowErrors }),
      type: [RowErrorRef],
      description: 'Every fault of every row, by index.',
      resolve: error => [...error.rowErrors],
    }),
  }),
});

builder.objectType(IdempotencyConflictError, {
  name: 'IdempotencyConflictError',
  interfaces: [ErrorInterface],
  description:
    'The `idempotencyKey` was used before with another input: one of the two is a mistake. Nothing was sent or created by this request.',
});

builder.objectType(NotFoundError, {
  name: 'NotFoundError',
  interfaces: [ErrorInterface],
  description: 'There is no such thing, or it belongs to another tenant, or it was erased. Nothing was changed.',
});

builder.objectType(InvalidStateError, {
  name: 'InvalidStateError',
  interfaces: [ErrorInterface],
  description:
    "The bulk import's state does not allow what was asked for; the message says what would. Nothing was changed.",
  fields: t => ({
    state: t.expose('state', { type: BulkImportStateEnum, description: 'Where the bulk import stands.' }),
  }),
});
