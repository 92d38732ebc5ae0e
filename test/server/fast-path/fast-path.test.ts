import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { Agent, type IncomingMessage, request as open } from 'node:http';
import { text } from 'node:stream/consumers';
import * as fc from 'fast-check';
import { execute, getOperationAST, parse, validate } from 'graphql';
import { expect, onTestFinished, test } from 'vitest';
import type { GatewayContext } from '../../../src/graphql/context.ts';
import { schema } from '../../../src/graphql/schema.ts';
import { writeAccessFiles } from '../../support/access-files.ts';
import { type GatewayUnderTest, startGateway, tenantOf } from '../../support/start-gateway.ts';
import { type Answer, startUpstream, type Upstream } from '../../trackier/upstream.ts';
import { type OddRequest, oddRequest } from './odd-requests.ts';

const job = (id: string) => ({
  _id: id,
  state: 'pending',
  created: { date: '2018-01-04 12:40:52.331000', timezone_type: 3, timezone: 'UTC' },
});

/** A Trackier whose answer depends on nothing but the request. */
const answer: Answer = (response, { method, path, body }) => {
  const reply = (status: number, value: unknown) => response.writeHead(status).end(JSON.stringify(value));
  if (method === 'GET' && path === '/jobs') return reply(200, { success: true, data: { jobs: [job('one')] } });
  if (path === '/jobs/nobody') return reply(400, { success: false, error: { code: 5, message: 'No' } });
  if (method === 'GET') return reply(200, { success: true, data: { job: { ...job(path.slice(6)), logs: [] } } });
  if (body.includes('"rejected"'))
    return reply(400, { success: false, error: { code: 5, message: 'No "such" <click>' } });
  if (body.includes('"unreadable"')) return response.end('<html>');
  const id = createHash('md5').update(body).digest('hex');
  return reply(200, { success: true, data: { job: job(id), message: 'Job has been queued!!' } });
};

interface World extends GatewayUnderTest {
  readonly upstream: Upstream;
}

async function startWorld(env: Readonly<Record<string, string>>): Promise<World> {
  const upstream = await startUpstream(answer);
  const access = writeAccessFiles([
    { name: 'all', tenant: 'default' },
    { name: 'reader', tenant: 'default', scopes: ['IMPORT_READ'] },
    { name: 'writer', tenant: 'default', scopes: ['IMPORT_WRITE'] },
  ]);
  const limits = { MAX_BODY_BYTES: '8000', MAX_CONVERSIONS: '10', CORS_ORIGINS: 'https://app.example' };
  const gateway = await startGateway({ env: { TRACKIER_BASE_URL: upstream.url, ...access.env, ...limits, ...env } });
  return { ...gateway, upstream };
}

const agent = new Agent({ keepAlive: true });

/** All of an answer but its date, to the byte. */
async function send(url: string, { method, path, headers, body }: OddRequest, requestId: string) {
  const length = method === 'GET' ? {} : { 'content-length': body.length };
  const sending = open(url + path, { method, agent, headers: { ...headers, ...length, 'x-request-id': requestId } });
  sending.end(method === 'GET' ? undefined : body);
  const [response]: IncomingMessage[] = await once(sending, 'response');
  if (!response) throw new Error('There is no answer.');
  const { statusCode, rawHeaders } = response;
  const dateAt = rawHeaders.indexOf('Date') + 1;
  return { statusCode, headers: rawHeaders.toSpliced(dateAt, 1), text: await text(response) };
}

/** What graphql-js alone makes of a request; null where it would not carry it out. */
async function answerPlainly(json: string, context: GatewayContext): Promise<string | null> {
  const { query, operationName, variables } = JSON.parse(json);
  const document = parse(query);
  if (validate(schema, document).length > 0 || !getOperationAST(document, operationName)) return null;
  return JSON.stringify(
    await execute({ schema, document, operationName, variableValues: variables, contextValue: context }),
  );
}

/** Whether the answer depends on nothing but the body: neither on its caller, nor on what came before it. */
const isTheSameForAll = ({ method, headers, body }: OddRequest): boolean =>
  method === 'POST' && headers['authorization'] === 'Bearer all-token' && !/__schema|key-/.test(String(body));

const withoutTime = ({ time: _time, durationMs: _durationMs, pid: _pid, ...line }: Record<string, unknown>) => line;
const linesOf = ({ log }: World) =>
  log
    .filter(({ msg }) => msg === 'request' || msg === 'audit')
    .map(withoutTime)
    .toSorted((one, other) => JSON.stringify(one).localeCompare(JSON.stringify(other)));
const countsOf = async ({ send: ask }: World) =>
  (await ask('/metrics')).text.match(
    /^gateway_(?:requests|http_requests|imports|import_rows|auth_failures)_total.*$/gm,
  );

test('the fast path answers to the byte as Yoga does, and as graphql-js alone', { timeout: 300_000 }, async () => {
  const [fast, slow] = await Promise.all([startWorld({}), startWorld({ FAST_PATH: 'false' })]);
  onTestFinished(() => agent.destroy());
  const tenant = tenantOf((await startWorld({})).gateway);
  let sameAsPlain = 0;
  const requests = fc.sample(oddRequest, { numRuns: 2_000 });
  for (const [index, request] of requests.entries()) {
    const requestId = `request-${index}`;
    const given = await send(fast.url, request, requestId);
    const shown = `${request.method} ${JSON.stringify(request.headers)} ${String(request.body)}`;
    expect({ ...given, shown }).toEqual({ ...(await send(slow.url, request, requestId)), shown });
    if (!given.text.startsWith('{"data":') || !isTheSameForAll(request)) continue;
    const plain = await answerPlainly(String(request.body), contextOf(tenant, requestId));
    expect({ text: given.text, shown }).toEqual({ text: plain, shown });
    sameAsPlain += 1;
  }
  expect(sameAsPlain).toBeGreaterThan(300);
  expect(fast.upstream.arrived).toEqual(slow.upstream.arrived.map(one => ({ ...one, headers: expect.anything() })));
  await expect.poll(() => linesOf(fast)).toEqual(linesOf(slow));
  expect(await countsOf(fast)).toEqual(await countsOf(slow));
});

function contextOf(tenant: GatewayContext['tenant'], requestId: string): GatewayContext {
  return {
    requestId,
    deadlineMs: performance.now() + 30_000,
    note: {},
    gateway: { mode: 'LIVE', limits: { maxConversions: 10, maxBodyBytes: 8_000 }, audit: () => {} },
    caller: { id: 'plain', scopes: new Set(['IMPORT_READ', 'IMPORT_WRITE']), expiresAtMs: null, revoked: null },
    tenant,
    request: { signal: new AbortController().signal },
  };
}
