import { expect, test } from 'vitest';
import { type GatewayUnderTest, startGateway } from '../support/start-gateway.ts';

/** Imports so many conversions, one a job, and gives the jobs' ids, oldest first. */
async function importJobs(gateway: GatewayUnderTest, count: number): Promise<string[]> {
  const ids: string[] = [];
  for (let n = 0; n < count; n += 1) {
    const { importConversions } = await gateway.execute(
      `mutation ($id: String!) { importConversions(input: { conversions: [{ clickId: $id }] }) { ... on ImportConversionsPayload { job { id } } } }`,
      { id: `click-${n}` },
    );
    ids.push(importConversions.job.id);
  }
  gateway.sandbox.clearRequests();
  return ids;
}

const reads = ({ sandbox }: GatewayUnderTest): string[] =>
  sandbox.requests.map(({ method, path }) => `${method} ${path}`);

const aliased = (ids: readonly string[], fields: string): string =>
  `{ ${ids.map((id, n) => `j${n}: importJob(id: "${id}") { ${fields} }`).join(' ')} }`;

test('one job alone costs one GET of it, logs and summary included', async () => {
  const gateway = await startGateway();
  const [id = ''] = await importJobs(gateway, 1);
  const { importJob } = await gateway.execute(
    `query ($id: ID!) { importJob(id: $id) { id state name logs { id message loggedAt object priority } summary { processedCount importedCount editedCount errorCount } } }`,
    { id },
  );
  expect(importJob).toMatchObject({
    id,
    state: 'COMPLETED',
    name: 'import.json.conversion',
    summary: { processedCount: 1, importedCount: 1, editedCount: 0, errorCount: 0 },
  });
  // The network's wall clock: no offset, never read as UTC.
  expect(importJob.logs[0].loggedAt).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d$/);
  expect(reads(gateway)).toEqual([`GET /jobs/${id}`]);
});

test('fifty jobs in one query cost one GET /jobs', async () => {
  const gateway = await startGateway();
  const ids = await importJobs(gateway, 50);
  const data = await gateway.execute(aliased([...ids, ...ids.slice(0, 3)], 'id state createdAt'));
  expect(Object.values(data)).toHaveLength(53);
  expect(data.j7.id).toBe(ids[7]);
  expect(reads(gateway)).toEqual(['GET /jobs']);
});

test('a job that has left the list, and one whose logs are asked for, cost a GET each', async () => {
  const gateway = await startGateway();
  const ids = await importJobs(gateway, 52);
  const data = await gateway.execute(
    `{ ${aliased([ids[0] ?? '', ids[50] ?? ''], 'id').slice(1, -1)} logged: importJob(id: "${ids[51]}") { logs { id } summary { errorCount } } }`,
  );
  expect(data).toMatchObject({ j0: { id: ids[0] }, j1: { id: ids[50] }, logged: { summary: { errorCount: 0 } } });
  expect(reads(gateway).toSorted()).toEqual(['GET /jobs', `GET /jobs/${ids[0]}`, `GET /jobs/${ids[51]}`].toSorted());
});

test('the list and single jobs of one query share one GET /jobs', async () => {
  const gateway = await startGateway();
  const ids = await importJobs(gateway, 3);
  const data = await gateway.execute(`{ importJobs { id state logs { id } } ${aliased(ids, 'id').slice(1, -1)} }`);
  expect(data.importJobs.map(({ id }: { id: string }) => id).toSorted()).toEqual(ids.toSorted());
  expect(reads(gateway).toSorted()).toEqual(['GET /jobs', ...ids.map(id => `GET /jobs/${id}`)].toSorted());
});

test("the mutation's own payload answers logs and summary from the reply", async () => {
  const gateway = await startGateway();
  const { importConversions } = await gateway.execute(
    `mutation { importConversions(input: { conversions: [{ clickId: "a" }] }) { ... on ImportConversionsPayload { job { logs { id } summary { errorCount } } } } }`,
  );
  expect(importConversions.job).toEqual({ logs: [], summary: null });
  expect(reads(gateway)).toEqual(['POST /advertiser/conversion-import']);
});

test('an unknown job is null, and an odd id stays in its place', async () => {
  const gateway = await startGateway();
  await importJobs(gateway, 1);
  const ids = ['5c54073a89d4465d2d17cf96', '../jobs', 'a?apiKey=b', ''];
  const data = await gateway.execute(aliased(ids, 'id'));
  expect(Object.values(data)).toEqual([null, null, null, null]);
  for (const { path, query } of gateway.sandbox.requests) expect({ path, query }).toMatchObject({ query: '' });
});

const listOf = (jobs: object) => ({ kind: 'answer', status: 200, body: { success: true, data: { jobs } } }) as const;

test('a word that Trackier never documented is UNKNOWN, with the word beside it', async () => {
  const gateway = await startGateway();
  gateway.sandbox.setFaults([{ action: listOf([{ _id: 'j1', status: 'on_fire' }, { _id: 'j2' }, 'rubbish', null]) }]);
  const { importJobs: jobs } = await gateway.execute('{ importJobs { id state rawState createdAt meta } }');
  expect(jobs).toEqual([
    { id: 'j1', state: 'UNKNOWN', rawState: 'on_fire', createdAt: null, meta: {} },
    { id: 'j2', state: 'UNKNOWN', rawState: '', createdAt: null, meta: {} },
  ]);
});

test.each([
  { when: '403 with code 5', fault: { kind: 'error', code: 5, status: 403 } },
  { when: '404 on the list', fault: { kind: 'answer', status: 404 } },
  { when: '501', fault: { kind: 'answer', status: 501, body: 'Not Implemented' } },
] as const)('$when on jobs is JOBS_UNAVAILABLE, is remembered, and imports go on', async ({ fault }) => {
  const gateway = await startGateway();
  gateway.sandbox.setFaults([{ match: { method: 'GET' }, times: 'always', action: fault }]);
  const { json } = await gateway.post({ query: '{ importJobs { id } viewer { jobTracking } }' });
  expect(json.errors[0].extensions).toMatchObject({
    code: 'JOBS_UNAVAILABLE',
    retryable: false,
    requestId: expect.any(String),
  });
  expect(json.data.importJobs).toBeNull();

  const before = reads(gateway).length;
  const again = await gateway.post({ query: '{ importJob(id: "x") { id } viewer { jobTracking } }' });
  expect(again.json).toMatchObject({ data: { importJob: null, viewer: { jobTracking: 'UNAVAILABLE' } } });
  expect(again.json.errors[0].extensions.code).toBe('JOBS_UNAVAILABLE');
  expect(reads(gateway)).toHaveLength(before);

  await importJobs(gateway, 1);
});

test('viewer tells tenant, scopes, mode, pace and limits, and what is known of job tracking', async () => {
  const gateway = await startGateway({ env: { TRACKIER_REQUESTS_PER_SECOND: '7.5', MAX_CONVERSIONS: '9' } });
  const query =
    '{ viewer { tenant scopes mode jobTracking rateLimit { requestsPerSecond queuedRequests } limits { maxConversions maxBodyBytes } } }';
  expect((await gateway.execute(query)).viewer).toEqual({
    tenant: 'default',
    scopes: ['IMPORT_READ', 'IMPORT_WRITE'],
    mode: 'LIVE',
    jobTracking: 'UNKNOWN',
    rateLimit: { requestsPerSecond: 7.5, queuedRequests: 0 },
    limits: { maxConversions: 9, maxBodyBytes: 16_777_216 },
  });
  await gateway.execute('{ importJobs { id } }');
  expect((await gateway.execute('{ viewer { jobTracking } }')).viewer.jobTracking).toBe('AVAILABLE');
});

test('a read that Trackier fails is tried again, then is a GraphQL error with a code', async () => {
  const gateway = await startGateway();
  gateway.sandbox.setFaults([{ match: { method: 'GET' }, times: 2, action: { kind: 'close', when: 'after-body' } }]);
  expect(await gateway.execute('{ importJobs { id } }')).toEqual({ importJobs: [] });
  expect(reads(gateway)).toHaveLength(3);

  gateway.sandbox.setFaults([{ match: { method: 'GET' }, times: 'always', action: { kind: 'error', code: 50 } }]);
  const { json } = await gateway.post({ query: '{ importJobs { id } }' });
  expect(json.errors[0].extensions).toMatchObject({ code: 'UPSTREAM_UNAVAILABLE', retryable: true });
});

test.each([
  { when: '403', fault: { kind: 'answer', status: 403, body: '<h1>No</h1>' }, code: 'PERMISSION_DENIED' },
  { when: '501', fault: { kind: 'answer', status: 501, body: 'Not Implemented' }, code: 'REQUEST_REJECTED' },
] as const)('a $when of one job is about that job, and no other suffers', async ({ fault, code }) => {
  const gateway = await startGateway();
  const [id = ''] = await importJobs(gateway, 1);
  gateway.sandbox.setFaults([{ match: { path: 'job' }, times: 1, action: fault }]);
  const { json } = await gateway.post({ query: '{ importJob(id: "x/y") { id } }' });
  expect(json.errors[0].extensions.code).toBe(code);
  expect(await gateway.execute(`{ importJob(id: "${id}") { id } viewer { jobTracking } }`)).toEqual({
    importJob: { id },
    viewer: { jobTracking: 'AVAILABLE' },
  });
});

test('a log line whose priority is no 32-bit number does not spoil the answer', async () => {
  const gateway = await startGateway();
  const body = {
    success: true,
    data: { job: { _id: 'j', state: 'pending', logs: [{ _id: 'l', message: 'm', priority: 99_999_999_999 }] } },
  };
  gateway.sandbox.setFaults([{ match: { method: 'POST' }, action: { kind: 'answer', status: 200, body } }]);
  const { importConversions } = await gateway.execute(
    `mutation { importConversions(input: { conversions: [{ clickId: "a" }] }) { ... on ImportConversionsPayload { job { logs { id priority } } } } }`,
  );
  expect(importConversions.job.logs).toEqual([{ id: 'l', priority: null }]);
});

test('a read that is throttled says when to ask again', async () => {
  const gateway = await startGateway();
  const action = { kind: 'answer', status: 429, headers: { 'retry-after': '600' } } as const;
  gateway.sandbox.setFaults([{ match: { method: 'GET' }, times: 'always', action }]);
  const { json } = await gateway.post({ query: '{ importJobs { id } }' });
  expect(json.errors[0].extensions).toMatchObject({ code: 'RATE_LIMITED', retryable: true, retryAfterSeconds: 600 });
});
