import { expect, test } from 'vitest';
import { type GatewayUnderTest, type Reply, startGateway } from '../support/start-gateway.ts';

// The requests and the verdicts of graphql-cop 1.15 (https://github.com/dolevf/graphql-cop), check by check under their own
// names: `true` is a finding. It is written in Python and wants the network, so it cannot run here itself.

type Check = (gateway: GatewayUnderTest) => Promise<boolean>;

const agent = { 'user-agent': 'graphql-cop/1.15' };

const graphQuery = ({ post }: GatewayUnderTest, query: string): Promise<Reply> =>
  post({ query, operationName: 'cop' }, { ...agent, accept: '*/*' });

const get = ({ send }: GatewayUnderTest, query: string): Promise<Reply> =>
  send(`/graphql?${new URLSearchParams({ query })}`, { headers: { ...agent, accept: '*/*' } });

const repeat = (count: number, text: (index: number) => string): string =>
  Array.from({ length: count }, (_, index) => text(index)).join('');

const circular =
  'query cop { __schema { types { fields { type { fields { type { fields { type { fields { type { name } } } } } } } } } } }';

const checks: Readonly<Record<string, Check>> = {
  field_suggestions: async gateway => {
    const { json } = await graphQuery(gateway, 'query cop { __schema { directive } }');
    return json.errors[0].message.includes('Did you mean');
  },
  introspection: async gateway => {
    const { json } = await graphQuery(gateway, 'query cop { __schema { types { name fields { name } } } }');
    return Boolean(json.data?.['__schema']?.types);
  },
  detect_graphiql: async ({ send }) => {
    const { text } = await send('/graphql', { headers: { ...agent, accept: 'text/html' } });
    return ['graphiql.min.css', 'GraphQL Playground', 'GraphiQL', 'graphql-playground'].some(word =>
      text.includes(word),
    );
  },
  get_method_support: async gateway => Boolean((await get(gateway, 'query cop {__typename}')).json?.data?.__typename),
  alias_overloading: async gateway => {
    const { json } = await graphQuery(gateway, `query cop { ${repeat(101, n => `alias${n}:__typename \n`)} }`);
    return Boolean(json.data?.alias100);
  },
  batch_query: async ({ post }) => {
    const batch = Array.from({ length: 10 }, () => ({ query: 'query cop { __typename }' }));
    const { json } = await post(batch, { ...agent, accept: '*/*' });
    return json.length >= 10;
  },
  trace_mode: async gateway => {
    const { json, text } = await graphQuery(gateway, 'query cop { __typename }');
    return Boolean(json.errors?.[0].extensions?.tracing) || text.toLowerCase().includes('"extensions":{"tracing":');
  },
  directive_overloading: async gateway => {
    const { json } = await graphQuery(gateway, `query cop { __typename ${'@aa'.repeat(10)} }`);
    return json.errors.length === 10;
  },
  circular_query_introspection: async gateway => {
    const { json } = await graphQuery(gateway, circular);
    return (json.data?.['__schema']?.types?.length ?? 0) > 25;
  },
  get_based_mutation: async gateway =>
    Boolean((await get(gateway, 'mutation cop {__typename}')).json?.data?.__typename),
  post_based_csrf: async ({ send }) => {
    const { json } = await send('/graphql', {
      method: 'POST',
      headers: { ...agent, 'content-type': 'application/x-www-form-urlencoded', accept: '*/*' },
      body: new URLSearchParams({ query: 'query cop { __typename }' }).toString(),
    });
    return Boolean(json?.data?.__typename);
  },
  unhandled_error_detection: async gateway => {
    const { json, text } = await graphQuery(gateway, 'qwerty cop { abc }');
    return Boolean(json.errors[0].extensions.exception) || text.toLowerCase().includes('"extensions":{"exception":');
  },
  // It has this one and does not run it (its issue 43).
  field_duplication: async gateway => {
    const { json } = await graphQuery(gateway, `query cop { ${'__typename \n'.repeat(500)}} `);
    return Boolean(json.data?.__typename);
  },
};

const production = { NODE_ENV: 'production' };

/** By this graphql-cop tells that it has found GraphQL; without it the other checks would find nothing anywhere. */
test('graphql-cop finds GraphQL here', async () => {
  const { json } = await graphQuery(await startGateway({ env: production }), 'query cop { __typename }');
  expect(json).toEqual({ data: { __typename: 'Query' } });
});

test.each(Object.entries(checks))('graphql-cop finds nothing in production: %s', async (_name, check) => {
  expect(await check(await startGateway({ env: production }))).toBe(false);
});

test('graphql-cop finds introspection and GraphiQL where they are on, and nothing else', async () => {
  const gateway = await startGateway();
  const found: string[] = [];
  for (const [name, check] of Object.entries(checks)) if (await check(gateway)) found.push(name);
  expect(found).toEqual(['field_suggestions', 'introspection', 'detect_graphiql']);
});
