import { Agent, request } from 'undici';
import { expect, onTestFinished, test } from 'vitest';
import { openEventStream, type StreamEvent } from '../support/event-stream.ts';
import { openRawSocket } from '../support/raw-socket.ts';
import { startProcess, startUpstream } from '../support/start-process.ts';

const importOne = {
  query: `mutation {
    importConversions(input: { conversions: [{ clickId: "a" }] }) {
      __typename
      ... on Error { code message retryable }
      ... on OutcomeUnknownError { candidateJobs { id } }
    }
  }`,
};

/** What a test expects of an answer it says itself. */
const jsonOf = async (answer: Awaited<ReturnType<typeof request>>) => JSON.parse(await answer.body.text());

/** A process in front of a sandbox, both ready, and a caller with connections of its own. */
async function startBoth(env: Readonly<Record<string, string>> = {}) {
  const upstream = await startUpstream();
  const gateway = startProcess({ ...upstream.env, ...env });
  const url = await gateway.url();
  await gateway.waitFor(/accepts the API key/);
  upstream.sandbox.clearRequests();
  const agent = new Agent();
  onTestFinished(() => agent.destroy());
  const importNow = async (): Promise<unknown> => {
    const headers = { 'content-type': 'application/json' };
    const body = JSON.stringify(importOne);
    const answer = await request(`${url}/graphql`, { method: 'POST', dispatcher: agent, headers, body });
    return (await jsonOf(answer)).data.importConversions;
  };
  return { ...gateway, sandbox: upstream.sandbox, address: url, agent, importNow };
}

const heldImport = { match: { path: 'import' }, action: { kind: 'hold' } } as const;
const hungImport = { match: { path: 'import' }, action: { kind: 'hang', queue: true } } as const;

test.each(['SIGTERM', 'SIGINT'] as const)('with nothing to do, %s ends the gateway with exit code 0', async name => {
  const gateway = await startBoth();
  const { closed } = await openRawSocket(gateway.address);
  gateway.signal(name);
  expect(await gateway.exitCode()).toBe(0);
  await closed();
  expect(gateway.lines().at(-1)).toMatchObject({ level: 'info', msg: 'Stopped.' });
});

test('in sandbox mode it ends as well, with jobs that are not done', async () => {
  const gateway = startProcess();
  const url = await gateway.url();
  const headers = { 'content-type': 'application/json' };
  await fetch(`${url}/graphql`, { method: 'POST', headers, body: JSON.stringify(importOne) });
  gateway.signal('SIGTERM');
  expect(await gateway.exitCode()).toBe(0);
});

test('a POST that is out is finished and answered, while new connections are refused', async () => {
  const gateway = await startBoth();
  gateway.sandbox.setFaults([heldImport]);
  const importing = gateway.importNow();
  await gateway.sandbox.waitForRequests(1);
  gateway.signal('SIGTERM');
  await gateway.waitFor(/Stopping/);
  await expect(openRawSocket(gateway.address)).rejects.toThrow('ECONNREFUSED');
  gateway.sandbox.release();
  expect(await importing).toEqual({ __typename: 'ImportConversionsPayload' });
  expect(await gateway.exitCode()).toBe(0);
  expect(gateway.sandbox.requests).toHaveLength(1);
});

test('callers who wait for the pace are answered at once that nothing was sent', async () => {
  // One in two thousand seconds: the check of the key has had it, and the deadline is farther off than that.
  const gateway = await startBoth({ TRACKIER_REQUESTS_PER_SECOND: '0.001', TRACKIER_TIMEOUT_MS: '2000000' });
  const waiting = [gateway.importNow(), gateway.importNow()];
  const queued = async (): Promise<number> => {
    const answer = await request(`${gateway.address}/graphql?query={viewer{rateLimit{queuedRequests}}}`, {
      dispatcher: gateway.agent,
      headers: { 'graphql-require-preflight': '1' },
    });
    return (await jsonOf(answer)).data.viewer.rateLimit.queuedRequests;
  };
  await expect.poll(queued, { timeout: 30_000 }).toBe(2);
  gateway.signal('SIGTERM');
  for (const answer of await Promise.all(waiting)) {
    expect(answer).toEqual({
      __typename: 'TrackierUnavailableError',
      code: 'UPSTREAM_UNAVAILABLE',
      message: 'The gateway is about to stop. Nothing was sent, so it is safe to send again.',
      retryable: true,
    });
  }
  expect(await gateway.exitCode()).toBe(0);
  expect(gateway.sandbox.requests).toHaveLength(0);
});

test('a request that was just on its way into an open connection is answered, and is the last on it', async () => {
  const gateway = await startBoth();
  const [used, unused, halfway] = await Promise.all([1, 2, 3].map(() => openRawSocket(gateway.address)));
  const body = JSON.stringify(importOne);
  const head = `POST /graphql HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: ${body.length}\r\n\r\n`;
  used!.socket.write('GET /health HTTP/1.1\r\nHost: localhost\r\n\r\n');
  halfway!.socket.write(head);
  await used!.waitFor('ok\n');
  gateway.signal('SIGTERM');
  await gateway.waitFor(/Stopping/);
  used!.socket.write('GET /ready HTTP/1.1\r\nHost: localhost\r\n\r\n');
  unused!.socket.write(head + body);
  halfway!.socket.write(body);
  expect(await used!.closed()).toMatch(/\r\nconnection: close\r\n.*draining/is);
  for (const { closed } of [unused!, halfway!]) {
    expect(await closed()).toMatch(/\r\nconnection: close\r\n.*Nothing was sent, so it is safe to send again/is);
  }
  expect(await gateway.exitCode()).toBe(0);
});

test('for SHUTDOWN_DELAY_MS it serves as ever, also on new connections, and only /ready says that it is about to stop', async () => {
  const gateway = await startBoth({ SHUTDOWN_DELAY_MS: '5000' });
  gateway.signal('SIGTERM');
  await gateway.waitFor(/Stopping/);
  const { socket, closed } = await openRawSocket(gateway.address);
  socket.write('GET /ready HTTP/1.1\r\nHost: localhost\r\n\r\n');
  expect(await closed()).toMatch(/^HTTP\/1.1 503 .*\r\nconnection: close\r\n.*draining/is);
  expect(await gateway.importNow()).toEqual({ __typename: 'ImportConversionsPayload' });
  expect(await gateway.exitCode()).toBe(0);
});

test('an answer that was under way when the gateway was told to stop says that it is the last on its connection', async () => {
  const gateway = await startBoth();
  gateway.sandbox.setFaults([heldImport]);
  const { socket, closed } = await openRawSocket(gateway.address);
  const body = JSON.stringify(importOne);
  socket.write(
    `POST /graphql HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: ${body.length}\r\n\r\n${body}`,
  );
  await gateway.sandbox.waitForRequests(1);
  gateway.signal('SIGTERM');
  await gateway.waitFor(/Stopping/);
  gateway.sandbox.release();
  expect(await closed()).toMatch(/\r\nconnection: close\r\n.*ImportConversionsPayload/is);
});

test('an upload that stands still does not hold up the end', async () => {
  const gateway = await startBoth();
  const { socket, closed } = await openRawSocket(gateway.address);
  socket.write(
    'POST /graphql HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: 99\r\n\r\n{',
  );
  // Once this is answered, the other has been read, too.
  await fetch(`${gateway.address}/health`);
  gateway.signal('SIGTERM');
  expect(await gateway.exitCode()).toBe(0);
  await closed();
});

test('a subscription gets its complete', async () => {
  const gateway = await startBoth();
  await gateway.importNow();
  const variables = { id: gateway.sandbox.jobs[0]?.id };
  const body = { query: 'subscription ($id: ID!) { importJob(id: $id) { state } }', variables };
  const stream = await openEventStream(`${gateway.address}/graphql`, body, gateway.agent);
  expect(await stream.next()).toMatchObject({ event: 'next', data: { data: { importJob: {} } } });
  gateway.signal('SIGTERM');
  const events: StreamEvent[] = [];
  for await (const event of stream) events.push(event);
  expect(events.at(-1)).toEqual({ event: 'complete', data: null });
  expect(await gateway.exitCode()).toBe(0);
});

test.each(['SIGTERM', 'SIGINT'] as const)('a second signal, %s, ends it at once with exit code 1', async second => {
  const gateway = await startBoth();
  gateway.sandbox.setFaults([hungImport]);
  const importing = gateway.importNow().catch(String);
  await gateway.sandbox.waitForRequests(1);
  gateway.signal('SIGTERM');
  await gateway.waitFor(/Stopping/);
  gateway.signal(second);
  expect(await gateway.exitCode()).toBe(1);
  expect(await importing).toContain('other side closed');
  expect(gateway.lines().at(-1)).toMatchObject({ level: 'error', msg: expect.stringContaining('outcome') });
});

test('at the end of the grace a POST without an answer is given up, and its caller told that nobody knows', async () => {
  const gateway = await startBoth({ SHUTDOWN_GRACE_MS: '100' });
  gateway.sandbox.setFaults([hungImport]);
  const importing = gateway.importNow();
  await gateway.sandbox.waitForRequests(1);
  gateway.signal('SIGTERM');
  expect(await importing).toMatchObject({ __typename: 'OutcomeUnknownError', retryable: false, candidateJobs: [] });
  expect(await gateway.exitCode()).toBe(1);
  expect(gateway.lines()).toContainEqual(
    expect.objectContaining({ level: 'error', msg: expect.stringMatching(/grace is over.*outcome.*unknown/) }),
  );
  expect(gateway.lines()).toContainEqual(
    expect.objectContaining({
      msg: 'request',
      level: 'warn',
      imports: [{ outcome: 'OutcomeUnknownError', code: 'OUTCOME_UNKNOWN', rows: 1 }],
    }),
  );
  expect(gateway.sandbox.requests).toHaveLength(1);
});

test('a POST whose answer is lost while the gateway stops is told to its caller, and the end is a good one', async () => {
  const gateway = await startBoth();
  gateway.sandbox.setFaults([heldImport]);
  const importing = gateway.importNow();
  await gateway.sandbox.waitForRequests(1);
  gateway.signal('SIGTERM');
  await gateway.waitFor(/Stopping/);
  await gateway.sandbox.close();
  expect(await importing).toMatchObject({ __typename: 'OutcomeUnknownError', candidateJobs: [] });
  expect(await gateway.exitCode()).toBe(0);
});
