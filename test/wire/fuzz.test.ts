import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { schema } from '../../src/graphql/schema.ts';
import { SANDBOX_API_KEY } from '../../src/sandbox/sandbox-options.ts';
import { randomDocuments } from '../support/random-document.ts';
import { type GatewayUnderTest, type Reply, startGateway } from '../support/start-gateway.ts';

const statuses = [200, 400];

/** By design: nothing here is a bug of ours, nobody is told of our inside, and every error says what to do. */
function checkReply({ status, text, json }: Reply, { sandbox }: GatewayUnderTest): void {
  expect(statuses).toContain(status);
  for (const secret of [SANDBOX_API_KEY, sandbox.url, 'node_modules', '    at ', '/src/', '[object Object]']) {
    expect(text).not.toContain(secret);
  }
  for (const error of json.errors ?? []) {
    expect(error.message).toMatch(/\S/);
    expect(error.extensions).toMatchObject({ retryable: expect.any(Boolean), requestId: expect.any(String) });
    expect(error.extensions.code).toMatch(/^[A-Z_]+$/);
    expect(error.extensions.code).not.toBe('INTERNAL_SERVER_ERROR');
  }
}

const errorsIn = ({ log }: GatewayUnderTest) => log.filter(line => line['level'] === 'error');

const mutation = 'mutation ($input: ImportConversionsInput!) { importConversions(input: $input) { __typename } }';

const params = fc.record(
  {
    query: fc.oneof(
      fc.constant(mutation),
      fc.constant('{ __typename }'),
      fc.string({ unit: 'binary' }),
      fc.jsonValue(),
    ),
    variables: fc.oneof(fc.record({ input: fc.jsonValue() }), fc.jsonValue()),
    operationName: fc.oneof(fc.constant(null), fc.string(), fc.jsonValue()),
    extensions: fc.jsonValue(),
  },
  { requiredKeys: [] },
);

const rows = fc.array(
  fc.record(
    { clickId: fc.string({ unit: 'binary' }), txnId: fc.string(), customDimensions: fc.object(), extra: fc.object() },
    {
      requiredKeys: ['clickId'],
    },
  ),
);

test('no JSON body makes the gateway fail, or tell of its inside', { timeout: 120_000 }, async () => {
  const gateway = await startGateway();
  const bodies = fc.oneof(
    params.map(value => JSON.stringify(value)),
    rows.map(conversions => JSON.stringify({ query: mutation, variables: { input: { conversions } } })),
    fc.json(),
    fc.string(),
  );
  await fc.assert(
    fc.asyncProperty(bodies, async body => checkReply(await gateway.post(body), gateway)),
    { numRuns: 800 },
  );
  expect(errorsIn(gateway)).toEqual([]);
});

test('no document makes the gateway fail, or tell of its inside', { timeout: 120_000 }, async () => {
  const gateway = await startGateway();
  let executed = 0;
  await fc.assert(
    fc.asyncProperty(randomDocuments(schema), async query => {
      const reply = await gateway.post({ query });
      checkReply(reply, gateway);
      if (reply.json.data) executed += 1;
    }),
    { numRuns: 500 },
  );
  expect(errorsIn(gateway)).toEqual([]);
  expect(executed).toBeGreaterThan(100);
});
