import {
  type GraphQLArgument,
  type GraphQLInputField,
  getNamedType,
  isCompositeType,
  isEnumType,
  isInputObjectType,
  isIntrospectionType,
  isLeafType,
  isObjectType,
  isRequiredInputField,
  specifiedDirectives,
} from 'graphql';
import { expect, test } from 'vitest';
import { schema } from '../../src/graphql/schema.ts';
import { startGateway } from '../support/start-gateway.ts';

/** One letter less than what it is to find. */
const near = (name: string): string => name.slice(0, -1);

/** A request that comes near to a name of the schema, and that name. */
interface Guess {
  readonly name: string;
  readonly query: string;
}

const types = Object.values(schema.getTypeMap()).filter(type => !isIntrospectionType(type));
const enums = types.filter(type => isEnumType(type));
const inputs = types.filter(type => isInputObjectType(type));

const fields: readonly Guess[] = types
  .filter(type => isObjectType(type))
  .flatMap(type =>
    Object.values(type.getFields()).map(({ name, type: output }) => ({
      name,
      query: `query { __typename ...F } fragment F on ${type.name} { ${near(name)} ${isLeafType(getNamedType(output)) ? '' : '{ __typename }'} }`,
    })),
  );

const sample = ({ type }: GraphQLArgument | GraphQLInputField): string => {
  const named = getNamedType(type);
  if (isEnumType(named)) return named.getValues()[0]?.name ?? '';
  if (!isInputObjectType(named)) return named.name === 'Int' ? '1' : '"a"';
  const required = Object.values(named.getFields()).filter(isRequiredInputField);
  return `{ ${required.map(field => `${field.name}: ${sample(field)}`).join(', ')} }`;
};

const rootTypes = [schema.getQueryType(), schema.getMutationType()].filter(type => !!type);
const args: readonly Guess[] = rootTypes.flatMap(root =>
  Object.values(root.getFields()).flatMap(field =>
    field.args.map(({ name }) => ({
      name,
      query: `${root.name.toLowerCase()} { ${field.name}(${near(name)}x: 1, ${field.args.map(arg => `${arg.name}: ${sample(arg)}`).join(', ')}) { __typename } }`,
    })),
  ),
);

const typeNames: readonly Guess[] = types
  .filter(type => !isLeafType(type) || isEnumType(type))
  .map(type => ({
    name: type.name,
    query: isCompositeType(type)
      ? `{ ... on ${near(type.name)} { __typename } }`
      : `query ($a: ${near(type.name)}) { __typename }`,
  }));

const enumValues: readonly Guess[] = enums.flatMap(type =>
  type.getValues().map(({ name }) => ({ name, query: `query ($a: ${type.name} = ${near(name)}x) { __typename }` })),
);

const inputFields: readonly Guess[] = inputs.flatMap(type =>
  Object.keys(type.getFields()).map(name => ({
    name,
    query: `query ($a: ${type.name} = { ${near(name)}x: 1 }) { __typename }`,
  })),
);

const directives: readonly Guess[] = specifiedDirectives.map(({ name }) => ({
  name,
  query: `{ __typename @${near(name)}x }`,
}));

/** What must be there is told to those who leave it out, or no honest mistake could be mended. */
const told = new Set(
  inputs.flatMap(type =>
    Object.values(type.getFields())
      .filter(isRequiredInputField)
      .map(({ name }) => name),
  ),
);

const wordsOf = (text: string): readonly string[] => text.match(/\w+/g) ?? [];

test.each([
  ['fields', fields],
  ['arguments', args],
  ['types', typeNames],
  ['values of enums', enumValues],
  ['fields of inputs', inputFields],
  ['directives', directives],
] as const)('nobody guesses the names of %s without introspection', { timeout: 60_000 }, async (_kind, guesses) => {
  const { post } = await startGateway({ env: { INTROSPECTION: 'false' } });
  expect(guesses.length).toBeGreaterThan(3);
  for (const { name, query } of guesses) {
    if (told.has(name)) continue;
    const { json } = await post({ query });
    const messages: string = json.errors.map(({ message }: { message: string }) => message).join('\n');
    expect(messages).toContain(near(name));
    expect(messages).not.toContain('Did you mean');
    expect(wordsOf(messages).filter(word => !query.includes(word))).not.toContain(name);
  }
});

test('variables do not tell what could stand there without introspection', async () => {
  const { post } = await startGateway({ env: { INTROSPECTION: 'false' } });
  const messagesOf = async (query: string, variables: object): Promise<string[]> =>
    (await post({ query, variables })).json.errors.map(({ message }: { message: string }) => message);
  const list = 'query ($states: [BulkImportState!]) { bulkImports(states: $states) { totalCount } }';
  expect(await messagesOf(list, { states: ['RUNNIN'] })).toEqual(['$states[0] must be of type BulkImportState.']);
  const create = 'mutation ($input: CreateBulkImportInput!) { createBulkImport(input: $input) { __typename } }';
  expect(await messagesOf(create, { input: { format: 'CS', columns: [{}], file: 'a' } })).toEqual([
    '$input.columns[0] must have exactly one of the fields of ColumnMappingInput, and not as null.',
    '$input.format must be of type BulkImportFormat.',
    '$input.file is not a field of CreateBulkImportInput.',
  ]);
});
