import * as fc from 'fast-check';
import type { GraphQLSchema } from 'graphql';
import { randomDocuments } from './random-document.ts';

/** What a POST to /graphql may hold. */
export interface RandomOperation {
  readonly query: string;
  readonly variables?: unknown;
  readonly operationName?: unknown;
}

/** Changes a document; `count` says by how much. */
type Change = (document: string, count: number) => string;

const repeat = (text: string, count: number): string => text.repeat(count);
const times = (count: number, text: (index: number) => string): string =>
  Array.from({ length: count }, (_, index) => text(index)).join(' ');
const first = (document: string): string => document.slice(0, document.indexOf('{'));

const declarations = '($v: String!, $b: Boolean = true, $i: [Int!]!, $o: ImportConversionsInput, $j: JSONObject)';
const withVariables: Change = document =>
  document
    .replace(/^\w+/, word => `${word} Q${declarations}`)
    .replace('"a"', '$v')
    .replace('true', '$b')
    .replace(/ (\d+)/, ' $i');

/** Each makes a document larger, deeper or stranger in its own way. */
const changes: readonly Change[] = [
  document => document,
  withVariables,
  (document, count) =>
    document.replace(
      '__typename',
      times(count % 2_000, index => `x${index}: __typename`),
    ),
  (document, count) => document.replace('__typename', () => `x${repeat('y', count)}: __typename`),
  (document, count) => document.replace('"a"', () => repeat('[', count) + repeat(']', count)),
  (document, count) => document.replace('"a"', () => `${repeat('{ a: ', count)}1${repeat(' }', count)}`),
  (document, count) => document.replace('"a"', () => `"${repeat('ä\u{1f600}', count)}"`),
  document => document.replace('"a"', '"""\n  a\n\\""" \u0085"""'),
  document => document.replace('"a"', '"\\ud800"'),
  document => document.replace('"a"', '"\\u{110000}\\u{10ffff}"'),
  document => document.replace('"a"', '"\\u0000"'),
  document => document.replace(/\d+/, '9'.repeat(400)),
  (document, count) => `${repeat(',\ufeff #c\n', count)}${document}`,
  (document, count) =>
    document.replace('__typename', () => `${repeat('... { ', count)}__typename${repeat(' }', count)}`),
  (document, count) => document.replaceAll('__typename', `__typename ${repeat('@include(if: true) ', count % 100)}`),
  document => document.replaceAll('__typename', '__typename @skip(if: $b) @nope(a: 1) @defer @stream'),
  (document, count) => `${document} ${times(count % 1_000, index => `query Q${index} { __typename }`)}`,
  document =>
    `${document.replace('__typename', '...F')} fragment F on Query { __typename ...G } fragment G on Query { ...F }`,
  (document, count) =>
    `${document.replace('__typename', '...F0')} ${times(count % 40, index => `fragment F${index} on Query { ...F${index + 1} ...F${index + 1} }`)} fragment F${count % 40} on Query { __typename }`,
  document => `${document} fragment Unused on Nothing { a }`,
  document => `${document} type Query { a: Int }`,
  document => `${first(document)} { __schema { types { fields { type { ofType { fields { name } } } } } } }`,
  document => `${first(document)} { __type(name: "Query") { name } constructor __proto__ toString }`,
];

/** Requests whose documents come from a schema, with what strains a server: depth, width, fragments, directives, variables. */
export function randomOperations(schema: GraphQLSchema): fc.Arbitrary<RandomOperation> {
  const roots = [schema.getQueryType(), schema.getMutationType(), schema.getSubscriptionType()].filter(root => !!root);
  const change = fc.tuple(fc.constantFrom(...changes), fc.oneof(fc.nat(30), fc.nat(3_000), fc.constant(20_000)));
  const query = fc
    .tuple(randomDocuments(schema, roots), fc.oneof(fc.constant([]), fc.array(change, { maxLength: 3 })))
    .map(([document, chosen]) => chosen.reduce((text, [apply, count]) => apply(text, count), document));
  const fitting = fc.constant({ v: 'a', b: false, i: [1], o: { conversions: [{ clickId: 'a' }] }, j: {} });
  const unfit = fc.record({
    v: fc.jsonValue(),
    b: fc.jsonValue(),
    i: fc.jsonValue(),
    o: fc.jsonValue(),
    j: fc.jsonValue(),
  });
  const variables = fc.oneof(
    { arbitrary: fitting, weight: 4 },
    { arbitrary: unfit, weight: 2 },
    { arbitrary: fc.jsonValue(), weight: 1 },
  );
  const operationName = fc.oneof(
    { arbitrary: fc.constant(null), weight: 8 },
    { arbitrary: fc.constant('Q'), weight: 1 },
    { arbitrary: fc.jsonValue(), weight: 1 },
  );
  return fc.record({ query, variables, operationName }, { requiredKeys: ['query'] });
}
