import { readdirSync, readFileSync } from 'node:fs';
import { Kind, parse } from 'graphql';
import { expect, test } from 'vitest';

const snippets = new URL('snippets/', import.meta.url);
const page = readFileSync(new URL('../../docs/clients.md', import.meta.url), 'utf8');

function snippetOf(file: string): string {
  const region = /^\/\/ #region\n(.*)^\/\/ #endregion$/ms.exec(readFileSync(new URL(file, snippets), 'utf8'))?.[1];
  return `// ${file}\n${region}`;
}

test('docs/clients.md shows the snippets that are tested, and no other code', () => {
  const shown = Array.from(page.matchAll(/^```ts\n(.*?)^```$/gms), ([, code = '']) => code);
  const tested = readdirSync(snippets).filter(file => file.endsWith('.ts'));
  expect(shown.toSorted()).toEqual(tested.map(snippetOf).toSorted());
});

test('docs/clients.md names every code and every member of the result of an import', () => {
  const definitions = parse(readFileSync('schema.graphql', 'utf8')).definitions;
  const codes = definitions.flatMap(node =>
    node.kind === Kind.ENUM_TYPE_DEFINITION && node.name.value === 'ErrorCode' ? (node.values ?? []) : [],
  );
  const members = definitions.flatMap(node =>
    node.kind === Kind.UNION_TYPE_DEFINITION && node.name.value === 'ImportConversionsResult' ? (node.types ?? []) : [],
  );
  const names = [...codes, ...members].map(({ name }) => name.value);
  expect(names).toContain('OutcomeUnknownError');
  expect(names.filter(name => !page.includes(name))).toEqual([]);
});
