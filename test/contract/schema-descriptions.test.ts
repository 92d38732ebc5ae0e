import { readFileSync } from 'node:fs';
import { lexicographicSortSchema, printSchema } from 'graphql';
import { expect, test } from 'vitest';
import { schema } from '../../src/graphql/schema.ts';
import { partsOf } from './schema-parts.ts';

const printed = readFileSync('schema.graphql', 'utf8');

test('schema.graphql is the schema as it is built, sorted', () => {
  expect(printed).toBe(`${printSchema(lexicographicSortSchema(schema))}\n`);
});

test('everything in the schema is described in words', () => {
  const mute = [...partsOf(printed).values()].filter(
    ({ description }) => description !== undefined && (description ?? '').split(/\s+/).length < 2,
  );
  expect(mute.map(({ coordinate }) => coordinate)).toEqual([]);
});
