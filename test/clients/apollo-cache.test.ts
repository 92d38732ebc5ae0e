import { ApolloClient, HttpLink, InMemoryCache } from '@apollo/client';
import { expect, onTestFinished, test, vi } from 'vitest';
import { startGateway } from '../support/start-gateway.ts';
import { ImportConversionsDocument } from './snippets/generated/graphql.ts';
import generated from './snippets/generated/possible-types.ts';

async function importInvalidRow(url: string, cache: InMemoryCache) {
  const client = new ApolloClient({ link: new HttpLink({ uri: url }), cache });
  onTestFinished(() => client.stop());
  const variables = { input: { conversions: [{ clickId: '' }] } };
  const { data } = await client.mutate({ mutation: ImportConversionsDocument, variables });
  return data?.importConversions;
}

test('Apollo’s cache drops what stands under `... on Error` unless it knows the possible types', async () => {
  const { url } = await startGateway();
  // In development Apollo says so on the console; in production it is silent.
  const warn = vi.spyOn(console, 'warn').mockImplementation(() => {});
  onTestFinished(() => warn.mockRestore());

  const ignorant = await importInvalidRow(`${url}/graphql`, new InMemoryCache());
  expect(ignorant).toMatchObject({ __typename: 'InvalidConversionsError', rejectedCount: 1 });
  expect(ignorant).not.toHaveProperty('code');
  expect(ignorant).not.toHaveProperty('retryable');
  expect(warn).toHaveBeenCalled();

  warn.mockClear();
  const knowing = await importInvalidRow(
    `${url}/graphql`,
    new InMemoryCache({ possibleTypes: generated.possibleTypes }),
  );
  expect(knowing).toMatchObject({ code: 'INVALID_CONVERSIONS', retryable: false, requestId: expect.any(String) });
  expect(warn).not.toHaveBeenCalled();
});
