import type { RejectedRow } from '../imports/bulk/bulk-import.ts';
import { builder } from './builder.ts';
import { connectionOf } from './connections.ts';
import { costing } from './field-rules.ts';
import { RowErrorRef } from './row-error.ts';

const RejectedRowRef = builder.objectRef<RejectedRow>('RejectedRow').implement({
  description:
    'A row that is not sent, because it is invalid or a duplicate. What stands in it is in the download only.',
  fields: t => ({
    line: t.exposeInt('line', {
      description:
        'The line of the file on which the row begins, from 1 as an editor counts; the header is a line too.',
    }),
    errors: t.field({
      // A row has a fault or two, hardly more.
      ...costing({ items: 3 }),
      type: [RowErrorRef],
      description:
        'Everything that is wrong with it, at least one. Of a DUPLICATE the message tells the line of the first.',
      resolve: row => [...row.errors],
    }),
  }),
});

/** The GraphQL type `RejectedRowConnection`. */
export const RejectedRowConnection = connectionOf<RejectedRow>('RejectedRow', 'rejected rows, by line', t =>
  t.field({ type: RejectedRowRef, description: 'The row.', resolve: edge => edge.node }),
);
