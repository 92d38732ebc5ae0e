import { ApolloClient, HttpLink, InMemoryCache } from '@apollo/client';
import { SetContextLink } from '@apollo/client/link/context';
import { Client, fetchExchange } from '@urql/core';
import { createClient } from 'graphql-sse';
import { describe, expect, test } from 'vitest';
import { bearer, writeAccessFiles } from '../support/access-files.ts';
import { impatient, startGateway } from '../support/start-gateway.ts';
import { ViewerDocument } from './snippets/generated/graphql.ts';

const fetchOptions = () => ({ headers: bearer('page') });

/** A gateway that takes one token, and a login that hands out one that is past before it. */
async function startGuarded() {
  const files = writeAccessFiles([{ name: 'page', tenant: 'default' }]);
  const gateway = await startGateway({ env: { ...impatient, ...files.env } });
  const handedOut: string[] = [];
  const headers = async (): Promise<Record<string, string>> => {
    const name = handedOut.length === 0 ? 'past' : 'page';
    handedOut.push(name);
    return bearer(name);
  };
  return { url: `${gateway.url}/graphql`, headers, handedOut };
}

describe('as docs/clients.md has it, the token of a page goes', () => {
  test('with Apollo Client into the context', async () => {
    const { url } = await startGuarded();
    const authLink = new SetContextLink(async ({ headers }) => ({ headers: { ...headers, ...bearer('page') } }));
    const client = new ApolloClient({
      link: authLink.concat(new HttpLink({ uri: url })),
      cache: new InMemoryCache(),
    });
    const { data } = await client.query({ query: ViewerDocument });
    expect(data?.viewer.tenant).toBe('default');
    client.stop();
  });

  test('with urql into the options of fetch', async () => {
    const { url } = await startGuarded();
    const client = new Client({ url, preferGetMethod: false, exchanges: [fetchExchange], fetchOptions });
    expect((await client.query(ViewerDocument, {})).data?.viewer.tenant).toBe('default');
  });

  test('with graphql-sse into headers that are asked for again after a 401', async () => {
    const { url, headers, handedOut } = await startGuarded();
    const sse = createClient({ url, headers, retry: async () => {} });
    const query = `subscription { importJob(id: "${'0'.repeat(24)}") { id } }`;
    const codes = [];
    for await (const { errors } of sse.iterate({ query })) codes.push(errors?.[0]?.extensions?.['code']);
    expect(codes).toEqual(['NOT_FOUND']);
    expect(handedOut).toEqual(['past', 'page']);
  });
});
