import { expect, test } from 'vitest';
import { type GatewayUnderTest, type StartOptions, startGateway, tenantOf } from '../support/start-gateway.ts';

/** A gateway whose sandbox goes by a clock that the test sets. */
async function startWithClock(options: StartOptions = {}) {
  let nowMs = Date.now();
  const gateway = await startGateway({
    ...options,
    sandbox: {
      now: () => nowMs,
      timings: { pendingMs: 10_000, progressMs: 10_000, rowsPerSecond: 1e9 },
      ...options.sandbox,
    },
  });
  return {
    gateway,
    advance: (ms: number): void => {
      nowMs += ms;
    },
  };
}

async function importOne({ execute, sandbox }: GatewayUnderTest, clickId: string): Promise<string> {
  const { importConversions } = await execute(
    `mutation ($clickId: String!) { importConversions(input: { conversions: [{ clickId: $clickId }] }) { ... on ImportConversionsPayload { job { id } } } }`,
    { clickId },
  );
  sandbox.clearRequests();
  return importConversions.job.id;
}

const follow =
  'subscription ($id: ID!) { importJob(id: $id) { id state summary { processedCount importedCount } logs { message } } }';

const stateOf = (event: { data: any } | null): string | undefined => event?.data?.data?.importJob?.state;

const reads = ({ sandbox }: GatewayUnderTest): string[] =>
  sandbox.requests.map(({ method, path }) => `${method} ${path}`);

const watched = ({ gateway }: GatewayUnderTest): number => tenantOf(gateway).jobWatcher.watchedCount();

test('tells the job now, then at every change, and ends with its summary', async () => {
  const { gateway, advance } = await startWithClock();
  const id = await importOne(gateway, 'a');
  const stream = await gateway.subscribe(follow, { id });
  expect(stream.headers).toMatchObject({ 'content-type': 'text/event-stream', 'x-accel-buffering': 'no' });
  expect(stateOf(await stream.next())).toBe('PENDING');
  advance(10_000);
  expect(stateOf(await stream.next())).toBe('PROGRESS');
  advance(10_000);
  const last = await stream.next();
  expect(last?.data.data.importJob).toEqual({
    id,
    state: 'COMPLETED',
    summary: { processedCount: 1, importedCount: 1 },
    logs: [{ message: expect.stringContaining('Total Processed: 1') }],
  });
  expect(await stream.next()).toEqual({ event: 'complete', data: null });
  expect(await stream.next()).toBeNull();
  expect(watched(gateway)).toBe(0);
  // One job alone never needs the list.
  expect(new Set(reads(gateway))).toEqual(new Set([`GET /jobs/${id}`]));
});

test('a job that had ended before is told once', async () => {
  const { gateway, advance } = await startWithClock();
  const id = await importOne(gateway, 'a');
  advance(60_000);
  const stream = await gateway.subscribe(follow, { id });
  expect(stateOf(await stream.next())).toBe('COMPLETED');
  expect(await stream.next()).toMatchObject({ event: 'complete' });
  expect(reads(gateway)).toEqual([`GET /jobs/${id}`]);
});

test('two hundred subscribers of one job cost what one does', async () => {
  const { gateway, advance } = await startWithClock({ env: { CALLER_MAX_SUBSCRIPTIONS: '200' } });
  const id = await importOne(gateway, 'a');
  const streams = await Promise.all(Array.from({ length: 200 }, () => gateway.subscribe(follow, { id })));
  for (const stream of streams) expect(stateOf(await stream.next())).toBe('PENDING');
  expect(reads(gateway).filter(read => read !== `GET /jobs/${id}`)).toEqual([]);
  const soFar = reads(gateway).length;
  advance(20_000);
  for (const stream of streams) expect(stateOf(await stream.next())).toBe('COMPLETED');
  for (const stream of streams) expect(await stream.next()).toMatchObject({ event: 'complete' });
  // A read or two may have come before the clock was set: none of them is one for each subscriber.
  expect(soFar).toBeLessThan(20);
  expect(reads(gateway).length).toBeLessThan(40);
});

test('all jobs that are followed share GET /jobs', async () => {
  const { gateway, advance } = await startWithClock();
  const ids: string[] = [];
  for (let n = 0; n < 20; n += 1) ids.push(await importOne(gateway, `click-${n}`));
  const justState = 'subscription ($id: ID!) { importJob(id: $id) { state } }';
  const streams = await Promise.all(ids.map(id => gateway.subscribe(justState, { id })));
  for (const stream of streams) expect(stateOf(await stream.next())).toBe('PENDING');
  advance(10_000);
  for (const stream of streams) expect(stateOf(await stream.next())).toBe('PROGRESS');
  const lists = reads(gateway).filter(read => read === 'GET /jobs').length;
  const singles = reads(gateway).filter(read => read !== 'GET /jobs').length;
  expect(lists).toBeGreaterThan(0);
  // Subscriptions that arrive one by one may be read one by one at first, but never again.
  expect(singles).toBeLessThanOrEqual(ids.length);
  advance(10_000);
  for (const stream of streams) expect(stateOf(await stream.next())).toBe('COMPLETED');
});

test('an unknown id is NOT_FOUND, then complete', async () => {
  const { gateway } = await startWithClock();
  const stream = await gateway.subscribe(follow, { id: '5c54073a89d4465d2d17cf96' });
  const event = await stream.next();
  expect(event?.data.errors[0].extensions).toMatchObject({
    code: 'NOT_FOUND',
    retryable: false,
    requestId: expect.any(String),
  });
  expect(await stream.next()).toMatchObject({ event: 'complete' });
});

test('jobs that the key may not read are JOBS_UNAVAILABLE, then complete', async () => {
  const { gateway } = await startWithClock();
  gateway.sandbox.setFaults([
    { match: { method: 'GET' }, times: 'always', action: { kind: 'error', code: 5, status: 403 } },
  ]);
  const stream = await gateway.subscribe(follow, { id: 'x' });
  expect((await stream.next())?.data.errors[0].extensions.code).toBe('JOBS_UNAVAILABLE');
  expect(await stream.next()).toMatchObject({ event: 'complete' });
});

test.each([
  { code: 13, expected: 'INVALID_API_KEY' },
  { code: 41, expected: 'IP_NOT_WHITELISTED' },
] as const)('a key that Trackier refuses with code $code is $expected, then complete', async ({ code, expected }) => {
  const { gateway } = await startWithClock();
  gateway.sandbox.setFaults([{ match: { method: 'GET' }, times: 'always', action: { kind: 'error', code } }]);
  const stream = await gateway.subscribe(follow, { id: 'x' });
  expect((await stream.next())?.data.errors[0].extensions.code).toBe(expected);
  expect(await stream.next()).toMatchObject({ event: 'complete' });
});

test('a job whose read gets no answer keeps no other waiting', async () => {
  const { gateway } = await startWithClock();
  const ids = [await importOne(gateway, 'a'), await importOne(gateway, 'b')];
  gateway.sandbox.setFaults([{ match: { path: `/jobs/${ids[0]}` }, times: 'always', action: { kind: 'hold' } }]);
  const held = await gateway.subscribe(follow, { id: ids[0] });
  await gateway.sandbox.waitForRequests(1);
  const other = await gateway.subscribe(follow, { id: ids[1] });
  expect(stateOf(await other.next())).toBe('PENDING');
  other.leave();
  held.leave();
});

test('who comes later is told the job as it stands then, not as it was last read', async () => {
  const { gateway, advance } = await startWithClock();
  const id = await importOne(gateway, 'a');
  const first = await gateway.subscribe(follow, { id });
  expect(stateOf(await first.next())).toBe('PENDING');
  // Long enough for the next poll to be far away.
  await gateway.sandbox.waitForRequests(4);
  await new Promise(resolve => setTimeout(resolve, 1_100));
  advance(20_000);
  const late = await gateway.subscribe(follow, { id });
  expect(stateOf(await late.next())).toBe('COMPLETED');
});

test('a passing failure of Trackier does not end the stream', async () => {
  const { gateway, advance } = await startWithClock();
  const id = await importOne(gateway, 'a');
  const stream = await gateway.subscribe(follow, { id });
  expect(stateOf(await stream.next())).toBe('PENDING');
  gateway.sandbox.clearRequests();
  gateway.sandbox.setFaults([
    { match: { method: 'GET' }, times: 3, action: { kind: 'answer', status: 502 } },
    { match: { method: 'GET' }, times: 1, action: { kind: 'close', when: 'after-body' } },
  ]);
  advance(10_000);
  expect(stateOf(await stream.next())).toBe('PROGRESS');
  expect(gateway.sandbox.pendingFaults).toEqual([]);
  stream.leave();
});

test('polling ends when the last subscriber leaves', async () => {
  const { gateway } = await startWithClock();
  const id = await importOne(gateway, 'a');
  const streams = await Promise.all([gateway.subscribe(follow, { id }), gateway.subscribe(follow, { id })]);
  for (const stream of streams) expect(stateOf(await stream.next())).toBe('PENDING');
  streams[0]?.leave();
  await expect.poll(() => gateway.log.filter(({ status }) => status === 'caller went away').length).toBe(1);
  expect(watched(gateway)).toBe(1);
  streams[1]?.leave();
  await expect.poll(() => watched(gateway)).toBe(0);
});

test('shutting down completes the streams', async () => {
  const { gateway } = await startWithClock();
  const id = await importOne(gateway, 'a');
  const stream = await gateway.subscribe(follow, { id });
  expect(stateOf(await stream.next())).toBe('PENDING');
  const closing = gateway.gateway.close();
  expect(await stream.next()).toMatchObject({ event: 'complete' });
  await closing;
});
