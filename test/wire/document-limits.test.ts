import { getIntrospectionQuery } from 'graphql';
import { expect, test } from 'vitest';
import { startGateway } from '../support/start-gateway.ts';

const refused = [
  ['DOCUMENT_TOO_DEEP', `{ bulkImport(id: "1") { ${'sameFileAs {'.repeat(20)} id ${'}'.repeat(20)} } }`],
  ['DOCUMENT_TOO_COMPLEX', `{ ${Array.from({ length: 61 }, (_, n) => `a${n}: __typename`).join(' ')} }`],
  ['DOCUMENT_TOO_COMPLEX', `{ ${Array.from({ length: 2 }, (_, n) => `a${n}: importJobs { logs { id } }`).join(' ')} }`],
  ['DOCUMENT_TOO_COMPLEX', 'mutation { ...A } fragment A on Mutation { __typename @a @b @c @d @e }'],
  ['DOCUMENT_TOO_LARGE', `{ ${'viewer { mode } '.repeat(400)} }`],
] as const;

test('a document that is too much is refused with a code and its limit, before anything is done', async () => {
  const { post, sandbox } = await startGateway();
  // As decision 0004 has it for all that GraphQL refuses.
  const statuses = { 'application/json': 200, 'application/graphql-response+json': 400 };
  for (const [accept, expected] of Object.entries(statuses)) {
    for (const [code, query] of refused) {
      // Twice: the second time from the cache.
      for (let time = 0; time < 2; time += 1) {
        const { status, json } = await post({ query }, { accept });
        expect([query, status, json.data]).toEqual([query, expected, undefined]);
        expect(json.errors).toMatchObject([
          { message: expect.stringMatching(/ \d+/), extensions: { code, retryable: false } },
        ]);
      }
    }
  }
  expect(sandbox.requests).toEqual([]);
});

test('a document with very many mistakes is answered with a few of them', async () => {
  const { post } = await startGateway();
  const { json } = await post({ query: `{ ${Array.from({ length: 300 }, (_, n) => `nope${n}`).join(' ')} }` });
  expect(json.errors).toHaveLength(6);
  expect(json.errors[5].message).toMatch(/^Too many validation errors/);
});

test('the whole schema can be asked for where introspection is on', async () => {
  const { execute } = await startGateway();
  const query = getIntrospectionQuery({
    schemaDescription: true,
    inputValueDeprecation: true,
    specifiedByUrl: true,
    directiveIsRepeatable: true,
    oneOf: true,
  });
  const { __schema: all } = await execute(query);
  expect(all.types.length).toBeGreaterThan(50);
});
