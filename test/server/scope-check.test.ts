import { createYoga } from 'graphql-yoga';
import { expect, test, vi } from 'vitest';
import type { GatewayContext, Scope } from '../../src/graphql/context.ts';
import { schema } from '../../src/graphql/schema.ts';
import type { BulkImports } from '../../src/imports/bulk/bulk-imports.ts';
import { useScopeCheck } from '../../src/server/plugins/use-scope-check.ts';
import { contextWith, runningImport } from '../graphql/fake-bulk-imports.ts';

function createServer(scopes: readonly Scope[]) {
  const start = vi.fn<BulkImports['start']>(async () => runningImport);
  const base = contextWith({ start });
  const context: GatewayContext = { ...base, caller: { ...base.caller, scopes: new Set(scopes) } };
  const yoga = createYoga({ schema, context, logging: false, plugins: [useScopeCheck()] });
  const post = async (body: object, accept: string) => {
    const response = await yoga.fetch('http://gateway/graphql', {
      method: 'POST',
      headers: { 'content-type': 'application/json', accept },
      body: JSON.stringify(body),
    });
    return { status: response.status, text: await response.text() };
  };
  return { post, start };
}

const types = ['application/json', 'application/graphql-response+json'];

test.each(types)(
  'an operation of which a part is forbidden is refused with 403 before anything is done: %s',
  async type => {
    const { post, start } = createServer(['IMPORT_WRITE']);
    const query = `mutation { startBulkImport(id: "1") { ...Parts } }
    fragment Parts on BulkImport { id again: sameFileAs { ...Same } }
    fragment Same on BulkImport { id }`;
    const { status, text } = await post({ query }, type);
    expect(status).toBe(403);
    expect(JSON.parse(text)).toMatchObject({
      errors: [
        {
          message: 'This needs the scope IMPORT_READ, which the caller does not have. Nothing was done.',
          locations: [{ line: 2, column: 39 }],
          extensions: { code: 'FORBIDDEN' },
        },
      ],
    });
    expect(start).not.toHaveBeenCalled();
  },
);

test('only the operation that is asked for counts', async () => {
  const { post, start } = createServer(['IMPORT_WRITE']);
  const query = 'query Jobs { importJobs { id } } mutation Start { startBulkImport(id: "1") { __typename } }';
  expect((await post({ query, operationName: 'Start' }, '*/*')).text).toContain('"BulkImport"');
  expect((await post({ query, operationName: 'Jobs' }, '*/*')).status).toBe(403);
  expect(start).toHaveBeenCalledOnce();
});

test('a subscription that is forbidden is an error and no stream', async () => {
  const { post } = createServer([]);
  const { text } = await post({ query: 'subscription { bulkImport(id: "1") { id } }' }, 'text/event-stream');
  expect(text).toContain('"FORBIDDEN"');
  expect(text).not.toContain('"data":{');
});
