import { describe, expect, test } from 'vitest';
import { type Reply, startGateway } from '../support/start-gateway.ts';

const json = { 'content-type': 'application/json' };
const mutation = 'mutation { importConversions(input: { conversions: [{ clickId: "a" }] }) { __typename } }';
const importOne = JSON.stringify({ query: mutation });
const listJobs = '/graphql?query={importJobs{id}}';

const codeOf = ({ json: body }: Reply): string => body.errors[0].extensions.code;

describe('a page of another origin, which nobody has allowed', () => {
  test.each(['https://evil.example', 'http://localhost:3000', 'null'])(
    'gets no leave by CORS from any answer: %s',
    async origin => {
      const { send } = await startGateway();
      const preflight = { origin, 'access-control-request-method': 'POST' };
      const answers = [
        await send('/graphql', { method: 'OPTIONS', headers: preflight }),
        await send('/graphql', { method: 'POST', headers: { ...json, origin }, body: importOne }),
        await send('/graphql?query={__typename}', { headers: { origin } }),
        await send('/bulk-imports/a/rows', { method: 'OPTIONS', headers: { ...preflight } }),
        await send('/bulk-imports/a/rejected.csv', { headers: { origin } }),
        await send('/health', { headers: { origin } }),
        await send('/', { headers: { origin } }),
      ];
      for (const { headers } of answers) {
        expect(Object.keys(headers).filter(name => name.startsWith('access-control-'))).toEqual([]);
        expect(String(headers['vary'])).not.toMatch(/origin/i);
      }
    },
  );

  test('gets nothing through a DNS name that it had rebound to this address, where it is of one origin', async () => {
    const { send, sandbox } = await startGateway();
    const headers = { ...json, host: 'evil.example', origin: 'http://evil.example', 'sec-fetch-site': 'same-origin' };
    const statuses = [
      await send('/graphql', { method: 'POST', headers, body: importOne }),
      await send(listJobs, { headers }),
      await send('/bulk-imports/a/rows', { method: 'PUT', headers, body: 'click_id\na\n' }),
      await send('/bulk-imports/a/rejected.csv', { headers }),
      await send('/graphql', { headers: { ...headers, accept: 'text/html' } }),
    ].map(({ status }) => status);
    expect(statuses).toEqual([421, 421, 421, 421, 421]);
    expect(sandbox.requests).toHaveLength(0);
  });

  const simple = [
    'text/plain',
    'TEXT/PLAIN',
    'text/plain;charset=UTF-8',
    'text/plain; application/json',
    'text/plain, application/json',
    'application/x-www-form-urlencoded',
    'application/x-www-form-urlencoded; charset=utf-8',
    'multipart/form-data; boundary=x',
    'Multipart/Form-Data; boundary="application/json"',
    'application/graphql',
    'application/json; charset=utf-16',
    'application/json-seq',
    '',
  ];
  test.each(simple)('cannot POST without asking, as %j', async type => {
    const { send, sandbox } = await startGateway();
    const answer = await send('/graphql', { method: 'POST', headers: { 'content-type': type }, body: importOne });
    expect([answer.status, codeOf(answer)]).toEqual([415, 'UNSUPPORTED_MEDIA_TYPE']);
    expect(answer.json.errors[0].message).toContain('"Content-Type: application/json"');
    expect(sandbox.requests).toHaveLength(0);
  });

  test('cannot POST a form that is JSON for those who do not look, or anything without a type', async () => {
    const { send, sandbox } = await startGateway();
    const form = `${importOne.slice(0, -1)},"a":"=\\r\\n"}`;
    const answers = [
      await send('/graphql', { method: 'POST', headers: { 'content-type': 'text/plain' }, body: form }),
      await send('/graphql', { method: 'POST', body: importOne }),
      await send(`/graphql?query=${encodeURIComponent(mutation)}`, { method: 'POST' }),
    ];
    expect(answers.map(({ status }) => status)).toEqual([415, 415, 415]);
    expect(sandbox.requests).toHaveLength(0);
  });

  test.each(['Application/JSON', 'application/json;charset=UTF-8', 'application/json ; charset="utf-8"'])(
    'has to ask before it sends JSON, however it is written, so that it is served: %s',
    async type => {
      const { send } = await startGateway();
      const body = '{"query":"{__typename}"}';
      expect((await send('/graphql', { method: 'POST', headers: { 'content-type': type }, body })).status).toBe(200);
    },
  );
});

describe('a GET', () => {
  const unasked: Record<string, string>[] = [
    {},
    { accept: 'image/*,*/*' },
    { accept: 'text/event-stream' },
    { 'sec-fetch-site': 'cross-site' },
    { 'sec-fetch-site': 'same-site' },
    { 'sec-fetch-site': 'none', 'sec-fetch-mode': 'navigate' },
    { 'content-type': 'text/plain' },
    { 'content-type': 'application/x-www-form-urlencoded' },
    { authorization: 'Basic dXNlcjpwYXNz' },
    { 'graphql-require-preflight': '' },
    { cookie: 'a=b', referer: 'http://localhost/', origin: 'http://localhost' },
  ];
  test.each(unasked)('that any page could send is refused, and uses nothing of the pace: %j', async headers => {
    const { send, sandbox } = await startGateway();
    const answer = await send(listJobs, { headers });
    expect([answer.status, answer.text]).toEqual([403, expect.stringContaining('"code":"CSRF_PREVENTED"')]);
    expect(answer.text).toContain(String.raw`Add the header \"GraphQL-Require-Preflight: 1\"`);
    expect(sandbox.requests).toHaveLength(0);
  });

  const onPurpose: Record<string, string>[] = [
    { 'graphql-require-preflight': '1' },
    { 'apollo-require-preflight': 'true' },
    { 'x-graphql-yoga-csrf': '1' },
    { 'x-requested-with': 'XMLHttpRequest' },
    { 'x-api-key': 'k' },
    { authorization: 'Bearer t' },
    { 'content-type': 'application/json' },
    { 'content-type': 'application/graphql+json; charset=utf-8' },
    { 'sec-fetch-site': 'same-origin' },
  ];
  test.each(onPurpose)('that a page of another origin could not send unasked is answered: %j', async headers => {
    const { send } = await startGateway();
    expect((await send(listJobs, { headers })).json).toEqual({ data: { importJobs: [] } });
  });

  test('imports nothing, whatever header it has', async () => {
    const { send, sandbox } = await startGateway();
    const path = `/graphql?query=${encodeURIComponent(mutation)}`;
    expect((await send(path)).status).toBe(403);
    const answer = await send(path, { headers: { 'graphql-require-preflight': '1' } });
    expect([answer.status, answer.headers['allow']]).toEqual([405, 'POST']);
    expect(sandbox.requests).toHaveLength(0);
  });
});
