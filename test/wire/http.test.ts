import { request } from 'undici';
import { describe, expect, test } from 'vitest';
import { openRawSocket } from '../support/raw-socket.ts';
import { type Reply, startGateway } from '../support/start-gateway.ts';

const json = { 'content-type': 'application/json' };
const importOne = JSON.stringify({
  query: 'mutation { importConversions(input: { conversions: [{ clickId: "a" }] }) { __typename } }',
});
const follow = (id: string) => JSON.stringify({ query: `subscription { importJob(id: "${id}") { state } }` });
const postHead = (length: number): string =>
  `POST /graphql HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: ${length}\r\n\r\n`;

const codeOf = ({ json: body }: Reply): string => body.errors[0].extensions.code;

describe('health and readiness', () => {
  test.each(['/health', '/ready'])('%s is one line and 200 while the gateway serves', async path => {
    const { send } = await startGateway();
    const { status, text, headers } = await send(path);
    expect([status, text.split('\n').length]).toEqual([200, 2]);
    expect(headers).toMatchObject({ 'content-type': 'text/plain; charset=utf-8', 'cache-control': 'no-store' });
    expect((await send(path, { method: 'HEAD' })).status).toBe(200);
  });

  test.each(['/health', '/ready'])('%s is logged for those who debug only', async path => {
    const { send, log } = await startGateway();
    await send(path);
    await send('/nothing');
    await expect.poll(() => log.filter(({ msg }) => msg === 'request')).toHaveLength(2);
    expect(log.find(line => line['path'] === path)).toMatchObject({ level: 'debug' });
    expect(log.find(line => line['path'] === '/nothing')).toMatchObject({ level: 'info' });
  });

  test('/ready is 503 and says "draining" to those still connected when the gateway stops', async () => {
    const { url, sandbox, gateway } = await startGateway();
    sandbox.setFaults([{ match: { path: 'import' }, action: { kind: 'hold' } }]);
    const importing = await openRawSocket(url);
    importing.socket.write(postHead(importOne.length) + importOne);
    await sandbox.waitForRequests(1);
    const probing = await openRawSocket(url);
    const closing = gateway.close();
    probing.socket.write('GET /ready HTTP/1.1\r\nHost: localhost\r\n\r\n');
    expect(await probing.closed()).toMatch(/HTTP\/1\.1 503 [\s\S]*connection: close[\s\S]*draining\n/i);
    sandbox.release();
    expect(await importing.closed()).toContain('ImportConversionsPayload');
    await closing;
  });
});

describe('X-Request-Id', () => {
  const sane = ['a', '0123-abcd', 'Root=1-67891233-abcdef012345678912345678', 'x'.repeat(128), 'a/b+c:d.e_f'];
  test.each(sane)("is the caller's own when that is sane: %s", async id => {
    const { send } = await startGateway();
    expect((await send('/health', { headers: { 'x-request-id': id } })).headers['x-request-id']).toBe(id);
  });

  const insane = ['', 'x'.repeat(129), 'a b', 'tab\tinside', '<script>', 'a"b', "a'; drop", 'ä', '{}'];
  test.each(insane)('is a new one when the caller sent %j', async id => {
    const { send } = await startGateway();
    const { headers } = await send('/health', { headers: { 'x-request-id': id } });
    expect(headers['x-request-id']).toMatch(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/);
  });

  test('is a new one when the caller sent two', async () => {
    const { url } = await startGateway();
    const { socket, waitFor } = await openRawSocket(url);
    socket.write('GET /health HTTP/1.1\r\nHost: localhost\r\nX-Request-Id: a\r\nX-Request-Id: b\r\n\r\n');
    expect(await waitFor('ok\n')).toMatch(/x-request-id: [0-9a-f-]{36}\r\n/i);
  });

  test('is on every answer, in every error and in the log', async () => {
    const { send, post, log } = await startGateway();
    for (const path of ['/', '/graphql', '/nothing', '/health', '/ready', '/graphiql/nothing.js']) {
      const { headers } = await send(path, { headers: { 'x-request-id': `id-of${path}` } });
      expect([headers['x-request-id'], headers['x-content-type-options']]).toEqual([`id-of${path}`, 'nosniff']);
    }
    const { json: answer } = await post({ query: '{' }, { 'x-request-id': 'mine' });
    expect(answer.errors[0].extensions).toEqual({
      code: 'GRAPHQL_PARSE_FAILED',
      retryable: false,
      requestId: 'mine',
    });
    await expect.poll(() => log.filter(line => line['requestId'] === 'mine')).toHaveLength(1);
  });
});

describe('routes', () => {
  test.each(['/nothing', '/graphql/', '/GRAPHQL', '/graphiql/', '/graphiql/../graphql', '/%', '//', '/__proto__'])(
    '%s is 404',
    async path => {
      const { url } = await startGateway();
      const { socket, waitFor } = await openRawSocket(url);
      socket.write(`GET ${path} HTTP/1.1\r\nHost: localhost\r\n\r\n`);
      expect(await waitFor('There is nothing here.')).toMatch(/^HTTP\/1\.1 404 /);
    },
  );

  test.each([
    ['PUT', '/graphql', 'GET, POST'],
    ['DELETE', '/graphql', 'GET, POST'],
    ['OPTIONS', '/graphql', 'GET, POST'],
    ['POST', '/health', 'GET, HEAD'],
    ['POST', '/ready', 'GET, HEAD'],
    ['POST', '/', 'GET, HEAD'],
    ['POST', '/graphiql/graphiql.js', 'GET, HEAD'],
    ['POST', '/console/console.js', 'GET, HEAD'],
  ])('%s %s is 405 and names what is allowed', async (method, path, allow) => {
    const { send } = await startGateway();
    const { status, headers } = await send(path, { method });
    expect([status, headers['allow']]).toEqual([405, allow]);
  });

  test('without the console / leads to GraphiQL, which is served to browsers only', async () => {
    const { send } = await startGateway({ env: { CONSOLE: 'false' } });
    expect((await send('/console/nothing.js')).status).toBe(404);
    expect(await send('/')).toMatchObject({ status: 302, headers: { location: '/graphql' } });
    const page = await send('/graphql', { headers: { accept: 'text/html,application/xhtml+xml,*/*;q=0.8' } });
    expect([page.status, page.headers['content-type']]).toEqual([200, 'text/html; charset=utf-8']);
    expect(page.headers['content-security-policy']).toContain("default-src 'none'");
    expect((await send('/graphql')).headers['content-type']).toContain('json');
  });

  test('without the console and GraphiQL there is nothing at /, and a browser at /graphql gets what GraphQL says', async () => {
    const { send } = await startGateway({ env: { CONSOLE: 'false', GRAPHIQL: 'false' } });
    expect((await send('/')).status).toBe(404);
    expect((await send('/graphiql/graphiql.js')).status).toBe(404);
    const answer = await send('/graphql', { headers: { accept: 'text/html,*/*;q=0.8' } });
    expect([answer.status, codeOf(answer)]).toEqual([403, 'CSRF_PREVENTED']);
  });
});

describe('host names', () => {
  const served = ['localhost', 'LOCALHOST:4000', '127.0.0.1', '127.0.0.1:80', '[::1]', '[::1]:4000'];
  test.each(served)('%s is served', async host => {
    const { send } = await startGateway();
    expect((await send('/health', { headers: { host } })).status).toBe(200);
  });

  const foreign = ['evil.example', 'localhost.evil.example', '127.0.0.1.nip.io', 'localhost:80:80', '[::2]', '0.0.0.0'];
  test.each(foreign)('%s is 421, nothing is imported, and the log says which name it was', async host => {
    const { send, sandbox, log } = await startGateway();
    for (const path of ['/health', '/ready', '/graphql', '/', '/nothing']) {
      expect((await send(path, { headers: { host } })).status).toBe(421);
    }
    const { status } = await send('/graphql', { method: 'POST', headers: { ...json, host }, body: importOne });
    expect([status, sandbox.requests.length]).toEqual([421, 0]);
    await expect.poll(() => log.find(({ path }) => path === '/nothing')).toMatchObject({ status: 421, host });
  });

  test('those in ALLOWED_HOSTS are served too, on every port unless one is named', async () => {
    const { send } = await startGateway({ env: { ALLOWED_HOSTS: 'gateway.example, other.example:8443' } });
    const statusOf = async (host: string) => (await send('/health', { headers: { host } })).status;
    expect(await statusOf('gateway.example')).toBe(200);
    expect(await statusOf('Gateway.Example:443')).toBe(200);
    expect(await statusOf('other.example:8443')).toBe(200);
    expect(await statusOf('other.example')).toBe(421);
    expect(await statusOf('sub.gateway.example')).toBe(421);
    expect(await statusOf('localhost')).toBe(200);
  });
});

describe('Accept', () => {
  test.each(['image/png', 'text/html', 'application/xml', 'application/json; charset=latin1'])(
    'an import whose answer nobody would take is not sent: %s',
    async accept => {
      const { send, sandbox } = await startGateway({ env: { GRAPHIQL: 'false' } });
      const answer = await send('/graphql', { method: 'POST', headers: { ...json, accept }, body: importOne });
      expect([answer.status, answer.text]).toEqual([406, expect.stringMatching(/^Nothing was done/)]);
      expect(sandbox.requests).toHaveLength(0);
    },
  );

  test.each(['*/*', 'application/*', 'application/json', 'text/html;q=0.9, application/json;q=0.1', '', 'multipart/*'])(
    'an import is sent for %j',
    async accept => {
      const { send, sandbox } = await startGateway();
      const answer = await send('/graphql', { method: 'POST', headers: { ...json, accept }, body: importOne });
      expect([answer.status, answer.text]).toEqual([200, expect.stringContaining('ImportConversionsPayload')]);
      expect(sandbox.requests).toHaveLength(1);
    },
  );

  test('a subscription that does not accept events says so, and asks Trackier for nothing', async () => {
    const { send, sandbox } = await startGateway();
    const headers = { ...json, accept: 'application/json' };
    const answer = await send('/graphql', { method: 'POST', headers, body: follow('5c6f54a44d3fb') });
    expect([answer.status, codeOf(answer)]).toEqual([406, 'NOT_ACCEPTABLE']);
    expect(sandbox.requests).toHaveLength(0);
  });
});

describe('server-sent events', () => {
  test('are not held back by proxies, and a comment comes while nothing happens', async () => {
    const { url, sandbox, log } = await startGateway();
    sandbox.setFaults([{ times: 'always', action: { kind: 'hold' } }]);
    const headers = { ...json, accept: 'text/event-stream' };
    const answer = await request(`${url}/graphql`, { method: 'POST', headers, body: follow('a'), reset: true });
    expect(answer.headers).toMatchObject({
      'content-type': 'text/event-stream',
      'cache-control': 'no-cache',
      'x-accel-buffering': 'no',
    });
    let text = '';
    for await (const chunk of answer.body) {
      text += String(chunk);
      if (text === ':\n\n:\n\n') break;
    }
    expect(text).toBe(':\n\n:\n\n');
    await expect.poll(() => log.filter(line => line['msg'] === 'request')).toHaveLength(1);
    expect(log.filter(line => line['level'] === 'error')).toEqual([]);
  });
});
