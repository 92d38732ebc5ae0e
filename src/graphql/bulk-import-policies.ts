import type { BulkImport } from '../imports/bulk/bulk-import.ts';
import type { InvalidRowPolicy } from '../imports/import-now.ts';
import { builder } from './builder.ts';

/** The GraphQL enum `InvalidRowPolicy`. */
export const InvalidRowPolicyEnum = builder.enumType('InvalidRowPolicy', {
  description: 'What becomes of the valid rows when others are invalid.',
  values: {
    REJECT_ALL: {
      description: 'Nothing is sent until every row is valid. In a bulk import no duplicate may be there either.',
    },
    SKIP_INVALID: { description: 'The valid rows are sent, the invalid ones are reported.' },
  } satisfies Record<InvalidRowPolicy, { description: string }>,
});

/** The GraphQL enum `UncertainPolicy`. */
export const UncertainPolicyEnum = builder.enumType('UncertainPolicy', {
  description:
    'What becomes of a batch that was sent and whose answer was lost, so that nobody knows whether Trackier took it.',
  values: {
    HOLD: { description: 'It waits for a person: nothing is imported twice.' },
    RESEND: {
      description:
        'It is sent once more by itself: nothing is missing, but **its rows may be imported twice**. If that answer is lost too, it waits for a person.',
    },
  } satisfies Record<BulkImport['onUncertain'], { description: string }>,
});

/** The GraphQL enum `BulkImportFormat`. */
export const BulkImportFormatEnum = builder.enumType('BulkImportFormat', {
  description: 'How the rows of a file are written. Both are UTF-8, with or without a byte order mark.',
  values: {
    CSV: {
      description:
        'A header line, then a row a line, by RFC 4180; `,`, `;` or tab, found from the header. Columns are read by their names (`click_id`, `custom_dimensions.<name>`, `extra.<name>`) or by `columns`. A column that neither covers refuses the upload.',
    },
    NDJSON: {
      description: "A JSON object a line, with the fields of `ConversionInput` in camelCase or under Trackier's names.",
    },
  } satisfies Record<BulkImport['format'], { description: string }>,
});
