import type { GraphQLSchema } from 'graphql';
import { builder } from './builder.ts';
import './scalars.ts';
import './viewer.ts';
import './import-job.ts';
import './import-job-logs.ts';
import './import-job-roots.ts';
import './error-types.ts';
import './upstream-error-types.ts';
import './import-conversions.ts';
import './bulk-import.ts';
import './bulk-import-urls.ts';
import './bulk-import-lists.ts';
import './bulk-import-roots.ts';
import './create-bulk-import.ts';
import './bulk-import-mutations.ts';
import './bulk-import-subscription.ts';

builder.queryType({
  description: 'Reads. Their failures are GraphQL errors with `extensions { code, retryable, requestId }`.',
});
builder.mutationType({ description: 'Changes. Failures that a caller can act on are members of the result union.' });
builder.subscriptionType({
  description:
    'Streams over server-sent events (graphql-sse, distinct connections mode). Their failures are GraphQL errors, as those of queries are.',
});

/** The schema, built once. */
export const schema: GraphQLSchema = builder.toSchema();
