import { expect, test } from 'vitest';
import { type GatewayUnderTest, startGateway } from '../support/start-gateway.ts';

const importConversions = /* GraphQL */ `
  mutation {
    importConversions(input: { conversions: [{ clickId: "a" }] }) {
      __typename
      ... on Error { code retryable }
      ... on TrackierUnavailableError { retryAfterSeconds upstreamCode httpStatus }
    }
  }
`;

const importOne = async ({ execute }: GatewayUnderTest) => (await execute(importConversions)).importConversions;

const countOf = ({ sandbox }: GatewayUnderTest, method: string) =>
  sandbox.requests.filter(request => request.method === method).length;

const patience = { timeout: 40_000 };

/** A gateway whose Trackier has just gone: only a proxy answers in its place. */
async function startWithoutTrackier(env: Readonly<Record<string, string>> = {}): Promise<GatewayUnderTest> {
  const gateway = await startGateway({ env });
  gateway.sandbox.setFaults([
    { times: 'always', action: { kind: 'answer', status: 502, body: '<h1>Bad gateway</h1>' } },
  ]);
  for (let count = 0; count < 5; count++)
    expect(await importOne(gateway)).toMatchObject({ __typename: 'OutcomeUnknownError' });
  return gateway;
}

test('with Trackier away callers are answered at once without a request, until it is back', async () => {
  const gateway = await startWithoutTrackier();
  const answers = await Promise.all(Array.from({ length: 50 }, () => importOne(gateway)));
  for (const answer of answers) {
    expect(answer).toMatchObject({
      __typename: 'TrackierUnavailableError',
      code: 'UPSTREAM_UNAVAILABLE',
      retryable: true,
    });
    expect(answer).toMatchObject({ upstreamCode: null, httpStatus: null });
    expect(answer.retryAfterSeconds).toBeGreaterThanOrEqual(1);
    expect(answer.retryAfterSeconds).toBeLessThanOrEqual(5);
  }
  const { json } = await gateway.post({ query: '{ importJobs { id } }' });
  expect(json.errors[0].extensions).toMatchObject({
    code: 'UPSTREAM_UNAVAILABLE',
    retryable: true,
    retryAfterSeconds: expect.any(Number),
  });
  expect(gateway.sandbox.requests.length).toBe(5);

  gateway.sandbox.setFaults([]);
  await expect.poll(async () => (await importOne(gateway)).__typename, patience).toBe('ImportConversionsPayload');
  expect(gateway.sandbox.requests.map(({ method, path }) => `${method} ${path}`).slice(5)).toEqual([
    expect.stringMatching(/^GET .*\/jobs$/),
    expect.stringMatching(/^POST /),
  ]);
});

test('a bulk import that meets an open breaker waits, and is imported when Trackier is back', async () => {
  const gateway = await startWithoutTrackier({ BULK_BATCH_SIZE: '1' });
  const { execute, send, sandbox } = gateway;
  const { createBulkImport } = await execute(
    'mutation { createBulkImport(input: { format: NDJSON, autoStart: true }) { ... on BulkImport { id uploadUrl } } }',
  );
  const body = ['a', 'b', 'c'].map(clickId => `${JSON.stringify({ clickId })}\n`).join('');
  await send(createBulkImport.uploadUrl, { method: 'PUT', headers: { 'content-type': 'application/x-ndjson' }, body });
  const read = async () =>
    (
      await execute(
        'query ($id: ID!) { bulkImport(id: $id) { state problem { code } rows { queued uncertain imported } batches(first: 9) { edges { node { state attemptCount error { __typename } } } } } }',
        { id: createBulkImport.id },
      )
    ).bulkImport;
  const batches = async () => (await read()).batches.edges.map(({ node }: any) => node);

  // A probe that meets the proxy changes nothing.
  await expect.poll(() => countOf(gateway, 'GET'), patience).toBe(1);
  expect(await read()).toMatchObject({ state: 'RUNNING', rows: { queued: 3, uncertain: 0 } });
  const untouched = { state: 'QUEUED', attemptCount: 0, error: null };
  expect(await batches()).toEqual([untouched, untouched, untouched]);
  expect(countOf(gateway, 'POST')).toBe(5);

  sandbox.setFaults([]);
  await expect.poll(async () => (await read()).state, patience).toBe('COMPLETED');
  expect(await read()).toMatchObject({ problem: null, rows: { imported: 3, uncertain: 0 } });
  const imported = { state: 'IMPORTED', attemptCount: 1, error: null };
  expect(await batches()).toEqual([imported, imported, imported]);
  expect(countOf(gateway, 'POST')).toBe(8);
});
