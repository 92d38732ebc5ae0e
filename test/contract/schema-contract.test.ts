import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { partsOf, type SchemaPart } from './schema-parts.ts';

const contract = partsOf(readFileSync(new URL('schema-contract.graphql', import.meta.url), 'utf8'));
const ours = partsOf(readFileSync('schema.graphql', 'utf8'));

const promise = ({ coordinate, signature }: SchemaPart): string => `${coordinate}: ${signature}`;

/** What bulk imports and idempotency keys bring. Parts of what is listed are not. */
const later = [
  'BulkImport',
  'BulkImportActionResult',
  'BulkImportBatch',
  'BulkImportBatchConnection',
  'BulkImportBatchEdge',
  'BulkImportBatchState',
  'BulkImportConnection',
  'BulkImportEdge',
  'BulkImportFormat',
  'BulkImportProblem',
  'BulkImportProblemCode',
  'BulkImportRetryScope',
  'BulkImportRowCounts',
  'BulkImportState',
  'ColumnMappingInput',
  'ConversionField',
  'CreateBulkImportInput',
  'CreateBulkImportResult',
  'CustomDimensionColumnInput',
  'ErrorCode.IDEMPOTENCY_CONFLICT',
  'ErrorCode.INVALID_STATE',
  'ExtraColumnInput',
  'FieldColumnInput',
  'IdempotencyConflictError',
  'ImportConversionsInput.idempotencyKey',
  'ImportConversionsPayload.replayed',
  'ImportConversionsResult | IdempotencyConflictError',
  'InvalidStateError',
  'Mutation.cancelBulkImport',
  'Mutation.createBulkImport',
  'Mutation.resolveBulkImportBatch',
  'Mutation.retryBulkImport',
  'Mutation.startBulkImport',
  'NotFoundError',
  'PageInfo',
  'Query.bulkImport',
  'Query.bulkImports',
  'RejectedRow',
  'RejectedRowConnection',
  'RejectedRowEdge',
  'RowErrorCode.UNKNOWN_COLUMN',
  'Subscription.bulkImport',
  'UncertainPolicy',
];

test('the schema has every name of the contract, but for exactly those that later versions bring', () => {
  const missing = [...contract.values()].filter(({ coordinate, parent }) => {
    return !ours.has(coordinate) && (parent === null || ours.has(parent));
  });
  expect(missing.map(({ coordinate }) => coordinate).toSorted()).toEqual(later);
});

test('what it has of the contract has the kind, type, nullability, default and directives of the contract', () => {
  const shared = [...contract.values()].filter(({ coordinate }) => ours.has(coordinate));
  expect(shared.flatMap(({ coordinate }) => ours.get(coordinate) ?? []).map(promise)).toEqual(shared.map(promise));
});

test('what it adds to the contract asks nothing of callers who know the contract only', () => {
  const added = [...ours.values()].filter(({ coordinate, parent }) => {
    return !contract.has(coordinate) && parent !== null && contract.has(parent);
  });
  const demands = added.filter(({ signature }) => /^InputValueDefinition .*!$/.test(signature));
  expect(demands.map(({ coordinate }) => coordinate)).toEqual([]);
});
