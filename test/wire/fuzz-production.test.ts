import { setTimeout as sleep } from 'node:timers/promises';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { schema } from '../../src/graphql/schema.ts';
import { bearer, writeAccessFiles } from '../support/access-files.ts';
import { checkAnswer, checkErrors, loggedErrors } from '../support/check-answer.ts';
import { type RandomOperation, randomOperations } from '../support/random-operation.ts';
import { randomRequests } from '../support/random-request.ts';
import { openRawSocket } from '../support/raw-socket.ts';
import { type SentBytes, sendBytes } from '../support/send-bytes.ts';
import { type GatewayUnderTest, startGateway } from '../support/start-gateway.ts';

/** A bigger run: `FUZZ_RUNS=20000 vitest run test/wire/fuzz-production.test.ts`. */
const wanted = Number(process.env['FUZZ_RUNS'] ?? 0);
const runs = (usual: number): number => wanted || usual;
const options = { timeout: 120_000 + runs(0) * 200 };
const lasting = { timeout: 60_000, interval: 500 };

/** As it would stand on the internet, but for the rate, which would refuse all but the first thousand. */
async function open(): Promise<GatewayUnderTest> {
  const files = writeAccessFiles([{ name: 'ci', tenant: 'default' }]);
  const env = { NODE_ENV: 'production', CALLER_REQUESTS_PER_MINUTE: '0', ...files.env };
  return startGateway({ env });
}

/** Keeps nothing of what the test itself would remember. */
function forget(gateway: GatewayUnderTest): void {
  Reflect.set(gateway.log, 'length', 0);
  gateway.sandbox.clearRequests();
}

async function tryOperation(gateway: GatewayUnderTest, operation: RandomOperation): Promise<boolean> {
  const accept = operation.query.startsWith('subscription') ? 'text/event-stream' : 'application/json';
  const { status, text, headers, json } = await gateway.as(bearer('ci')).post(operation, { accept });
  checkAnswer(text, status, headers['retry-after']);
  checkErrors(json);
  for (const [, event] of text.matchAll(/^data: (\{.*)$/gm)) checkErrors(JSON.parse(event ?? ''));
  return Boolean(json?.data);
}

async function tryRequest(gateway: GatewayUnderTest, request: SentBytes): Promise<number> {
  const answer = await sendBytes(gateway.url, request);
  const status = Number(/^HTTP\/1\.1 (?:100 Continue\r\n\r\nHTTP\/1\.1 )?(\d{3})/.exec(answer)?.[1] ?? 0);
  checkAnswer(answer, status, /^retry-after: (\d+)/im.exec(answer)?.[1]);
  const [, body = ''] = /\r\n\r\n(\{"errors".*)$/s.exec(answer) ?? [];
  if (body) checkErrors(JSON.parse(body));
  return status;
}

test('in production no operation makes the gateway fail, or tell of its inside', options, async () => {
  const gateway = await open();
  let executed = 0;
  await fc.assert(
    fc.asyncProperty(randomOperations(schema), async operation => {
      if (await tryOperation(gateway, operation)) executed += 1;
    }),
    { numRuns: runs(400) },
  );
  expect(loggedErrors(gateway)).toEqual([]);
  expect(executed).toBeGreaterThan(runs(400) / 40);
});

test('in production no request makes the gateway fail, hang, or tell of its inside', options, async () => {
  const gateway = await open();
  const statuses = new Set<number>();
  await fc.assert(
    fc.asyncProperty(randomRequests('Bearer ci-token'), async request => {
      statuses.add(await tryRequest(gateway, request));
    }),
    { numRuns: runs(700) },
  );
  expect(loggedErrors(gateway)).toEqual([]);
  expect((await gateway.send('/health')).status).toBe(200);
  for (const status of [200, 400, 401, 404, 405, 415]) expect(statuses).toContain(status);
});

test('in production nothing of a stranger reaches Trackier or the store', options, async () => {
  const gateway = await open();
  const statuses = new Set<number>();
  await fc.assert(
    fc.asyncProperty(randomRequests(null), async request => {
      statuses.add(await tryRequest(gateway, request));
    }),
    { numRuns: runs(400) },
  );
  expect(loggedErrors(gateway)).toEqual([]);
  expect(gateway.sandbox.requests).toEqual([]);
  expect(statuses).toContain(401);
  expect(gateway.log.filter(({ caller, tenant }) => caller ?? tenant)).toEqual([]);
});

function heapAfterCollection(): number {
  setFlagsFromString('--expose-gc');
  const collect: unknown = runInNewContext('gc');
  if (typeof collect === 'function') for (let round = 0; round < 4; round += 1) collect();
  return process.memoryUsage().heapUsed;
}

test('in production memory is as large after many requests as after half of them', options, async () => {
  const gateway = await open();
  // A job would be kept: by the sandbox.
  gateway.sandbox.setFaults([{ match: { path: 'import' }, times: 'always', action: { kind: 'error', code: 20 } }]);
  const half = async (): Promise<number> => {
    const work = fc.tuple(randomOperations(schema), randomRequests('Bearer ci-token'));
    const property = fc.asyncProperty(work, async ([operation, request]) => {
      await Promise.all([tryOperation(gateway, operation), tryRequest(gateway, request)]);
      forget(gateway);
    });
    await fc.assert(property, { numRuns: runs(300) });
    await sleep(100);
    return heapAfterCollection();
  };
  await half();
  const before = await half();
  await half();
  // Of callers who were refused the last may linger for ten seconds, and what they sent with them.
  await expect.poll(() => heapAfterCollection() - before, lasting).toBeLessThan(8 * 1024 * 1024);
});

// Found by the second of these.
test.each(['a b', 'evil.example/graphql?query={__typename}&', '256.256.256.256', 'localhost:99999', '', '[x]'])(
  'a Host that is none is refused, also where callers show who they are: %j',
  async host => {
    const gateway = await open();
    const bytes = `POST /graphql HTTP/1.1\r\nHost: ${host}\r\nAuthorization: Bearer ci-token\r\nContent-Type: application/json\r\nContent-Length: 26\r\nConnection: close\r\n\r\n{"query":"{ __typename }"}`;
    expect(await tryRequest(gateway, { bytes: Buffer.from(bytes), isWhole: true })).toBe(400);
    expect(loggedErrors(gateway)).toEqual([]);
  },
);

test('the connection of a stream is closed at its end for who asked for that', async () => {
  const gateway = await open();
  const { socket, waitFor, received } = await openRawSocket(gateway.url);
  socket.write(
    'POST /graphql HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer ci-token\r\nContent-Type: application/json\r\nAccept: text/event-stream\r\nContent-Length: 26\r\nConnection: close\r\n\r\n{"query":"{ __typename }"}',
  );
  await waitFor('event: complete');
  expect(received()).toMatch(/^connection: close\r$/im);
});
