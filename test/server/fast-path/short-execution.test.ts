import { readFileSync } from 'node:fs';
import * as fc from 'fast-check';
import {
  buildSchema,
  type ExecutionArgs,
  execute,
  GraphQLError,
  type GraphQLSchema,
  getOperationAST,
  isObjectType,
  isUnionType,
  parse,
} from 'graphql';
import { expect, test } from 'vitest';
import { schema as gatewaySchema } from '../../../src/graphql/schema.ts';
import { createShortExecution } from '../../../src/server/fast-path/short-execution.ts';

/** A schema of every kind of type, in which whatever is given under a name is what a field comes to. */
function oddSchema(rootValue: () => unknown): GraphQLSchema {
  const schema = buildSchema(`
    type Query { thing(first: Int = 3, name: String!): Thing, things: [Thing!], union: Union!, text: String! }
    union Union = Thing | Other
    enum Kind { GOOD BAD }
    type Thing { id: ID!, name: String, count: Int, tags: [String!], grid: [[Int]]!, kind: Kind, nested: Thing, union: Union, asked(twice: Boolean): Int }
    type Other { id: ID!, other: Float! }
  `);
  for (const field of Object.values(schema.getQueryType()?.getFields() ?? {})) field.resolve = rootValue;
  for (const type of Object.values(schema.getTypeMap())) {
    if (isUnionType(type)) type.resolveType = value => (Reflect.has(Object(value), 'other') ? 'Other' : 'Thing');
    if (isObjectType(type) && type.name === 'Other') {
      const { id } = type.getFields();
      if (id) id.resolve = (source: unknown) => Reflect.get(Object(source), 'id');
    }
  }
  return schema;
}

interface Run {
  readonly schema: GraphQLSchema;
  readonly query: string;
  readonly variableValues?: ExecutionArgs['variableValues'];
}

/** What a query comes to the short way, and in what the executor had to help. */
async function runShort({ schema, query, variableValues }: Run) {
  const document = parse(query);
  const operation = getOperationAST(document);
  if (!operation) throw new Error('There is no operation.');
  const helped: ExecutionArgs[] = [];
  const short = createShortExecution({
    schema,
    document,
    operation,
    execute(args) {
      helped.push(args);
      return execute(args);
    },
  });
  const result = short && (await short({ schema, document, variableValues, contextValue: {} }));
  return { isShort: short !== null, helped, text: JSON.stringify(result) };
}

const thing = `id title: name count tags grid kind ... on Thing { nested { id, ...Part } }`;
const part = 'fragment Part on Thing { name nested { __typename count } union { ...Member } }';
const member = 'fragment Member on Union { __typename ... on Other { id other } ... on Thing { id } }';
const queries = [
  `query { all: things { ${thing} } } ${part} ${member}`,
  `query Named { union { ...Member ... on Thing { ${thing} } } } ${part} ${member}`,
  `query ($n: String!) { thing(name: $n) { ${thing} } } ${part} ${member}`,
  '{ text }',
];

const odd: fc.Arbitrary<unknown> = fc.oneof(
  { weight: 6, arbitrary: fc.constantFrom('text', 1, 1.5, true, 'GOOD', null, undefined) },
  { weight: 1, arbitrary: fc.constantFrom(new Error('no'), new GraphQLError('no'), Number.NaN, 'UGLY', [], {}) },
  { weight: 1, arbitrary: fc.constantFrom(Promise.resolve('later'), () => 'called', new Set(['of', 'texts'])) },
);
const { value } = fc.letrec<{ value: unknown }>(tie => ({
  value: fc.record(
    {
      id: fc.oneof({ weight: 9, arbitrary: fc.constantFrom('a', 1) }, odd),
      name: odd,
      count: odd,
      tags: fc.oneof(fc.array(fc.string(), { maxLength: 2 }), fc.array(odd, { maxLength: 2 }), odd),
      grid: fc.oneof({ weight: 9, arbitrary: fc.constant([[1, null], [2]]) }, odd),
      kind: odd,
      nested: fc.oneof({ maxDepth: 3 }, odd, tie('value')),
      union: fc.oneof({ maxDepth: 3 }, odd, tie('value'), fc.record({ id: odd, other: odd })),
      other: fc.oneof(fc.constant(1.5), odd),
    },
    { requiredKeys: ['id', 'grid'] },
  ),
}));
const rootValues = fc.oneof(value, fc.array(value, { maxLength: 3 }), odd);

test('whatever the field gives, the answer is the executor’s to the byte', async () => {
  const seen = { short: 0, helped: 0 };
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(...queries), rootValues, async (query, root) => {
      let resolved = 0;
      const schema = oddSchema(() => {
        resolved += 1;
        return root;
      });
      const variableValues = { n: 'name' };
      const { isShort, helped, text } = await runShort({ schema, query, variableValues });
      expect({ isShort, resolved }).toEqual({ isShort: true, resolved: 1 });
      seen[helped.length === 0 ? 'short' : 'helped'] += 1;
      expect(text).toBe(JSON.stringify(await execute({ schema, document: parse(query), variableValues })));
    }),
    { numRuns: 2_000 },
  );
  // Neither side is left out.
  expect(seen.short).toBeGreaterThan(100);
  expect(seen.helped).toBeGreaterThan(100);
});

test('a field that fails is not resolved again, and its error is the executor’s', async () => {
  let resolved = 0;
  const schema = oddSchema(() => {
    resolved += 1;
    throw new Error('It went wrong.');
  });
  const { helped, text } = await runShort({ schema, query: '{ thing(name: "a") { id } }' });
  expect({ resolved, helped: helped.length }).toEqual({ resolved: 1, helped: 1 });
  expect(JSON.parse(text)).toMatchObject({
    data: { thing: null },
    errors: [{ message: 'It went wrong.', path: ['thing'], locations: [{ line: 1, column: 3 }] }],
  });
});

test('with variables that do not fit, the executor is asked for all of it', async () => {
  let resolved = 0;
  const schema = oddSchema(() => {
    resolved += 1;
    return null;
  });
  const query = 'query ($n: String!) { thing(name: $n) { id } }';
  const { helped, text } = await runShort({ schema, query, variableValues: { n: 7 } });
  expect({ resolved, helped: helped.length }).toEqual({ resolved: 0, helped: 1 });
  expect(text).toContain('String cannot represent');
});

test.each([
  ['two fields of the root', '{ text other: text }'],
  ['a directive', '{ text @include(if: true) }'],
  ['a directive that depends on a variable', 'query ($b: Boolean!) { text @include(if: $b) }'],
  ['a fragment that depends on a variable', 'query ($b: Boolean!) { ... @skip(if: $b) { text } }'],
  ['a field with arguments', '{ things { asked } }'],
  ['a key that an object cannot have', '{ things { __proto__: id } }'],
  ['such a key of the root', '{ __proto__: text }'],
  ['GraphQL’s own fields', '{ __schema { description } }'],
])('%s is the executor’s alone', async (_what, query) => {
  const { isShort, helped } = await runShort({ schema: oddSchema(() => null), query });
  expect({ isShort, helped: helped.length }).toEqual({ isShort: false, helped: 0 });
});

test.each([
  ['import-conversions', true],
  ['create-bulk-import', true],
  // It reads what Trackier has.
  ['import-job', false],
])('the operation in %s.graphql is carried out the short way: %s', (name, isExpected) => {
  const document = parse(readFileSync(new URL(`../../../src/operations/${name}.graphql`, import.meta.url), 'utf8'));
  const operation = getOperationAST(document);
  if (!operation) throw new Error('There is no operation.');
  const short = createShortExecution({ schema: gatewaySchema, document, operation, execute });
  expect(short !== null).toBe(isExpected);
});
