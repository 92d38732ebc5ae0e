import { createServer } from 'node:net';
import { describe, expect, test } from 'vitest';
import type { Fault } from '../../src/sandbox/fault.ts';
import { type GatewayUnderTest, startGateway, tenantOf } from '../support/start-gateway.ts';

const importConversions = /* GraphQL */ `
  mutation ($input: ImportConversionsInput!) {
    importConversions(input: $input) {
      __typename
      ... on Error { code message retryable requestId }
      ... on TrackierRejectedError { upstreamCode httpStatus }
      ... on RateLimitedError { retryAfterSeconds }
      ... on TrackierUnavailableError { upstreamCode httpStatus retryAfterSeconds }
      ... on OutcomeUnknownError { candidateJobs { id state } }
      ... on ImportConversionsPayload { job { id } }
    }
  }
`;
const variables = { input: { conversions: [{ clickId: 'a' }] } };

async function importOne({ execute }: GatewayUnderTest) {
  return (await execute(importConversions, variables)).importConversions;
}

const posts = ({ sandbox }: GatewayUnderTest): number =>
  sandbox.requests.filter(({ method }) => method === 'POST').length;

interface Row {
  readonly when: string;
  readonly fault: Fault['action'];
  readonly type: string;
  readonly code: string;
  readonly upstreamCode?: number | null;
  readonly httpStatus?: number | null;
}

const rejected = (code: string) => ({ type: 'TrackierRejectedError', code });
const unavailable = { type: 'TrackierUnavailableError', code: 'UPSTREAM_UNAVAILABLE' };
const unknown = { type: 'OutcomeUnknownError', code: 'OUTCOME_UNKNOWN' };

const bad = (httpStatus: number, upstreamCode: number): Fault['action'] => ({
  kind: 'answer',
  status: httpStatus,
  body: { success: false, error: { code: upstreamCode, message: 'No.' } },
});
const plain = (status: number): Fault['action'] => ({ kind: 'answer', status, body: '<h1>No</h1>' });

/** Every row of the runtime contract's table that one POST can meet; each is sent exactly once. */
const rows: readonly Row[] = [
  { when: 'code 50', fault: bad(503, 50), ...unavailable, upstreamCode: 50, httpStatus: 503 },
  { when: 'code 51', fault: bad(500, 51), ...unavailable, upstreamCode: 51, httpStatus: 500 },
  { when: 'code 51 under a 200', fault: bad(200, 51), ...unavailable, upstreamCode: 51, httpStatus: 200 },
  {
    when: 'a 500 with the envelope and no code',
    fault: { kind: 'answer', status: 500, body: { success: false, error: { message: 'No.' } } },
    ...unavailable,
    httpStatus: 500,
  },
  { when: 'code 12', fault: bad(400, 12), ...rejected('INVALID_API_KEY'), upstreamCode: 12, httpStatus: 400 },
  { when: 'code 13 under 401', fault: bad(401, 13), ...rejected('INVALID_API_KEY'), upstreamCode: 13, httpStatus: 401 },
  { when: 'code 13 under 400', fault: bad(400, 13), ...rejected('INVALID_API_KEY'), upstreamCode: 13, httpStatus: 400 },
  { when: 'code 13 under 500', fault: bad(500, 13), ...rejected('INVALID_API_KEY'), upstreamCode: 13, httpStatus: 500 },
  { when: 'a bare 401', fault: plain(401), ...rejected('INVALID_API_KEY'), upstreamCode: null, httpStatus: 401 },
  { when: 'code 5', fault: bad(403, 5), ...rejected('PERMISSION_DENIED'), upstreamCode: 5 },
  { when: 'code 11', fault: bad(403, 11), ...rejected('PERMISSION_DENIED'), upstreamCode: 11 },
  { when: 'a bare 403', fault: plain(403), ...rejected('PERMISSION_DENIED'), upstreamCode: null, httpStatus: 403 },
  { when: 'code 41', fault: bad(403, 41), ...rejected('IP_NOT_WHITELISTED'), upstreamCode: 41 },
  { when: 'code 42', fault: bad(403, 42), ...rejected('ACCOUNT_LOCKED'), upstreamCode: 42 },
  { when: 'code 20', fault: bad(400, 20), ...rejected('REQUEST_REJECTED'), upstreamCode: 20 },
  { when: 'code 60', fault: bad(200, 60), ...rejected('REQUEST_REJECTED'), upstreamCode: 60, httpStatus: 200 },
  { when: 'a code that no document knows', fault: bad(400, 777), ...rejected('REQUEST_REJECTED'), upstreamCode: 777 },
  { when: 'a bare 404', fault: plain(404), ...rejected('REQUEST_REJECTED'), upstreamCode: null, httpStatus: 404 },
  { when: 'a bare 422', fault: plain(422), ...rejected('REQUEST_REJECTED'), httpStatus: 422 },
  { when: "a proxy's 502", fault: plain(502), ...unknown },
  { when: "a proxy's 504", fault: plain(504), ...unknown },
  { when: 'a 200 that cannot be read', fault: { kind: 'garbage' }, ...unknown },
  {
    when: 'a 200 without a job',
    fault: { kind: 'answer', status: 200, body: { success: true, data: {} } },
    ...unknown,
  },
  { when: 'a 200 that is HTML', fault: plain(200), ...unknown },
  { when: 'an empty 204', fault: { kind: 'answer', status: 204 }, ...unknown },
  { when: 'a connection closed before the body was read', fault: { kind: 'close', when: 'before-body' }, ...unknown },
  { when: 'a connection closed after the body was read', fault: { kind: 'close', when: 'after-body' }, ...unknown },
  { when: 'a connection reset', fault: { kind: 'close', when: 'after-body', reset: true }, ...unknown },
  { when: 'half an answer', fault: { kind: 'half-answer' }, ...unknown },
];

describe('an import that meets', () => {
  test.each(rows)('$when is a $code, sent once', async ({ fault, type, code, ...more }) => {
    const gateway = await startGateway();
    gateway.sandbox.setFaults([{ match: { method: 'POST' }, action: fault }]);
    const answer = await importOne(gateway);
    const { when: _, ...details } = more;
    expect(answer).toMatchObject({
      __typename: type,
      code,
      retryable: type === 'TrackierUnavailableError',
      ...details,
    });
    expect(posts(gateway)).toBe(1);
  });
});

test('a refusal says what to do, then what Trackier says, without the key', async () => {
  const gateway = await startGateway();
  const message = `Key ${gateway.config.trackier.apiKey} \u0000 is bad. ${'x'.repeat(400)}`;
  gateway.sandbox.setFaults([{ action: { kind: 'error', code: 41, message } }]);
  const answer = await importOne(gateway);
  expect(answer.message).toMatch(
    /^Trackier does not accept requests from the gateway's IP address\. Ask the network to white-list it\. Trackier says: Key/,
  );
  expect(answer.message).not.toContain(gateway.config.trackier.apiKey);
  expect(answer.message).not.toContain('\u0000');
  expect(answer.message.length).toBeLessThan(450);
});

test('an answer that never comes is an unknown outcome, and names the job that may have carried it', async () => {
  const gateway = await startGateway({ env: { TRACKIER_TIMEOUT_MS: '500' } });
  gateway.sandbox.setFaults([{ match: { method: 'POST' }, action: { kind: 'hang', queue: true } }]);
  const answer = await importOne(gateway);
  expect(answer).toMatchObject({ __typename: 'OutcomeUnknownError', retryable: false });
  expect(answer.candidateJobs).toEqual([{ id: gateway.sandbox.jobs[0]?.id, state: expect.any(String) }]);
  expect(posts(gateway)).toBe(1);
});

const importNamed = (name: string): string =>
  `${name}: importConversions(input: { conversions: [{ clickId: "${name}" }] }) { ... on OutcomeUnknownError { candidateJobs { id } } }`;

const idsOf = (result: { candidateJobs: { id: string }[] }): Set<string> =>
  new Set(result.candidateJobs.map(({ id }) => id));

test('each lost answer of a document has candidates that were read after it', async () => {
  const { execute, sandbox } = await startGateway();
  sandbox.setFaults([
    { match: { method: 'POST' }, times: 2, action: { kind: 'close', when: 'after-body', queue: true } },
  ]);
  const { a, b } = await execute(`mutation { ${importNamed('a')} ${importNamed('b')} }`);
  const [first, second] = sandbox.jobs.map(({ id }) => id);
  expect(idsOf(a)).toEqual(new Set([first]));
  expect(idsOf(b)).toEqual(new Set([first, second]));
});

test('candidates are read although the request has used up its time and others wait for the pace', async () => {
  const { execute, post, sandbox } = await startGateway({
    env: { TRACKIER_TIMEOUT_MS: '1000', TRACKIER_REQUESTS_PER_SECOND: '2' },
  });
  sandbox.setFaults([{ match: { method: 'POST' }, action: { kind: 'hang', queue: true } }]);
  const importing = execute(importConversions, variables);
  await sandbox.waitForRequests(1);
  const others = Array.from({ length: 3 }, () => post({ query: '{ importJobs { id } }' }));
  expect((await importing).importConversions.candidateJobs).toEqual([
    { id: sandbox.jobs[0]?.id, state: expect.any(String) },
  ]);
  await Promise.all(others);
});

test('candidate jobs are none when jobs cannot be read', async () => {
  const gateway = await startGateway();
  gateway.sandbox.setFaults([
    { match: { method: 'POST' }, action: { kind: 'close', when: 'after-body', queue: true } },
    { match: { method: 'GET' }, times: 'always', action: { kind: 'error', code: 5, status: 403 } },
  ]);
  expect(await importOne(gateway)).toMatchObject({ __typename: 'OutcomeUnknownError', candidateJobs: [] });
});

test('no connection is tried three times in all, and is safe to send again', async () => {
  const closed = await closedPort();
  const gateway = await startGateway({ env: { TRACKIER_BASE_URL: `http://127.0.0.1:${closed}` } });
  expect(await importOne(gateway)).toMatchObject({
    __typename: 'TrackierUnavailableError',
    retryable: true,
    upstreamCode: null,
    httpStatus: null,
  });
  expect(gateway.log.filter(({ msg }) => msg === 'upstream')).toHaveLength(3);
});

test.each([
  { when: 'code 40', fault: { kind: 'error', code: 40 } },
  { when: 'a bare 429', fault: { kind: 'answer', status: 429, headers: { 'retry-after': '0' } } },
] as const)('$when is waited out and tried again', async ({ fault }) => {
  const gateway = await startGateway();
  gateway.sandbox.setFaults([{ match: { method: 'POST' }, times: 2, action: fault }]);
  expect(await importOne(gateway)).toMatchObject({ __typename: 'ImportConversionsPayload' });
  expect(posts(gateway)).toBe(3);
  expect(gateway.sandbox.jobs).toHaveLength(1);
});

test('a Retry-After beyond the deadline is passed on at once', async () => {
  const gateway = await startGateway();
  gateway.sandbox.setFaults([{ action: { kind: 'answer', status: 429, headers: { 'retry-after': '600' } } }]);
  expect(await importOne(gateway)).toMatchObject({
    __typename: 'RateLimitedError',
    code: 'RATE_LIMITED',
    retryable: true,
    retryAfterSeconds: 600,
  });
  expect(posts(gateway)).toBe(1);
});

test('a wait for the pace that would pass the deadline is refused at once, and nothing is sent', async () => {
  const gateway = await startGateway({ env: { TRACKIER_REQUESTS_PER_SECOND: '0.01' } });
  expect(await importOne(gateway)).toMatchObject({ __typename: 'ImportConversionsPayload' });
  const answer = await importOne(gateway);
  expect(answer).toMatchObject({ __typename: 'RateLimitedError', retryable: true });
  expect(answer.retryAfterSeconds).toBeGreaterThan(30);
  expect(posts(gateway)).toBe(1);
});

test('a caller who goes away while waiting is not sent; one whose POST has begun is', async () => {
  const gateway = await startGateway({ env: { TRACKIER_REQUESTS_PER_SECOND: '0.1' } });
  gateway.sandbox.setFaults([{ match: { method: 'POST' }, action: { kind: 'hold' } }]);
  const body = JSON.stringify({ query: importConversions, variables });
  const leaving = new AbortController();
  const begun = gateway
    .send('/graphql', { method: 'POST', headers: { 'content-type': 'application/json' }, body, signal: leaving.signal })
    .catch((error: Error) => error.name);
  await gateway.sandbox.waitForRequests(1);
  const waiting = gateway
    .send('/graphql', { method: 'POST', headers: { 'content-type': 'application/json' }, body, signal: leaving.signal })
    .catch((error: Error) => error.name);
  await expect.poll(() => tenantOf(gateway.gateway).pace.queuedRequests).toBe(1);
  leaving.abort();
  expect(await Promise.all([begun, waiting])).toEqual(['AbortError', 'AbortError']);
  await expect.poll(() => tenantOf(gateway.gateway).pace.queuedRequests).toBe(0);
  gateway.sandbox.release();
  await expect
    .poll(() => gateway.log.filter(({ msg, outcome }) => msg === 'upstream' && outcome === 'ok').length)
    .toBe(1);
  expect(gateway.sandbox.jobs).toHaveLength(1);
  expect(posts(gateway)).toBe(1);
});

async function closedPort(): Promise<number> {
  const server = createServer();
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  await new Promise(resolve => server.close(resolve));
  return typeof address === 'object' && address ? address.port : 0;
}
