import { readFileSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { ApolloClient, HttpLink, InMemoryCache } from '@apollo/client';
import { PersistedQueryLink } from '@apollo/client/link/persisted-queries';
import { createYoga } from 'graphql-yoga';
import { describe, expect, test } from 'vitest';
import { schema } from '../../src/graphql/schema.ts';
import { ViewerDocument } from '../../src/operations/generated/graphql.ts';
import { AccessFileError } from '../../src/server/access/access-file-error.ts';
import { useDocumentLimit } from '../../src/server/plugins/use-document-limit.ts';
import { useTrustedDocuments } from '../../src/server/plugins/use-trusted-documents.ts';
import { useValidation } from '../../src/server/plugins/use-validation.ts';
import { createTrustedDocuments, type TrustedDocuments } from '../../src/server/trusted-documents.ts';
import { contextWith } from '../graphql/fake-bulk-imports.ts';
import { makeDataDir } from '../support/data-dir.ts';

const generated = 'src/operations/generated/persisted-documents.json';

async function readManifest(content: unknown, only = false): Promise<TrustedDocuments> {
  const file = join(makeDataDir(), 'manifest.json');
  await writeFile(file, typeof content === 'string' ? content : JSON.stringify(content));
  return await createTrustedDocuments(file, { only });
}

function serve(documents: TrustedDocuments | null) {
  const yoga = createYoga({
    schema,
    context: contextWith({}),
    logging: false,
    maskedErrors: false,
    plugins: [useTrustedDocuments(documents), useDocumentLimit(), useValidation({ introspection: false })],
  });
  const post = async (body: object, accept = 'application/json') => {
    const response = await yoga.fetch('http://gateway/graphql', {
      method: 'POST',
      headers: { 'content-type': 'application/json', accept },
      body: JSON.stringify(body),
    });
    const answer: any = await response.json();
    return { status: response.status, data: answer.data, code: answer.errors?.[0].extensions.code, answer };
  };
  return { post, fetch: async (...args: Parameters<typeof fetch>) => yoga.fetch(new Request(...args)) };
}

const byHash = (sha256Hash: unknown, rest: object = {}) => ({
  extensions: { persistedQuery: { version: 1, sha256Hash } },
  ...rest,
});

const manifest = { 'sha256:aa': 'query Mode { viewer { mode } }', bb: 'query Tenant { viewer { tenant } }' };
const mode = { viewer: { mode: 'SANDBOX' } };

describe('the manifest', () => {
  test('that codegen writes is trusted whole, and fits the schema', async () => {
    const documents = await createTrustedDocuments(generated, { only: true });
    expect(documents.warnings).toEqual([]);
    const entries = Object.entries<string>(JSON.parse(readFileSync(generated, 'utf8')));
    expect(entries.length).toBeGreaterThan(10);
    for (const [id, text] of entries) expect(documents.find(id)).toBe(text);
  });

  test("may be Apollo's", async () => {
    const operations = [{ id: 'cc', name: 'Mode', type: 'query', body: '{ viewer { mode } }' }];
    const documents = await readManifest({ format: 'apollo-persisted-query-manifest', version: 1, operations });
    expect([documents.find('cc'), documents.find('dd')]).toEqual(['{ viewer { mode } }', null]);
  });

  const faults = [
    ['{', 'TRUSTED_DOCUMENTS_FILE is not valid JSON'],
    [[], 'must be an object'],
    [{}, 'has no documents'],
    [{ a: 1 }, 'entry 0 must have an id and a document'],
    [{ 'sha256:a': '{ a }', a: '{ b }' }, 'two different documents of the id a'],
    [{ format: 'relay', operations: [] }, 'has a "format" that is not known'],
    [{ format: 'apollo-persisted-query-manifest', operations: [{ id: 'a' }, null] }, 'entry 0 must have'],
  ] as const;
  test.each(faults)('that is none says so: %j', async (content, problem) => {
    const failure = await readManifest(content).catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(AccessFileError);
    expect(failure).toMatchObject({ problems: expect.arrayContaining([expect.stringContaining(problem)]) });
  });

  test('that is not there says so', async () => {
    const failure = await createTrustedDocuments('/nowhere/manifest.json', { only: false }).catch(error => error);
    expect(failure).toMatchObject({ problems: ['TRUSTED_DOCUMENTS_FILE cannot be read (ENOENT).'] });
  });

  test('tells beforehand which documents will be refused', async () => {
    const { warnings } = await readManifest({
      ...manifest,
      old: '{ viewer { nope } }',
      broken: '{ viewer',
      huge: `{ ${'viewer { mode } '.repeat(500)} }`,
      dear: '{ bulkImports(first: 100) { edges { node { batches { totalCount } rejectedRows { totalCount } } } } }',
    });
    expect(warnings).toEqual([
      expect.stringMatching(/^The trusted document old will be refused: Cannot query field "nope"/),
      expect.stringMatching(/^The trusted document broken will be refused: Syntax Error/),
      expect.stringMatching(/^The trusted document huge will be refused: The document has more than 1500 tokens/),
      expect.stringMatching(/^The trusted document dear will be refused: The operation could make/),
    ]);
  });
});

/** The hash that codegen wrote into a document. */
const hashOf = (document: object): string => Reflect.get(document, '__meta__').hash;

describe('a document', () => {
  test.each([
    byHash('aa'),
    byHash('sha256:aa'),
    { documentId: 'sha256:aa' },
    { documentId: 'aa', query: '{ broken' },
    byHash('aa', { query: '{ viewer { tenant } }', operationName: 'Mode' }),
  ])('is taken by its id: %j', async body => {
    for (const only of [true, false]) {
      expect((await serve(await readManifest(manifest, only)).post(body)).data).toEqual(mode);
    }
  });

  test.each([
    { query: '{ viewer { mode } }' },
    { query: '{ broken' },
    { query: 'query Mode { viewer { mode } }', ...byHash('zz') },
    byHash('zz'),
    byHash({}),
    byHash('__proto__'),
    { documentId: 7 },
  ])('that is not trusted is not looked at where only trusted ones are taken: %j', async body => {
    const { status, code } = await serve(await readManifest(manifest, true)).post(body);
    expect([status, code]).toEqual([400, 'DOCUMENT_NOT_TRUSTED']);
  });

  test('of an unknown id is asked for, where others are taken too', async () => {
    const { post } = serve(await readManifest(manifest));
    const { status, answer } = await post(byHash('zz'));
    expect(status).toBe(200);
    expect(answer.errors).toMatchObject([
      { message: 'PersistedQueryNotFound', extensions: { code: 'PERSISTED_QUERY_NOT_FOUND' } },
    ]);
    expect((await post(byHash('zz'), 'application/graphql-response+json')).status).toBe(400);
    expect((await post(byHash('zz', { query: '{ viewer { mode } }' }))).data).toEqual(mode);
    expect((await post({ query: '{ viewer { mode } }' })).data).toEqual(mode);
  });

  test('is to be sent whole to a gateway that has no manifest', async () => {
    const { post } = serve(null);
    expect((await post({ documentId: 'aa' })).code).toBe('PERSISTED_QUERY_NOT_SUPPORTED');
    expect((await post({ documentId: 'aa', query: '{ viewer { mode } }' })).data).toEqual(mode);
  });

  test.each([true, false])(
    'is sent by Apollo with the hash that codegen gave it, to a gateway that has the manifest or not: %s',
    async has => {
      const { fetch } = serve(has ? await createTrustedDocuments(generated, { only: true }) : null);
      const link = new PersistedQueryLink({ generateHash: hashOf }).concat(
        new HttpLink({ uri: 'http://gateway/graphql', fetch }),
      );
      const { data } = await new ApolloClient({ link, cache: new InMemoryCache() }).query({ query: ViewerDocument });
      expect(data?.viewer).toMatchObject({ tenant: 'sandbox', limits: { maxConversions: 10 } });
    },
  );
});
