import { expect, test } from 'vitest';
import { SANDBOX_API_KEY } from '../../src/sandbox/sandbox-options.ts';
import { type GatewayUnderTest, startGateway, tenantOf } from '../support/start-gateway.ts';

const mutation = /* GraphQL */ `
  mutation Mark ($input: ImportConversionsInput!) {
    importConversions(input: $input) {
      __typename
      ... on ImportConversionsPayload { job { id } rowErrors { index path code message } }
      ... on InvalidConversionsError { rowErrors { index path code message } }
      ... on Error { code message requestId }
      ... on OutcomeUnknownError { candidateJobs { id } }
    }
  }
`;

/** Everything of a caller's that is nobody else's business; the upstream's words of itself, too. */
const mark = 'MARKED';
const row = {
  clickId: `${mark}-click`,
  txnId: `${mark}-txn`,
  goalId: `${mark}-goal`,
  saleAmount: 987_654.125,
  currency: 'XTS',
  sub1: `${mark}-sub`,
  customDimensions: { [`${mark}-name`]: `${mark}-value` },
  extra: { [`${mark}_extra`]: `${mark}-value` },
};
const markedValues = [mark, '987654', 'XTS'];
const callersHeaders = {
  authorization: 'Bearer callers-own-token',
  'x-api-key': 'callers-own-key',
  cookie: 'session=callers-own-cookie',
  'proxy-authorization': 'Basic callers-own-basic',
};
const secrets = [SANDBOX_API_KEY, 'callers-own'];

const upstreamSays = `No, said ${SANDBOX_API_KEY}: http://10.0.0.1:8080/internal?apiKey=${SANDBOX_API_KEY}`;

interface Case {
  readonly what: string;
  readonly prepare?: (gateway: GatewayUnderTest) => void;
  readonly input?: object;
  readonly query?: string;
  /** In the answer. */
  readonly expected: string;
}

const withImportFault =
  (action: Parameters<GatewayUnderTest['sandbox']['setFaults']>[0][number]['action']) =>
  ({ sandbox }: GatewayUnderTest): void =>
    sandbox.setFaults([{ match: { path: 'import' }, times: 'always', action }]);

const plant =
  (cause: Error) =>
  ({ gateway }: GatewayUnderTest): void =>
    void Object.assign(tenantOf(gateway), { importNow: () => Promise.reject(cause) });

const cases: readonly Case[] = [
  { what: 'a success', expected: 'ImportConversionsPayload' },
  {
    what: 'row errors',
    input: { conversions: [{ ...row, clickId: ` ${mark} `, currency: mark, saleAmount: -987_654 }] },
    expected: 'InvalidConversionsError',
  },
  {
    what: 'rows that are skipped',
    input: { conversions: [row, row], onInvalid: 'SKIP_INVALID' },
    expected: 'DUPLICATE',
  },
  {
    what: 'a rejection whose message holds the key',
    prepare: withImportFault({ kind: 'error', code: 20, message: upstreamSays }),
    expected: 'TrackierRejectedError',
  },
  { what: 'a lost answer', prepare: withImportFault({ kind: 'close', when: 'after-body' }), expected: 'Unknown' },
  {
    what: "a proxy's page",
    prepare: withImportFault({ kind: 'answer', status: 502, body: `<h1>${upstreamSays}</h1>` }),
    expected: 'OutcomeUnknownError',
  },
  {
    what: 'an answer that repeats the request',
    prepare: withImportFault({ kind: 'answer', status: 200, body: JSON.stringify(row) }),
    expected: 'OutcomeUnknownError',
  },
  {
    what: 'throttling',
    prepare: withImportFault({ kind: 'answer', status: 429, headers: { 'retry-after': '900' } }),
    expected: 'RateLimitedError',
  },
  { what: 'an answer that is none', prepare: withImportFault({ kind: 'garbage' }), expected: 'OutcomeUnknownError' },
  {
    what: 'a bug',
    prepare: plant(
      new TypeError(`x is not a function, ${SANDBOX_API_KEY}`, { cause: new Error('Bearer callers-own') }),
    ),
    expected: 'INTERNAL_SERVER_ERROR',
  },
  {
    what: 'values of the wrong type',
    input: { conversions: [{ ...row, saleAmount: mark }] },
    expected: 'of type Float',
  },
  { what: 'a row without a click id', input: { conversions: [{ ...row, clickId: null }] }, expected: 'not be null' },
  { what: 'an unknown field', input: { conversions: [{ ...row, click: mark }] }, expected: 'is not a field' },
  {
    what: 'values in a document that is wrong',
    query: `mutation { importConversions(input: { conversions: [{ clickId: "${mark}", saleAmount: "${mark}" }] }) { __typename } }`,
    expected: 'GRAPHQL_VALIDATION_FAILED',
  },
  { what: 'a document that has no end', query: `mutation { a(b: "${mark}"`, expected: 'GRAPHQL_PARSE_FAILED' },
];

test.each(cases)(
  'no log line holds a secret or a value of a conversion: $what',
  async ({ prepare, expected, ...one }) => {
    const gateway = await startGateway();
    prepare?.(gateway);
    const variables = { input: one.input ?? { conversions: [row] } };
    const { text } = await gateway.post({ query: one.query ?? mutation, variables }, callersHeaders);
    expect(text).toContain(expected);
    await expect.poll(() => gateway.log.filter(line => line['msg'] === 'request')).toHaveLength(1);

    const log = gateway.log.map(line => JSON.stringify(line)).join('\n');
    for (const secret of [...secrets, ...markedValues]) expect(log).not.toContain(secret);
    for (const secret of [...secrets, gateway.sandbox.url, '    at ', '/src/']) expect(text).not.toContain(secret);
  },
);

test("no answer repeats a conversion's values, but where GraphQL quotes the caller's own document", async () => {
  for (const { prepare, input, query } of cases.filter(one => !one.query)) {
    const gateway = await startGateway();
    prepare?.(gateway);
    const { text } = await gateway.post({
      query: query ?? mutation,
      variables: { input: input ?? { conversions: [row] } },
    });
    expect(text).not.toContain(mark);
  }
});

test('the log tells of an import, to whoever asks later, the request id, the outcome, the rows and the job', async () => {
  const { execute, log, sandbox } = await startGateway();
  await execute(mutation, { input: { conversions: [row] } });
  await expect.poll(() => log.filter(line => line['msg'] === 'request')).toHaveLength(1);
  expect(log.find(line => line['msg'] === 'request')).toMatchObject({
    requestId: expect.any(String),
    status: 200,
    operation: 'mutation Mark',
    field: 'importConversions',
    imports: [{ outcome: 'ImportConversionsPayload', rows: 1, jobId: sandbox.jobs[0]?.id }],
  });
});

test("a rejection's message is ours, then Trackier's without the key", async () => {
  const gateway = await startGateway();
  withImportFault({ kind: 'error', code: 20, message: upstreamSays })(gateway);
  const { importConversions } = await gateway.execute(mutation, { input: { conversions: [row] } });
  expect(importConversions.message).toBe(
    'Trackier refused the request; sending it again unchanged is pointless. Trackier says: No, said : http://10.0.0.1:8080/internal?apiKey=',
  );
});

test('no header of a caller reaches Trackier', async () => {
  const { post, sandbox } = await startGateway();
  await post({ query: mutation, variables: { input: { conversions: [row] } } }, callersHeaders);
  const [{ headers } = { headers: {} }] = sandbox.requests;
  expect(headers).toMatchObject({ 'x-api-key': SANDBOX_API_KEY });
  expect(JSON.stringify(headers)).not.toContain('callers-own');
});

test('a bug is masked, and logged once with its cause and the id that the caller got', async () => {
  const gateway = await startGateway();
  plant(new TypeError('x is not a function', { cause: new RangeError('the deeper cause') }))(gateway);
  const { json, headers } = await gateway.post({ query: mutation, variables: { input: { conversions: [row] } } });
  const requestId = headers['x-request-id'];
  expect(json).toEqual({
    data: { importConversions: null },
    errors: [
      {
        message: 'Unexpected error.',
        path: ['importConversions'],
        locations: [expect.anything()],
        extensions: { code: 'INTERNAL_SERVER_ERROR', retryable: false, requestId },
      },
    ],
  });
  const logged = gateway.log.filter(line => line['level'] === 'error');
  expect(logged).toEqual([
    expect.objectContaining({
      requestId,
      err: expect.objectContaining({
        type: 'TypeError',
        message: 'x is not a function',
        cause: expect.objectContaining({ type: 'RangeError', message: 'the deeper cause' }),
      }),
    }),
  ]);
});

test('a bug in a query, in a subscription, and before there is a result is masked as well', async () => {
  const gateway = await startGateway();
  const bug = new TypeError('planted');
  Object.assign(tenantOf(gateway.gateway).jobs, { list: () => Promise.reject(bug) });
  Object.assign(tenantOf(gateway.gateway).jobWatcher, {
    watch: () => {
      throw bug;
    },
  });
  const query = await gateway.post({ query: '{ importJobs { id } }' });
  expect(query.json.errors[0]).toMatchObject({ message: 'Unexpected error.' });
  const stream = await gateway.subscribe('subscription { importJob(id: "a") { id } }');
  expect((await stream.next())?.data.errors).toMatchObject([
    {
      message: 'Unexpected error.',
      extensions: { code: 'INTERNAL_SERVER_ERROR', requestId: stream.headers['x-request-id'] },
    },
  ]);
  expect((await stream.next())?.event).toBe('complete');
  expect(gateway.log.filter(line => line['level'] === 'error').map(line => line['requestId'])).toEqual([
    query.headers['x-request-id'],
    stream.headers['x-request-id'],
  ]);
});

test('a bug in the middle of a stream is masked, and ends it', async () => {
  const gateway = await startGateway();
  Object.assign(tenantOf(gateway.gateway).jobWatcher, {
    async *watch() {
      yield* [];
      throw new TypeError('planted');
    },
  });
  const stream = await gateway.subscribe('subscription { importJob(id: "a") { id } }');
  const first = await stream.next();
  expect(first?.data.errors).toMatchObject([{ message: 'Unexpected error.' }]);
  expect((await stream.next())?.event).toBe('complete');
  expect(gateway.log.filter(line => line['level'] === 'error')).toHaveLength(1);
});

test('a caller who leaves a stream is no error', async () => {
  const gateway = await startGateway({ sandbox: { timings: { pendingMs: 600_000 } } });
  const { importConversions } = await gateway.execute(mutation, { input: { conversions: [row] } });
  const stream = await gateway.subscribe(`subscription { importJob(id: "${importConversions.job.id}") { id } }`);
  await stream.next();
  stream.leave();
  await expect.poll(() => gateway.log.filter(line => line['status'] === 'caller went away')).toHaveLength(1);
  expect(gateway.log.filter(line => line['level'] === 'error')).toEqual([]);
});
