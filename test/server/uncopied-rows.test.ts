import * as fc from 'fast-check';
import { buildSchema, coerceInputValue, type GraphQLInputType, isInputType, parseType, typeFromAST } from 'graphql';
import { expect, test } from 'vitest';
import { schema } from '../../src/graphql/schema.ts';
import { createInputCheck } from '../../src/server/input-check.ts';
import { withUncopiedInput } from '../../src/server/uncopied-input.ts';
import { findVariableFaults } from '../../src/server/variable-faults.ts';
import { type GatewayUnderTest, startGateway } from '../support/start-gateway.ts';

function inputType(text: string): GraphQLInputType {
  const type = typeFromAST(schema, parseType(text));
  if (!isInputType(type)) throw new Error(`${text} is no input type`);
  return type;
}

const oddValue = fc.oneof(fc.jsonValue(), fc.constantFrom('', 'a', 0, -1, 1.5, null, true, {}, [], Number.MAX_VALUE));
const oddRow = fc.oneof(
  {
    weight: 8,
    arbitrary: fc.record(
      {
        clickId: fc.string(),
        sub1: fc.string(),
        saleAmount: fc.double({ noNaN: true, noDefaultInfinity: true }),
        customDimensions: fc.dictionary(fc.string(), fc.jsonValue()),
      },
      { requiredKeys: [] },
    ),
  },
  {
    weight: 4,
    arbitrary: fc.dictionary(
      fc.constantFrom('clickId', 'txnId', 'saleAmount', 'extra', 'customDimensions', 'nonsense', '__proto__'),
      oddValue,
    ),
  },
  { weight: 1, arbitrary: oddValue },
);
const oddMapping = fc.oneof(
  fc.record(
    {
      field: fc.record({ column: fc.string(), field: fc.constantFrom('CLICK_ID', 'click_id') }),
      customDimension: fc.record({ column: fc.string(), name: fc.string() }),
      ignore: fc.option(fc.string()),
    },
    { requiredKeys: [] },
  ),
  fc.dictionary(fc.constantFrom('ignore', 'extra', 'nonsense', '__proto__'), oddValue, { maxKeys: 2 }),
);

test('the check lets through what GraphQL takes, and nothing else; the words of a refusal agree', () => {
  const types = [
    'ConversionInput!',
    '[ConversionInput!]!',
    'ConversionInput',
    '[[ConversionInput!]]',
    'JSONObject',
    'Float!',
    '[Float]',
    'ColumnMappingInput!',
    '[ColumnMappingInput!]',
  ];
  for (const text of types) {
    const type = inputType(text);
    const check = createInputCheck(type);
    fc.assert(
      fc.property(
        fc.oneof(oddRow, fc.array(oddRow, { maxLength: 4 }), oddMapping, fc.array(oddMapping, { maxLength: 2 })),
        value => {
          const passes = check(value);
          expect(passes).toBe(coerceInputValue(value, type) !== undefined);
          expect(findVariableFaults(value, type, '$v', { tellsChoices: true }).length === 0).toBe(passes);
        },
      ),
      { numRuns: 400 },
    );
  }
});

test('coercion would give back the very rows that the check lets through', () => {
  const type = inputType('[ConversionInput!]!');
  const check = createInputCheck(type);
  let passed = 0;
  fc.assert(
    fc.property(fc.array(oddRow, { maxLength: 3 }), rows => {
      const passes = check(rows);
      passed += Number(passes);
      const coerced = passes ? coerceInputValue(rows, type) : rows;
      expect(JSON.stringify(coerced, sorted)).toBe(JSON.stringify(rows, sorted));
    }),
    { numRuns: 3_000 },
  );
  expect(passed).toBeGreaterThan(100);
});

/** Coercion puts fields in the type's order; what they hold is what counts. */
const sorted = (_key: string, value: unknown): unknown =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
    ? Object.fromEntries(Object.entries(value).toSorted(([one], [other]) => (one < other ? -1 : 1)))
    : value;

const row = { clickId: 'a', saleAmount: 3, sub1: null, customDimensions: { n: 1, list: [true, null, 'x'] } };
const wireRow = { click_id: 'a', sale_amount: 3, custom_dimensions: { n: 1, list: [true, null, 'x'] } };
const literal = '{ clickId: "a", saleAmount: 3, sub1: null, customDimensions: { n: 1, list: [true, null, "x"] } }';
const answer = '{ __typename ... on ImportConversionsPayload { acceptedCount } }';

test.each([
  {
    how: 'one variable',
    query: `mutation ($input: ImportConversionsInput!) { importConversions(input: $input) ${answer} }`,
    variables: { input: { conversions: [row] } },
  },
  {
    how: 'one row in the place of a list',
    query: `mutation ($input: ImportConversionsInput!) { importConversions(input: $input) ${answer} }`,
    variables: { input: { conversions: row } },
  },
  {
    how: 'a variable of rows',
    query: `mutation ($rows: [ConversionInput!]!) { importConversions(input: { conversions: $rows }) ${answer} }`,
    variables: { rows: [row] },
  },
  {
    how: 'a variable for a row',
    query: `mutation ($row: ConversionInput!) { importConversions(input: { conversions: [$row] }) ${answer} }`,
    variables: { row },
  },
  {
    how: 'a variable with a default',
    query: `mutation ($row: ConversionInput! = ${literal}) { importConversions(input: { conversions: [$row] }) ${answer} }`,
    variables: {},
  },
  {
    how: 'a literal',
    query: `mutation { importConversions(input: { conversions: [${literal}] }) ${answer} }`,
    variables: {},
  },
  {
    how: 'a literal with variables in it',
    query: `mutation ($id: String!, $amount: Float, $none: String) { importConversions(input: { conversions: [{ clickId: $id, saleAmount: $amount, sub2: $none, customDimensions: { n: 1, list: [true, null, "x"] } }] }) ${answer} }`,
    variables: { id: 'a', amount: 3 },
  },
])('rows given as $how reach Trackier alike', async ({ query, variables }) => {
  const { execute, sandbox }: GatewayUnderTest = await startGateway();
  expect(await execute(query, variables)).toEqual({
    importConversions: { __typename: 'ImportConversionsPayload', acceptedCount: 1 },
  });
  expect(sandbox.requests.map(({ json }) => json)).toEqual([{ conversions: [wireRow] }]);
});

test('introspection tells the real type', async () => {
  const { execute } = await startGateway();
  const { __type: type } = await execute('{ __type(name: "ConversionInput") { kind inputFields { name } } }');
  expect(type.kind).toBe('INPUT_OBJECT');
  expect(type.inputFields).toHaveLength(22);
});

test.each(['id: ID', 'n: Int = 3', 'e: E', 'list: [String]', 'n: Int'])('a type with a field %s has no twin', field => {
  const odd = buildSchema(`enum E { A } input Row { ${field} } type Query { q(row: Row): Int }`);
  expect(() => withUncopiedInput(odd, 'Row')).toThrow(/has no twin/);
});
