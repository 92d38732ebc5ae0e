import { expect, test } from 'vitest';
import { SANDBOX_API_KEY } from '../../src/sandbox/sandbox-options.ts';
import { startGateway } from '../support/start-gateway.ts';

const importConversions = /* GraphQL */ `
  mutation ($input: ImportConversionsInput!) {
    importConversions(input: $input) {
      __typename
      ... on ImportConversionsPayload {
        job { id state rawState type subType resource orgId live meta createdAt modifiedAt relatedObject { csvPath sendPostback } logs { id } summary { processedCount } }
        upstreamMessage submittedCount acceptedCount rejectedCount validatedOnly
        rowErrors { index path code message }
      }
      ... on Error { code message retryable requestId }
      ... on InvalidInputError { issues { path message } }
      ... on InvalidConversionsError { submittedCount rejectedCount rowErrors { index path code message } }
    }
  }
`;

test("sends the seed's sample as Trackier documents it, and answers with the job", async () => {
  const { execute, sandbox } = await startGateway();
  const { importConversions: result } = await execute(importConversions, {
    input: {
      conversions: [
        {
          clickId: '5aae975a9b155cccddccefbe',
          sub1: 'vNative Test Import Using API',
          customDimensions: { first_name: 'Testing', last_name: 'Last Name' },
        },
      ],
      sendPostback: true,
    },
  });

  expect(sandbox.requests).toHaveLength(1);
  const [sent] = sandbox.requests;
  expect(sent).toMatchObject({
    method: 'POST',
    path: '/advertiser/conversion-import',
    query: '',
    json: {
      conversions: [
        {
          click_id: '5aae975a9b155cccddccefbe',
          sub1: 'vNative Test Import Using API',
          custom_dimensions: { first_name: 'Testing', last_name: 'Last Name' },
        },
      ],
      send_postback: true,
    },
  });
  expect(sent?.headers).toMatchObject({ 'x-api-key': SANDBOX_API_KEY, 'content-type': 'application/json' });
  expect(result).toMatchObject({
    __typename: 'ImportConversionsPayload',
    job: {
      state: 'PENDING',
      rawState: 'pending',
      type: 'import',
      subType: 'job_import_conversion_v2',
      resource: 'Conversion',
      live: false,
      meta: {},
      modifiedAt: null,
      relatedObject: { csvPath: expect.stringMatching(/\.json$/), sendPostback: true },
      logs: [],
      summary: null,
    },
    upstreamMessage: 'Job has been queued!!',
    submittedCount: 1,
    acceptedCount: 1,
    rejectedCount: 0,
    validatedOnly: false,
    rowErrors: [],
  });
  expect(result.job.id).toMatch(/^[0-9a-f]{24}$/);
});

test('leaves out what is null or absent, and never sends send_postback unasked', async () => {
  const { execute, sandbox } = await startGateway();
  await execute(importConversions, {
    input: {
      conversions: [{ clickId: 'a', txnId: null, saleAmount: 0, extra: { status: 'approved' } }],
      sendPostback: null,
    },
  });
  expect(sandbox.requests[0]?.body).toBe('{"conversions":[{"click_id":"a","sale_amount":0,"status":"approved"}]}');
});

test('sends every typed field under the name that Trackier knows', async () => {
  const { execute, sandbox } = await startGateway();
  const subs = Object.fromEntries(Array.from({ length: 15 }, (_, n) => [`sub${n + 1}`, `s${n + 1}`]));
  await execute(importConversions, {
    input: {
      conversions: [
        {
          clickId: 'a',
          txnId: 't',
          goalId: 'g',
          saleAmount: 12.5,
          currency: 'EUR',
          ...subs,
          customDimensions: { a: 1 },
        },
      ],
      sendPostback: false,
    },
  });
  expect(sandbox.requests[0]?.json).toEqual({
    conversions: [
      {
        click_id: 'a',
        txn_id: 't',
        goal_id: 'g',
        sale_amount: 12.5,
        currency: 'EUR',
        ...subs,
        custom_dimensions: { a: 1 },
      },
    ],
    send_postback: false,
  });
});

const mixed = [
  { clickId: 'good' },
  { clickId: ' ' },
  { clickId: 'good' },
  { clickId: 'b', currency: 'eur', saleAmount: -1 },
];
const faultsOfMixed = [
  { index: 1, path: ['clickId'], code: 'REQUIRED' },
  { index: 2, path: ['clickId'], code: 'DUPLICATE' },
  { index: 3, path: ['saleAmount'], code: 'OUT_OF_RANGE' },
  { index: 3, path: ['currency'], code: 'INVALID_FORMAT' },
];

test('sends nothing under REJECT_ALL when a row is invalid, and reports every fault', async () => {
  const { execute, sandbox } = await startGateway();
  const { importConversions: result } = await execute(importConversions, { input: { conversions: mixed } });
  expect(result).toMatchObject({
    __typename: 'InvalidConversionsError',
    code: 'INVALID_CONVERSIONS',
    retryable: false,
    submittedCount: 4,
    rejectedCount: 3,
    rowErrors: faultsOfMixed,
  });
  expect(sandbox.requests).toHaveLength(0);
});

test('sends the valid rows under SKIP_INVALID, and counts the rest', async () => {
  const { execute, sandbox } = await startGateway();
  const { importConversions: result } = await execute(importConversions, {
    input: { conversions: mixed, onInvalid: 'SKIP_INVALID' },
  });
  expect(result).toMatchObject({
    __typename: 'ImportConversionsPayload',
    submittedCount: 4,
    acceptedCount: 1,
    rejectedCount: 3,
    rowErrors: faultsOfMixed,
  });
  expect(sandbox.requests[0]?.json).toEqual({ conversions: [{ click_id: 'good' }] });
});

test('answers without a job, and without a request, when no row is left to send', async () => {
  const { execute, sandbox } = await startGateway();
  const { importConversions: result } = await execute(importConversions, {
    input: { conversions: [{ clickId: '' }], onInvalid: 'SKIP_INVALID' },
  });
  expect(result).toMatchObject({
    __typename: 'ImportConversionsPayload',
    job: null,
    acceptedCount: 0,
    rejectedCount: 1,
  });
  expect(sandbox.requests).toHaveLength(0);
});

test('validateOnly gives the same row errors as a real run, and sends nothing', async () => {
  const { execute, sandbox } = await startGateway();
  const skipping = { conversions: mixed, validateOnly: true, onInvalid: 'SKIP_INVALID' };
  const { importConversions: skipped } = await execute(importConversions, { input: skipping });
  expect(skipped).toMatchObject({
    job: null,
    validatedOnly: true,
    acceptedCount: 1,
    rejectedCount: 3,
    rowErrors: faultsOfMixed,
  });
  const { importConversions: refused } = await execute(importConversions, {
    input: { conversions: mixed, validateOnly: true },
  });
  expect(refused).toMatchObject({ __typename: 'InvalidConversionsError', rowErrors: faultsOfMixed });
  const { importConversions: fine } = await execute(importConversions, {
    input: { conversions: [{ clickId: 'a' }], validateOnly: true },
  });
  expect(fine).toMatchObject({ job: null, validatedOnly: true, acceptedCount: 1, rowErrors: [] });
  expect(sandbox.requests).toHaveLength(0);
});

test('refuses more rows than one request may carry, and none at all', async () => {
  const { execute, sandbox } = await startGateway({ env: { MAX_CONVERSIONS: '3' } });
  const { importConversions: tooMany } = await execute(importConversions, {
    input: { conversions: ['a', 'b', 'c', 'd'].map(clickId => ({ clickId })) },
  });
  expect(tooMany).toMatchObject({ __typename: 'InvalidInputError', code: 'INVALID_INPUT', retryable: false });
  expect(tooMany.issues).toEqual([{ path: ['conversions'], message: expect.stringContaining('3') }]);
  const { importConversions: none } = await execute(importConversions, { input: { conversions: [] } });
  expect(none).toMatchObject({ __typename: 'InvalidInputError', issues: [{ path: ['conversions'] }] });
  expect(sandbox.requests).toHaveLength(0);
});

test('carries ten thousand rows in one request', async () => {
  const { execute, sandbox } = await startGateway();
  const conversions = Array.from({ length: 10_000 }, (_, n) => ({ clickId: `click-${n}`, sub1: `s${n}` }));
  const { importConversions: result } = await execute(importConversions, { input: { conversions } });
  expect(result).toMatchObject({ acceptedCount: 10_000, job: { state: 'PENDING' } });
  expect(sandbox.requests).toHaveLength(1);
  expect(sandbox.jobs[0]?.figures?.processed).toBe(10_000);
});
