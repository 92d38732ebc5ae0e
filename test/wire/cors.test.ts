import { describe, expect, test } from 'vitest';
import { openRawSocket } from '../support/raw-socket.ts';
import { type Reply, startGateway } from '../support/start-gateway.ts';

const origin = 'https://app.example';
const env = { CORS_ORIGINS: `${origin},http://localhost:5173` };
const json = { 'content-type': 'application/json' };
const typename = '{"query":"{__typename}"}';

/** What an answer says about CORS. */
const corsOf = ({ headers }: Reply): Record<string, unknown> =>
  Object.fromEntries(Object.entries(headers).filter(([name]) => name.startsWith('access-control-') || name === 'vary'));
const shown = {
  'access-control-allow-origin': origin,
  'access-control-expose-headers': 'X-Request-Id, Retry-After, Content-Disposition, WWW-Authenticate',
  vary: 'Origin',
};
const asks = (method: string, from = origin) => ({ origin: from, 'access-control-request-method': method });

describe('a page of an origin in CORS_ORIGINS', () => {
  test.each([
    ['POST', '/graphql', 'GET, POST'],
    ['GET', '/graphql?query={__typename}', 'GET, POST'],
    ['PUT', '/bulk-imports/a/rows', 'PUT'],
    ['GET', '/bulk-imports/a/rejected.csv', 'GET, HEAD'],
  ])('is told before it sends a %s to %s what it may send', async (method, path, methods) => {
    const { send } = await startGateway({ env });
    const headers = { ...asks(method), 'access-control-request-headers': 'authorization,content-type' };
    const answer = await send(path, { method: 'OPTIONS', headers });
    expect([answer.status, answer.text]).toEqual([204, '']);
    expect(corsOf(answer)).toMatchObject({
      ...shown,
      'access-control-allow-methods': methods,
      'access-control-max-age': '7200',
    });
    const allowed = String(answer.headers['access-control-allow-headers']).toLowerCase().split(', ');
    expect(allowed).toEqual(
      expect.arrayContaining(['authorization', 'content-type', 'x-api-key', 'x-request-id', 'traceparent']),
    );
  });

  test('is shown every answer, errors and streams too, and never with cookies', async () => {
    const { send, url } = await startGateway({ env: { ...env, MAX_BODY_BYTES: '1024' } });
    const post = (body: string, headers = {}) =>
      send('/graphql', { method: 'POST', headers: { ...json, origin, ...headers }, body });
    const answers = [
      await post(typename),
      await post('{"query":"{"}'),
      await post('{'),
      await post(typename, { 'content-type': 'text/plain' }),
      await post(typename, { accept: 'image/png' }),
      await post(JSON.stringify({ query: '#'.repeat(2000) })),
      await send('/graphql', { headers: { origin } }),
      await send('/graphql', { method: 'DELETE', headers: { origin } }),
      await send('/graphql', { method: 'OPTIONS', headers: { origin } }),
      await send('/bulk-imports/a/rows', { method: 'PUT', headers: { origin, 'content-type': 'text/csv' }, body: 'a' }),
      await send('/bulk-imports/a/rejected.csv', { headers: { origin } }),
      await send('/bulk-imports/a/nothing', { headers: { origin } }),
    ];
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 400, 415, 406, 413, 403, 405, 405, 404, 404, 404]);
    for (const answer of answers) expect(corsOf(answer)).toEqual(shown);

    const { socket, waitFor } = await openRawSocket(url);
    const body = '{"query":"subscription { importJob(id: \\"nobody\\") { state } }"}';
    socket.write(
      `POST /graphql HTTP/1.1\r\nHost: localhost\r\nOrigin: ${origin}\r\nContent-Type: application/json\r\n` +
        `Accept: text/event-stream\r\nContent-Length: ${body.length}\r\n\r\n${body}`,
    );
    const stream = await waitFor('event: complete');
    expect(stream).toMatch(/^access-control-allow-origin: https:\/\/app\.example\r$/im);
    expect(stream).toMatch(/^vary: origin\r$/im);
  });

  test('is shown that it has to log in', async () => {
    const { send } = await startGateway({ env: { ...passthrough, ...env } });
    const answer = await send('/graphql', { method: 'POST', headers: { ...json, origin }, body: typename });
    expect([answer.status, corsOf(answer)]).toEqual([401, shown]);
    const asked = await send('/graphql', { method: 'OPTIONS', headers: asks('POST') });
    expect(asked.status).toBe(204);
  });

  test('may not use what is for those who run the gateway', async () => {
    const { send } = await startGateway({ env });
    const paths = ['/health', '/ready', '/console/nothing.js', '/graphiql/nothing.js', '/graphqlx', '/nothing'];
    for (const path of paths) {
      expect(corsOf(await send(path, { headers: { origin } }))).toEqual({ vary: 'Origin' });
      const preflight = await send(path, { method: 'OPTIONS', headers: asks('GET') });
      expect([preflight.status, corsOf(preflight)]).toEqual([expect.toBeOneOf([404, 405]), { vary: 'Origin' }]);
    }
    expect(corsOf(await send('/', { headers: { origin } }))).toEqual({ vary: ['Origin', 'accept-encoding'] });
  });
});

describe('a page of an origin that is not in CORS_ORIGINS', () => {
  test.each([
    'https://evil.example',
    'https://app.example.evil.example',
    'https://evil-app.example',
    'https://sub.app.example',
    'http://app.example',
    'https://app.example:8443',
    'https://app.example/',
    'HTTPS://APP.EXAMPLE',
    'https://app.example, https://evil.example',
    'null',
    '*',
    '',
  ])('is refused when it asks, and shown nothing: %j', async foreign => {
    const { send, sandbox } = await startGateway({ env });
    for (const path of ['/graphql', '/bulk-imports/a/rows', '/bulk-imports/a/rejected.csv']) {
      const preflight = await send(path, { method: 'OPTIONS', headers: asks('POST', foreign) });
      expect([preflight.status, corsOf(preflight)]).toEqual([403, { vary: 'Origin' }]);
    }
    const answer = await send('/graphql', { method: 'POST', headers: { ...json, origin: foreign }, body: typename });
    expect(corsOf(answer)).toEqual({ vary: 'Origin' });
    expect(sandbox.requests).toHaveLength(0);
  });
});

test('an answer to no page at all varies with the origin too, so that caches keep it apart', async () => {
  const { send } = await startGateway({ env });
  expect(corsOf(await send('/graphql', { method: 'POST', headers: json, body: typename }))).toEqual({ vary: 'Origin' });
});

const passthrough = { TRACKIER_KEY_PASSTHROUGH: 'true', TRACKIER_API_KEY: '' };
