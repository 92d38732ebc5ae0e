import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { partsOf, type SchemaPart } from './schema-parts.ts';

const contract = partsOf(readFileSync(new URL('schema-contract.graphql', import.meta.url), 'utf8'));
const ours = partsOf(readFileSync('schema.graphql', 'utf8'));

const promise = ({ coordinate, signature }: SchemaPart): string => `${coordinate}: ${signature}`;

test('the schema has every name of the contract', () => {
  const missing = [...contract.keys()].filter(coordinate => !ours.has(coordinate));
  expect(missing).toEqual([]);
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
