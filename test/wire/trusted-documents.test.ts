import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { startGateway } from '../support/start-gateway.ts';

const file = 'src/operations/generated/persisted-documents.json';

/** The id of a ready-made operation. */
function idOf(operation: string): string {
  const manifest: [string, string][] = Object.entries(JSON.parse(readFileSync(file, 'utf8')));
  const found = manifest.find(([, text]) => new RegExp(`(?:query|mutation|subscription) ${operation}\\b`).test(text));
  if (!found) throw new Error(`There is no ${operation} in the manifest.`);
  return found[0];
}

const env = { TRUSTED_DOCUMENTS_FILE: file, TRUSTED_DOCUMENTS_ONLY: 'true' };

test('trusted documents are executed by their ids: a mutation, a query by GET, and a subscription', async () => {
  const { post, send } = await startGateway({ env });
  const variables = { input: { conversions: [{ clickId: 'a' }] } };
  const { json } = await post({ documentId: idOf('ImportConversions'), variables });
  const { id } = json.data.importConversions.job;
  const query = new URLSearchParams({ documentId: idOf('ImportJob'), variables: JSON.stringify({ id }) });
  const answer = await send(`/graphql?${query}`, { headers: { 'graphql-require-preflight': '1' } });
  expect(answer.json.data.importJob).toMatchObject({ id });
  const followed = await post(
    { documentId: idOf('FollowImportJob'), variables: { id } },
    { accept: 'text/event-stream' },
  );
  expect(followed.text).toContain(`"importJob":{"id":"${id}"`);
});

test('no other document is executed, whatever it is and however it is sent', async () => {
  const { post, send, sandbox } = await startGateway({ env });
  const text = 'mutation { importConversions(input: { conversions: [{ clickId: "a" }] }) { __typename } }';
  const large = `{ ${'a '.repeat(100_000)} }`;
  for (const query of [text, '{ __typename }', '{ broken', large]) {
    const { json } = await post({ query });
    expect(json).toEqual({
      errors: [
        {
          message: expect.stringContaining('TRUSTED_DOCUMENTS_FILE'),
          extensions: { code: 'DOCUMENT_NOT_TRUSTED', retryable: false, requestId: expect.any(String) },
        },
      ],
    });
  }
  const { json } = await send(`/graphql?${new URLSearchParams({ query: '{ importJobs { id } }' })}`, {
    headers: { 'graphql-require-preflight': '1' },
  });
  expect(json.errors[0].extensions.code).toBe('DOCUMENT_NOT_TRUSTED');
  expect(sandbox.requests).toEqual([]);
});
