import { isEnumType } from 'graphql';
import { expect, test } from 'vitest';
import { schema } from '../../src/graphql/schema.ts';
import { metricTable } from '../../src/telemetry/metric-table.ts';
import { lanes } from '../../src/trackier/pace-lanes.ts';

function valuesOf(enumName: string): readonly string[] {
  const type = schema.getType(enumName);
  if (!isEnumType(type)) throw new Error(`There is no enum ${enumName}.`);
  return type.getValues().map(({ name }) => name);
}

test('the metrics know every state and every error code that the schema has, and every lane', () => {
  expect(metricTable.gateway_bulk_imports.labels.state.toSorted()).toEqual(valuesOf('BulkImportState').toSorted());
  expect(metricTable.gateway_bulk_batches.labels.state.toSorted()).toEqual(valuesOf('BulkImportBatchState').toSorted());
  expect(metricTable.gateway_requests_total.labels.outcome).toEqual(expect.arrayContaining([...valuesOf('ErrorCode')]));
  expect(metricTable.gateway_pace_wait_seconds.labels.lane).toEqual(lanes);
});
