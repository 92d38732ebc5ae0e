import { expect, test } from 'vitest';
import type { Fault } from '../../src/sandbox/fault.ts';
import { SANDBOX_API_KEY } from '../../src/sandbox/sandbox-options.ts';
import { type GatewayUnderTest, startGateway } from '../support/start-gateway.ts';

/** Marked values: none of them may stand in a log line, and none of the last three in an answer. */
const marks = {
  clickId: 'mark-click-id',
  sub1: 'mark-sub-one',
  txnId: 'mark-txn-id',
  dimension: 'mark-dimension',
  dimensionName: 'mark_dimension_name',
  extra: 'mark-extra',
  amount: 7654321.25,
  authorization: 'mark-authorization-token',
  cookie: 'mark-cookie',
  callerKey: 'mark-caller-key',
};

const row = {
  clickId: marks.clickId,
  sub1: marks.sub1,
  txnId: marks.txnId,
  saleAmount: marks.amount,
  customDimensions: { [marks.dimensionName]: marks.dimension },
  extra: { status: marks.extra },
};

const query = /* GraphQL */ `
  mutation ($input: ImportConversionsInput!) {
    importConversions(input: $input) {
      __typename
      ... on Error { message }
      ... on InvalidConversionsError { rowErrors { path message } }
      ... on OutcomeUnknownError { candidateJobs { id } }
    }
  }
`;

const headers = {
  authorization: `Bearer ${marks.authorization}`,
  cookie: `session=${marks.cookie}`,
  'x-api-key': marks.callerKey,
};

interface Case {
  readonly what: string;
  readonly expected: string;
  readonly conversions?: readonly object[] | string;
  readonly action?: Fault['action'];
  readonly query?: string;
}

const echo = (status: number): Fault['action'] => ({
  kind: 'answer',
  status,
  body: {
    success: false,
    error: { code: 20, message: `Bad: ${marks.clickId} with key ${SANDBOX_API_KEY} at https://upstream.internal/path` },
  },
});

const cases: readonly Case[] = [
  { what: 'success', expected: 'ImportConversionsPayload' },
  {
    what: 'rows with faults',
    conversions: [{ ...row, currency: 'mark' }, row, row],
    expected: 'InvalidConversionsError',
  },
  { what: 'a value of the wrong type', conversions: [{ ...row, sub2: [marks.sub1] }], expected: 'BAD_USER_INPUT' },
  { what: 'a refusal that repeats the request and the key', action: echo(400), expected: 'TrackierRejectedError' },
  { what: 'a lost answer', action: { kind: 'close', when: 'after-body' }, expected: 'OutcomeUnknownError' },
  {
    what: 'an answer that repeats the request',
    action: { kind: 'answer', status: 200, body: JSON.stringify(row) },
    expected: 'OutcomeUnknownError',
  },
  {
    what: "a proxy's page",
    action: { kind: 'answer', status: 502, body: `<h1>${SANDBOX_API_KEY} ${marks.clickId}</h1>` },
    expected: 'OutcomeUnknownError',
  },
  {
    what: 'throttling',
    action: { kind: 'answer', status: 429, headers: { 'retry-after': '900' } },
    expected: 'RateLimitedError',
  },
  {
    what: 'a document that holds the row',
    query: `mutation { importConversions(input: { conversions: [{ clickId: "${marks.clickId}", sub1: 5 }] }) { __typename } }`,
    expected: 'GRAPHQL_VALIDATION_FAILED',
  },
];

async function importMarked({ post, sandbox }: GatewayUnderTest, one: Case) {
  sandbox.setFaults(one.action ? [{ match: { method: 'POST' }, action: one.action }] : []);
  const { json, text } = await post(
    { query: one.query ?? query, variables: { input: { conversions: one.conversions ?? [row] } } },
    headers,
  );
  return { text, outcome: json.data?.importConversions?.__typename ?? json.errors?.[0].extensions.code };
}

const logText = ({ log }: GatewayUnderTest): string => log.map(line => JSON.stringify(line)).join('\n');

test.each(cases)('after $what no log line holds a key, a token or anything of a conversion', async one => {
  const gateway = await startGateway();
  expect((await importMarked(gateway, one)).outcome).toBe(one.expected);
  await expect.poll(() => gateway.log.filter(({ msg }) => msg === 'request').length).toBe(1);
  const text = logText(gateway);
  for (const mark of [...Object.values(marks), SANDBOX_API_KEY]) expect(text).not.toContain(String(mark));
});

test.each(cases)('after $what no answer holds the key, an address, or what the caller did not send', async one => {
  const gateway = await startGateway();
  const { text } = await importMarked(gateway, one);
  for (const secret of [
    SANDBOX_API_KEY,
    marks.authorization,
    marks.cookie,
    marks.callerKey,
    gateway.sandbox.url,
    '<h1>',
  ]) {
    expect(text).not.toContain(secret);
  }
});

test('the log says of an import what became of it, for whom to ask: request id, outcome, rows and job', async () => {
  const gateway = await startGateway();
  await importMarked(gateway, cases[0] ?? { what: '', expected: '' });
  await expect.poll(() => gateway.log.filter(({ msg }) => msg === 'request').length).toBe(1);
  expect(gateway.log.find(({ msg }) => msg === 'request')).toMatchObject({
    requestId: expect.any(String),
    status: 200,
    operation: 'mutation without a name',
    import: { outcome: 'ImportConversionsPayload', rows: 1, jobId: gateway.sandbox.jobs[0]?.id },
  });
});

test('a bug is masked for the caller, and logged with its cause and the request’s id', async () => {
  const gateway = await startGateway();
  const cause = new Error('the cause');
  // As a bug would: a reader of jobs that throws what nobody declared.
  Object.assign(gateway.gateway.tenant.jobs, {
    list: () => Promise.reject(new TypeError('secret /etc/passwd', { cause })),
  });
  const { json, headers: answered, status } = await gateway.post({ query: '{ importJobs { id } }' });
  const requestId = answered['x-request-id'];
  expect(status).toBe(200);
  expect(json).toEqual({
    data: { importJobs: null },
    errors: [
      {
        message: 'Unexpected error.',
        path: ['importJobs'],
        locations: [{ line: 1, column: 3 }],
        extensions: { code: 'INTERNAL_SERVER_ERROR', retryable: false, requestId },
      },
    ],
  });
  expect(gateway.log.find(({ msg }) => msg === 'Unexpected error')).toMatchObject({
    level: 'error',
    requestId,
    err: { type: 'TypeError', message: 'secret /etc/passwd', cause: { message: 'the cause' } },
  });
});
