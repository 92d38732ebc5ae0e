import type { RowError, RowErrorCode } from '../conversions/row-error.ts';
import { builder } from './builder.ts';

const RowErrorCodeEnum = builder.enumType('RowErrorCode', {
  description: 'The rule that a field of a row breaks.',
  values: {
    REQUIRED: { description: 'The field must not be empty.' },
    INVALID_FORMAT: {
      description:
        'The value does not have the form that the field needs; with an empty `path` the row of a file does not: it has more or fewer cells than the header, or is no JSON object.',
    },
    OUT_OF_RANGE: { description: 'The value is too small, too large, or nested too deep.' },
    TOO_LONG: { description: 'The value is longer than the field may be.' },
    DUPLICATE: {
      description: 'An earlier row of the request, or of the file, has the same `clickId`, `txnId` and `goalId`.',
    },
    CONFLICT: { description: '`extra` repeats a field that has a type of its own; use that field.' },
    UNKNOWN_COLUMN: {
      description: 'The line of an NDJSON file has a name that is no field of a conversion.',
    },
  } satisfies Record<RowErrorCode, { description: string }>,
});

/** As many faults of rows an answer is taken to have when it is weighed; it has more only where more rows were sent. */
export const countedRowErrors = 200;

/** The GraphQL type `RowError`. */
export const RowErrorRef = builder.objectRef<RowError>('RowError').implement({
  description: 'One fault of one row. A row with several faults has several of these.',
  fields: t => ({
    index: t.exposeInt('index', {
      description: "The row's place, from 0, in `conversions`, or among the data rows of a bulk import's file.",
    }),
    path: t.stringList({
      description:
        'The input field, from the row on, such as `["customDimensions", "first_name"]`; in a CSV the column, by the name that it has there.',
      resolve: error => [...error.path],
    }),
    code: t.expose('code', { type: RowErrorCodeEnum, description: 'The rule that is broken.' }),
    message: t.exposeString('message', {
      description: 'One sentence that names the field and the rule. The value is not repeated in it.',
    }),
  }),
});
