import * as fc from 'fast-check';
import {
  type GraphQLField,
  type GraphQLInputType,
  type GraphQLOutputType,
  type GraphQLSchema,
  getNamedType,
  isAbstractType,
  isCompositeType,
  isEnumType,
  isInputObjectType,
  isListType,
  isNonNullType,
  isObjectType,
} from 'graphql';

/** Picks a whole number from 0 to below `count`. */
type Pick = (count: number) => number;

/**
 * GraphQL documents that are valid by a schema but for one slip in some, so that they get as far as the resolvers.
 * `roots`: the types of their operations. @default queries and mutations
 */
export function randomDocuments(
  schema: GraphQLSchema,
  roots = [schema.getQueryType(), schema.getMutationType()].filter(root => !!root),
): fc.Arbitrary<string> {
  return fc.array(fc.nat(), { minLength: 40, maxLength: 200 }).map(numbers => {
    let next = 0;
    const pick: Pick = count => (numbers[next++ % numbers.length] ?? 0) % count;
    const root = roots[pick(roots.length)] ?? roots[0];
    if (!root) throw new Error('A schema without a query type.');
    const document = `${root.name.toLowerCase()} ${selections(root, schema, pick, 5)}`;
    return pick(3) === 0 ? withSlip(document, pick) : document;
  });
}

const slips = ['}', '{', '"', '$x', ' @skip', '\\u0000', ' nope', '(', '...'];

function withSlip(document: string, pick: Pick): string {
  const at = pick(document.length);
  return document.slice(0, at) + slips[pick(slips.length)] + document.slice(at + pick(3));
}

function selections(type: GraphQLOutputType, schema: GraphQLSchema, pick: Pick, depth: number): string {
  const named = getNamedType(type);
  if (!isCompositeType(named)) return '';
  if (depth === 0) return '{ __typename }';
  const members = isAbstractType(named)
    ? schema
        .getPossibleTypes(named)
        .map(member => `... on ${member.name} ${selections(member, schema, pick, depth - 1)}`)
    : [];
  const fields = isObjectType(named)
    ? Object.values(named.getFields()).map(
        (field, index) => `a${pick(2) === 0 ? index : `${index}b`}: ${fieldText(field, schema, pick, depth)}`,
      )
    : [];
  const chosen = [...members, ...fields].filter(() => pick(2) === 0);
  return `{ __typename ${chosen.join(' ')} }`;
}

function fieldText(field: GraphQLField<unknown, unknown>, schema: GraphQLSchema, pick: Pick, depth: number): string {
  const args = field.args.map(arg => `${arg.name}: ${valueText(arg.type, pick, 4)}`).join(', ');
  return `${field.name}${args ? `(${args})` : ''} ${selections(field.type, schema, pick, depth - 1)}`;
}

const leaves = [
  '"a"',
  '""',
  '" "',
  '"5c6f54a44d3fbd2f2f8b4567"',
  '1',
  '-1',
  '0.5',
  'true',
  '{ a: [1, { b: "c" }] }',
  '{}',
];

/** What coercion lets through, so that most documents get further than that. */
const fittingLeaves: Readonly<Record<string, readonly string[]>> = {
  String: ['"a"', '""', '" "'],
  ID: ['"5c6f54a44d3fbd2f2f8b4567"', '"a"', '1'],
  Int: ['1', '0', '50', '-1', '101'],
  Float: ['0.5', '-1'],
  Boolean: ['true', 'false'],
  JSONObject: ['{ a: [1, { b: "c" }] }', '{}'],
};

function valueText(type: GraphQLInputType, pick: Pick, depth: number): string {
  if (isNonNullType(type)) return valueText(type.ofType, pick, depth);
  if (isListType(type))
    return `[${Array.from({ length: pick(3) }, () => valueText(type.ofType, pick, depth)).join(', ')}]`;
  if (isEnumType(type)) return type.getValues()[pick(type.getValues().length)]?.name ?? 'NOPE';
  if (!isInputObjectType(type)) {
    const fitting = pick(12) === 0 ? leaves : (fittingLeaves[type.name] ?? leaves);
    return fitting[pick(fitting.length)] ?? 'null';
  }
  const all = Object.values(type.getFields());
  const one = pick(all.length);
  const fields = all.filter((field, index) =>
    type.isOneOf ? index === one : isNonNullType(field.type) || pick(6) === 0,
  );
  return `{ ${fields.map(field => `${field.name}: ${depth === 0 ? 'null' : valueText(field.type, pick, depth - 1)}`).join(', ')} }`;
}
