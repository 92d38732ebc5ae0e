import { type ExecutionResult, execute, type GraphQLError, parse, subscribe } from 'graphql';
import { expect, test } from 'vitest';
import type { GatewayContext, Scope } from '../../src/graphql/context.ts';
import { rulesOf } from '../../src/graphql/field-rules.ts';
import { toGraphQLError } from '../../src/graphql/graphql-error.ts';
import { schema } from '../../src/graphql/schema.ts';
import { OutcomeUnknownError } from '../../src/imports/import-errors.ts';
import { contextWith, noRowCounts, runningImport } from './fake-bulk-imports.ts';

/** What everybody may ask for. */
const free = ['Query.viewer'];

const operations: Readonly<Record<string, string>> = {
  'Query.importJob': '{ importJob(id: "1") { id } }',
  'Query.importJobs': '{ importJobs { id } }',
  'Query.bulkImport': '{ bulkImport(id: "1") { id } }',
  'Query.bulkImports': '{ bulkImports { totalCount edges { node { id } } } }',
  'Mutation.importConversions':
    'mutation { importConversions(input: { conversions: [{ clickId: "a" }] }) { __typename } }',
  'Mutation.createBulkImport': 'mutation { createBulkImport(input: { format: CSV }) { __typename } }',
  'Mutation.startBulkImport': 'mutation { startBulkImport(id: "1") { __typename } }',
  'Mutation.cancelBulkImport': 'mutation { cancelBulkImport(id: "1") { __typename } }',
  'Mutation.retryBulkImport': 'mutation { retryBulkImport(id: "1") { __typename } }',
  'Mutation.resolveBulkImportBatch': 'mutation { resolveBulkImportBatch(id: "1", index: 0) { __typename } }',
  'Subscription.importJob': 'subscription { importJob(id: "1") { id } }',
  'Subscription.bulkImport': 'subscription { bulkImport(id: "1") { id } }',
};

const rootFields = [schema.getQueryType(), schema.getMutationType(), schema.getSubscriptionType()].flatMap(root =>
  Object.values(root?.getFields() ?? {}).map(field => ({ name: `${root?.name}.${field.name}`, field })),
);

const callerWith = (context: GatewayContext, ...scopes: Scope[]): GatewayContext => ({
  ...context,
  caller: { ...context.caller, scopes: new Set(scopes) },
});

async function run(source: string, contextValue: GatewayContext): Promise<ExecutionResult> {
  const args = { schema, document: parse(source), contextValue };
  const result = await (source.startsWith('subscription') ? subscribe(args) : execute(args));
  if (Symbol.asyncIterator in result) throw new Error('This was subscribed to.');
  return result;
}

/** The codes that a client gets; what is no refusal fails the test. */
const codesOf = ({ errors = [] }: ExecutionResult): unknown[] =>
  errors.map(
    (error: GraphQLError) =>
      toGraphQLError(error, 'request-1', cause => {
        throw cause;
      }).extensions['code'],
  );

test('every root field but the viewer says which scope it needs', () => {
  const withoutRule = rootFields.filter(({ field }) => rulesOf(field).needs === null).map(({ name }) => name);
  expect(withoutRule).toEqual(free);
  expect(Object.keys(operations).toSorted()).toEqual(
    rootFields
      .map(({ name }) => name)
      .filter(name => !free.includes(name))
      .toSorted(),
  );
});

test.each(Object.entries(operations))(
  '%s is forbidden without its scope, and reaches nothing',
  async (name, source) => {
    // Every part of this tenant throws when it is called.
    const context = contextWith({});
    const other: Scope = name.startsWith('Mutation.') ? 'IMPORT_READ' : 'IMPORT_WRITE';
    for (const caller of [callerWith(context), callerWith(context, other)]) {
      const result = await run(source, caller);
      expect(codesOf(result)).toEqual(['FORBIDDEN']);
      expect(result.errors?.[0]?.message).toMatch(/^This needs the scope IMPORT_(READ|WRITE), /);
    }
  },
);

test('what a caller without scopes is and may do, he is told', async () => {
  const result = await run('{ viewer { tenant scopes mode } }', callerWith(contextWith({})));
  expect(result).toEqual({ data: { viewer: { tenant: 'sandbox', scopes: [], mode: 'SANDBOX' } } });
});

const writeOnly = (context: GatewayContext): GatewayContext => callerWith(context, 'IMPORT_WRITE');

test('who may write and not read sees what became of a change, without addresses that he may not read', async () => {
  const context = contextWith({
    start: async () => ({ ...runningImport, rejectedCount: 1 }),
    rowCounts: async imports => imports.map(() => ({ ...noRowCounts, unsent: 1 })),
  });
  const result = await run(
    'mutation { startBulkImport(id: "1") { ... on BulkImport { state rows { unsent } rejectedRowsUrl unsentRowsUrl } } }',
    writeOnly(context),
  );
  expect(result).toEqual({
    data: { startBulkImport: { state: 'RUNNING', rows: { unsent: 1 }, rejectedRowsUrl: null, unsentRowsUrl: null } },
  });
});

const nested = ['batches { totalCount }', 'rejectedRows { totalCount }', 'sameFileAs { id }'];

test.each(nested)('who may write and not read cannot read on from a change: %s', async selection => {
  const context = contextWith({ start: async () => runningImport });
  const result = await run(
    `mutation { startBulkImport(id: "1") { ... on BulkImport { id ${selection} } } }`,
    writeOnly(context),
  );
  expect(codesOf(result)).toEqual(['FORBIDDEN']);
});

const loseAnswer = async (): Promise<never> => {
  throw new OutcomeUnknownError(new Date(0), new Date(1), null);
};

test('who may write and not read is told that the outcome is unknown, whatever else was asked for', async () => {
  const context = contextWith({});
  const result = await run(
    'mutation { importConversions(input: { conversions: [{ clickId: "a" }] }) { __typename ... on OutcomeUnknownError { code candidateJobs { id } } } }',
    writeOnly({ ...context, tenant: { ...context.tenant, importNow: loseAnswer } }),
  );
  expect(result).toEqual({
    data: { importConversions: { __typename: 'OutcomeUnknownError', code: 'OUTCOME_UNKNOWN', candidateJobs: [] } },
  });
});
