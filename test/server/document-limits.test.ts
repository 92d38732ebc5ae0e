import { readdirSync, readFileSync } from 'node:fs';
import {
  type GraphQLField,
  getIntrospectionQuery,
  getNullableType,
  isIntrospectionType,
  isLeafType,
  isListType,
  isObjectType,
  Kind,
  Lexer,
  parse,
  print,
  Source,
  TokenKind,
  validate,
} from 'graphql';
import { expect, test } from 'vitest';
import { rulesOf } from '../../src/graphql/field-rules.ts';
import { schema } from '../../src/graphql/schema.ts';
import { costOf, findCostFault } from '../../src/server/document-cost.ts';
import { documentLimits } from '../../src/server/document-limits.ts';
import { findShapeFault, measureShape } from '../../src/server/document-shape.ts';

function countTokens(text: string): number {
  const lexer = new Lexer(new Source(text));
  let tokens = 0;
  while (lexer.advance().kind !== TokenKind.EOF) tokens += 1;
  return tokens;
}

function countLevels(text: string): number {
  let level = 0;
  const levels = text.split('').map(character => {
    if ('{[('.includes(character)) level += 1;
    if ('}])'.includes(character)) level -= 1;
    return level;
  });
  return Math.max(...levels);
}

/** Everything that there is a limit for. */
function measure(text: string): Record<keyof typeof documentLimits, number> {
  const document = parse(text);
  expect(validate(schema, document)).toEqual([]);
  const costs = document.definitions.flatMap(node =>
    node.kind === Kind.OPERATION_DEFINITION ? [costOf(schema, document, node)] : [],
  );
  return {
    ...measureShape(document),
    reads: Math.max(...costs.map(({ reads }) => reads)),
    values: Math.max(...costs.map(({ values }) => values)),
    characters: text.length,
    tokens: countTokens(text),
    brackets: countLevels(text),
  };
}

const folder = 'src/operations/';
const parts = readFileSync(`${folder}bulk-import-parts.graphql`, 'utf8');
const ready = readdirSync(folder)
  .filter(file => file.endsWith('.graphql') && file !== 'bulk-import-parts.graphql')
  .map(file => readFileSync(folder + file, 'utf8'))
  .map(text => (text.includes('...BulkImportParts') ? text + parts : text));

const pages = ['README.md', ...readdirSync('docs').map(file => `docs/${file}`)].filter(file => file.endsWith('.md'));
const documented = pages
  .flatMap(page => [...readFileSync(page, 'utf8').matchAll(/^```graphql\n(.*?)^```$/gms)])
  .map(([, text = '']) => text)
  .filter(text => /^(?:\{|query|mutation|subscription)/.test(text))
  .flatMap(text => parse(text).definitions.map(definition => print(definition)));

const introspection = getIntrospectionQuery({
  schemaDescription: true,
  inputValueDeprecation: true,
  specifiedByUrl: true,
  directiveIsRepeatable: true,
  oneOf: true,
});

test('what is ready-made and documented, and introspection, takes less than half of what a document may', () => {
  expect(ready.length).toBeGreaterThan(10);
  expect(documented.length).toBeGreaterThan(1);
  for (const text of [...ready, ...documented, introspection]) {
    const measured = measure(text);
    const tooMuch = Object.entries(documentLimits).filter(([name, limit]) => {
      const [, value = Number.NaN] = Object.entries(measured).find(([key]) => key === name) ?? [];
      return !(value <= limit / 2);
    });
    expect({ text, measured, tooMuch }).toMatchObject({ tooMuch: [] });
  }
});

const isObjectList = ({ type }: GraphQLField<unknown, unknown>): boolean => {
  const list = getNullableType(type);
  return isListType(list) && !isLeafType(getNullableType(list.ofType));
};

test('every list says how long it may be', () => {
  const types = Object.values(schema.getTypeMap()).filter(type => isObjectType(type));
  const lists = types
    .filter(type => !isIntrospectionType(type))
    .flatMap(type => Object.values(type.getFields()).map(field => ({ name: `${type.name}.${field.name}`, field })));
  const unknown = lists.filter(({ field }) => isObjectList(field) && rulesOf(field).cost.items === undefined);
  // The edges are counted where `first` is; there are as many issues as an input has fields.
  expect(unknown.map(({ name }) => name).filter(name => !name.endsWith('.edges'))).toEqual([
    'InvalidInputError.issues',
  ]);
  const paged = lists.filter(({ field }) => field.args.some(({ name }) => name === 'first'));
  expect(paged.map(({ field }) => rulesOf(field).cost.items)).toEqual(['first', 'first', 'first']);
});

const readsOf = (text: string) => measure(text).reads;
const aliases = (count: number, text: string) => Array.from({ length: count }, (_, n) => `a${n}: ${text}`).join(' ');

test('a loader counts once for a list, and once for each of its items where they arrive one by one', () => {
  expect(readsOf('{ bulkImports(first: 9) { edges { node { sameFileAs { id } } } } }')).toBe(1 + 1);
  expect(readsOf('{ bulkImports(first: 9) { totalCount edges { node { id } } } }')).toBe(1 + 1);
  expect(readsOf('{ bulkImports(first: 9) { edges { node { batches { totalCount } } } } }')).toBe(1 + 9 * 2);
  const batches =
    '{ bulkImports(first: 9) { edges { node { batches(first: 7) { edges { node { candidateJobs { id } } } } } } } }';
  expect(readsOf(batches)).toBe(1 + 9 * (1 + 5));
});

test('the logs of jobs cost a request for each where the jobs come from a list', () => {
  expect(readsOf('{ importJobs { id } }')).toBe(4);
  expect(readsOf('{ importJobs { logs { id } summary { errorCount } } }')).toBe(4 + 50 * 4);
  expect(readsOf('{ importJob(id: "1") { logs { id } summary { errorCount } } }')).toBe(4);
  expect(readsOf('{ bulkImport(id: "1") { batches { edges { node { job { logs { id } } } } } } }')).toBe(1 + 1);
});

const valuesOf = (first: string) =>
  measure(
    `query ($n: Int!) { bulkImports(first: ${first}) { edges { cursor } } other: bulkImports(first: $n) { totalCount } }`,
  ).values;

test('a variable counts as the most that a list may give, and so does what is out of range', () => {
  expect(valuesOf('$n')).toBe(valuesOf('100'));
  expect(valuesOf('1000')).toBe(valuesOf('100'));
  expect(valuesOf('-3')).toBe(valuesOf('1'));
  expect(valuesOf('100') - valuesOf('1')).toBe(99 * 2);
});

const repeated = (count: number, text: string) => Array.from({ length: count }, () => text).join(' ');

const shapes = [
  ['aliases', `{ ${aliases(61, '__typename')} }`, 'more than 60 aliases'],
  ['one field again and again', `{ ${repeated(21, '__typename')} }`, 'more than 20 repetitions of one field'],
  [
    'one field in inline fragments',
    `{ ${repeated(21, '... { __typename }')} }`,
    'more than 20 repetitions of one field',
  ],
  [
    'one fragment again and again',
    `{ ${repeated(21, '...A')} } fragment A on Query { __typename }`,
    'more than 20 rep',
  ],
  ['directives at one place', `{ __typename ${repeated(5, '@aa')} }`, 'more than 4 directives at one place'],
  [
    'directives',
    `{ viewer { ${repeated(17, 'mode @include(if: true) @skip(if: false) @a')} } }`,
    'more than 50 directives',
  ],
  [
    'operations',
    Array.from({ length: 26 }, (_, n) => `query Q${n} { __typename }`).join(' '),
    'more than 25 operations',
  ],
  [
    'fragments',
    `{ __typename } ${Array.from({ length: 51 }, (_, n) => `fragment F${n} on Query { __typename }`).join(' ')}`,
    'more than 50 fragments',
  ],
  [
    'levels',
    `{ bulkImport(id: "1") { ${repeated(15, 'sameFileAs {')} id ${repeated(15, '}')} } }`,
    'deeper than 16 fields',
  ],
  [
    'levels in fragments',
    `{ bulkImport(id: "1") { ...F0 } } ${Array.from({ length: 20 }, (_, n) => `fragment F${n} on BulkImport { sameFileAs { ...F${n + 1} } }`).join(' ')} fragment F20 on BulkImport { id }`,
    'deeper than 16 fields',
  ],
] as const;

test.each(shapes)('too many %s are refused', (_what, text, message) => {
  expect(findShapeFault(parse(text))?.message).toContain(message);
});

test.each([
  '{ ...A } fragment A on Query { ...B } fragment B on Query { ...A }',
  '{ ...A } fragment A on Query { bulkImports { edges { node { sameFileAs { ...A } } } } }',
  '{ nope { nope } ... on Nope { nope } ...Nope importJob { id { id } } viewer }',
  'fragment A on Nope { nope }',
  '{ bulkImports(first: "a") { nope } bulkImports(first: 99999999999999999999) { totalCount } }',
])('what is not valid is left to validation: %s', text => {
  const document = parse(text);
  expect([findShapeFault(document), findCostFault(schema, document)]).toEqual([null, null]);
  expect(validate(schema, document)).not.toEqual([]);
});

const costly = [
  [
    'all batches of all imports',
    '{ bulkImports(first: 100) { edges { node { batches(first: 100) { edges { node { candidateJobs { id } } } } } } } }',
  ],
  [
    'the counts of the batches and rejected rows of a hundred imports',
    '{ bulkImports(first: 100) { edges { node { batches { totalCount } rejectedRows { totalCount } } } } }',
  ],
  [
    'many pages of batches',
    `{ bulkImport(id: "1") { ${aliases(6, 'batches(first: 100) { edges { node { candidateJobs { id state createdAt } } } }')} } }`,
  ],
  [
    'many jobs and the whole list with logs',
    `{ importJobs { logs { id } } ${aliases(20, 'importJob(id: "1") { id }')} }`,
  ],
  [
    'many imports of one variable',
    `mutation ($i: ImportConversionsInput!) { ${aliases(10, 'importConversions(input: $i) { __typename }')} }`,
  ],
  ['many starts', `mutation { ${aliases(60, 'startBulkImport(id: "1") { __typename }')} }`],
  ['the schema again and again', `{ ${aliases(11, '__schema { types { name } }')} }`],
  [
    'fragments that double at each level',
    `{ bulkImport(id: "1") { ...F0 } } ${Array.from({ length: 12 }, (_, n) => `fragment F${n} on BulkImport { a: sameFileAs { ...F${n + 1} } b: sameFileAs { ...F${n + 1} } }`).join(' ')} fragment F12 on BulkImport { rows { total } }`,
  ],
] as const;

test.each(costly)('%s cost too much', (_what, text) => {
  const document = parse(text);
  expect(validate(schema, document)).toEqual([]);
  expect(findShapeFault(document)).toBeNull();
  expect(findCostFault(schema, document)).toMatchObject({ code: 'DOCUMENT_TOO_COMPLEX' });
});

test('the jobs of a page cost no more than they may, each by its id or all with their logs', () => {
  for (const text of [
    `{ ${aliases(53, 'importJob(id: "1") { id state logs { id } }')} }`,
    '{ importJobs { id state logs { id message loggedAt } summary { errorCount } } }',
    '{ bulkImport(id: "1") { batches(first: 100) { edges { node { error { code ... on OutcomeUnknownError { candidateJobs { id } } } } } } } }',
    '{ bulkImport(id: "1") { batches(first: 100) { edges { node { candidateJobs { id summary { importedCount } } } } } } }',
  ]) {
    expect([findShapeFault(parse(text)), findCostFault(schema, parse(text))]).toEqual([null, null]);
  }
});
