import { once } from 'node:events';
import { describe, expect, test } from 'vitest';
import { writeAccessFiles } from '../support/access-files.ts';
import { openRawSocket } from '../support/raw-socket.ts';
import { type Reply, startGateway } from '../support/start-gateway.ts';
import { type GuardedGateway, waysIn } from '../support/ways-in.ts';

const json = { 'content-type': 'application/json' };
const mutation = 'mutation { importConversions(input: { conversions: [{ clickId: "a" }] }) { __typename } }';
const post = (query: string, headers: Record<string, string> = json) =>
  ({ method: 'POST', headers, body: JSON.stringify({ query }) }) as const;

/** What can be asked of /graphql. */
const questions = {
  'a query': { path: '/graphql', options: post('{ __typename }') },
  'a mutation': { path: '/graphql', options: post(mutation) },
  'a batch': { path: '/graphql', options: { ...post(''), body: '[{"query":"{ __typename }"}]' } },
  'what is no JSON': { path: '/graphql', options: { ...post(''), body: '{' } },
  'a form': {
    path: '/graphql',
    options: { ...post('', { 'content-type': 'application/x-www-form-urlencoded' }), body: 'query={__typename}' },
  },
  'a query in the address': {
    path: '/graphql?query={__typename}',
    options: { headers: { 'graphql-require-preflight': '1' } },
  },
  'a page of another origin': {
    path: '/graphql?query={__typename}',
    options: { headers: { origin: 'https://evil.example', cookie: 'session=1' } },
  },
  'a subscription': {
    path: '/graphql',
    options: post('subscription { importJob(id: "1") { id } }', { ...json, accept: 'text/event-stream' }),
  },
  'a subscription in the address': {
    path: '/graphql?query=subscription{importJob(id:"1"){id}}',
    options: { headers: { accept: 'text/event-stream', 'graphql-require-preflight': '1' } },
  },
} as const;

const bulk = '/bulk-imports/00000000-0000-4000-8000-000000000000';
const files = {
  'an upload': {
    path: `${bulk}/rows`,
    options: { method: 'PUT', headers: { 'content-type': 'text/csv' }, body: 'click_id\na\n' },
  },
  'the rejected rows': { path: `${bulk}/rejected.csv`, options: {} },
  'the unsent rows': { path: `${bulk}/unsent.csv`, options: {} },
} as const;

function checkRefused({ status, headers }: Reply, { challenge }: GuardedGateway, hadToken: boolean): void {
  expect(status).toBe(401);
  const isFaulty = hadToken && challenge.startsWith('Bearer');
  const fault = isFaulty ? ', error="invalid_token", error_description="[^"]+"' : '';
  expect(headers['www-authenticate']).toMatch(new RegExp(`^${challenge}${fault}$`));
  expect(headers['cache-control']).toBe('no-store');
}

const showsToken = ({ authorization }: Readonly<Record<string, string>>): boolean =>
  /^Bearer \S/.test(authorization ?? '');

describe.each(Object.entries(waysIn))('with %s', (_way, open) => {
  test('whoever does not show who he is gets a 401 that says how, for everything at /graphql', async () => {
    const guarded = await open();
    const { gateway, bad } = guarded;
    for (const headers of Object.values(bad)) {
      for (const { path, options } of Object.values(questions)) {
        const reply = await gateway.as(headers).send(path, { ...options, headers: { ...options.headers, ...headers } });
        checkRefused(reply, guarded, showsToken(headers));
        expect(reply.json).toEqual({
          errors: [
            {
              message: expect.stringMatching(/\.$/),
              extensions: { code: 'UNAUTHENTICATED', retryable: false, requestId: reply.headers['x-request-id'] },
            },
          ],
        });
      }
    }
    expect(gateway.sandbox.requests).toEqual([]);
  });

  test('whoever does not show who he is gets a problem that says how, for every file', async () => {
    const guarded = await open();
    const { gateway, bad } = guarded;
    for (const headers of Object.values(bad)) {
      for (const { path, options } of Object.values(files)) {
        const own = 'headers' in options ? options.headers : {};
        const reply = await gateway.send(path, { ...options, headers: { ...own, ...headers } });
        checkRefused(reply, guarded, showsToken(headers));
        expect(reply.headers['content-type']).toBe('application/problem+json');
        expect(reply.json).toMatchObject({
          status: 401,
          code: 'UNAUTHENTICATED',
          requestId: reply.headers['x-request-id'],
        });
      }
    }
    expect(gateway.sandbox.requests).toEqual([]);
  });

  test('whoever shows who he is is let in, and sees for whom', async () => {
    const { gateway, good, tenant } = await open();
    const door = gateway.as(good);
    const { viewer } = await door.execute('{ viewer { tenant scopes } }');
    expect(viewer).toEqual({
      tenant: expect.stringMatching(tenant),
      scopes: ['IMPORT_READ', 'IMPORT_WRITE'],
    });
    expect((await door.execute(mutation)).importConversions.__typename).toBe('ImportConversionsPayload');
    expect(
      (await door.send(questions['a query in the address'].path, questions['a query in the address'].options)).status,
    ).toBe(200);
    for (const { path, options } of Object.values(files)) expect((await door.send(path, options)).status).toBe(404);
  });

  test('probes and the GraphiQL page ask nobody who he is', async () => {
    const { gateway } = await open();
    for (const path of ['/health', '/ready']) expect((await gateway.send(path)).status).toBe(200);
    const page = await gateway.send('/graphql', { headers: { accept: 'text/html' } });
    expect(page.status).toBe(200);
    const asset = /(?:src|href)="(\/graphiql\/[^"]+)"/.exec(page.text)?.[1] ?? '';
    expect((await gateway.send(asset)).status).toBe(200);
  });

  test('a caller who asks before he sends a file, and shows nothing, need not send', async () => {
    const { gateway } = await open();
    const { socket, closed } = await openRawSocket(gateway.url);
    socket.write(
      `PUT ${bulk}/rows HTTP/1.1\r\nHost: localhost\r\nContent-Type: text/csv\r\nContent-Length: 11\r\nExpect: 100-continue\r\n\r\n`,
    );
    const answer = await closed();
    expect(answer).toMatch(/^HTTP\/1\.1 401 [\s\S]*UNAUTHENTICATED/);
    expect(answer).not.toContain('100 Continue');
  });

  const megabyte = 1024 * 1024;
  test.each([
    ['PUT', `${bulk}/rows`, 'text/csv'],
    ['POST', '/graphql', 'application/json'],
  ])('a stranger who writes 16 MB with a %s before he reads gets to read the refusal', async (method, path, type) => {
    const { gateway } = await open();
    const { socket, waitFor } = await openRawSocket(gateway.url);
    socket.pause();
    socket.write(
      `${method} ${path} HTTP/1.1\r\nHost: localhost\r\nContent-Type: ${type}\r\nContent-Length: ${16 * megabyte}\r\n\r\n`,
    );
    for (let written = 0; written < 16 && !socket.destroyed; written += 1) {
      if (!socket.write('a'.repeat(megabyte))) await Promise.race([once(socket, 'drain'), once(socket, 'close')]);
    }
    socket.resume();
    expect(await waitFor('UNAUTHENTICATED')).toMatch(/^HTTP\/1\.1 401 /);
  });

  test('the log says why somebody was refused, and who was let in', async () => {
    const { gateway, good, bad, tenant, callerId } = await open();
    const lineOf = (reply: Reply) =>
      expect.poll(() =>
        gateway.log.find(({ requestId, msg }) => msg === 'request' && requestId === reply.headers['x-request-id']),
      );
    for (const headers of Object.values(bad)) {
      const refused = await gateway.send('/graphql', { ...post('{ __typename }'), headers: { ...json, ...headers } });
      const refusal = refused.json.errors[0].message;
      await lineOf(refused).toMatchObject({ status: 401, errorCodes: ['UNAUTHENTICATED'], refusal });
    }
    const upload = files['an upload'];
    await lineOf(await gateway.send(upload.path, upload.options)).toMatchObject({
      status: 401,
      upload: { outcome: 'UNAUTHENTICATED' },
      refusal: expect.any(String),
    });
    const who = { caller: expect.stringMatching(callerId), tenant: expect.stringMatching(tenant) };
    await lineOf(await gateway.as(good).post({ query: '{ __typename }' })).toMatchObject({ status: 200, ...who });
    for (const { path, options } of Object.values(files)) {
      await lineOf(await gateway.as(good).send(path, options)).toMatchObject({ status: 404, ...who });
    }
    for (const headers of [good, ...Object.values(bad)]) {
      for (const secret of Object.values(headers)
        .map(value => value.replace(/^Bearer /, ''))
        .filter(text => text.length > 8))
        expect(JSON.stringify(gateway.log)).not.toContain(secret);
    }
  });
});

test('the log says why a download was refused', async () => {
  const gateway = await startGateway({ env: writeAccessFiles([{ name: 'ci', tenant: 'default' }]).env });
  const { headers } = await gateway.send(files['the rejected rows'].path);
  const line = () =>
    gateway.log.find(({ requestId, msg }) => msg === 'request' && requestId === headers['x-request-id']);
  await expect.poll(line).toBeDefined();
  expect(line()).toMatchObject({ status: 401, errorCodes: ['UNAUTHENTICATED'], refusal: expect.any(String) });
});
