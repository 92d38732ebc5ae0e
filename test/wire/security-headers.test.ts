import { expect, test } from 'vitest';
import { startGateway } from '../support/start-gateway.ts';

const json = { 'content-type': 'application/json' };
const html = { accept: 'text/html' };

test('every answer tells browsers to do nothing with it that it is not meant for', async () => {
  const { send } = await startGateway();
  const answers = [
    await send('/graphql', { method: 'POST', headers: json, body: '{"query":"{__typename}"}' }),
    await send('/graphql', { method: 'POST', headers: json, body: '{' }),
    await send('/graphql', { method: 'POST', body: 'a' }),
    await send('/graphql'),
    await send('/graphql', { method: 'DELETE' }),
    await send('/graphql', { headers: { host: 'evil.example' } }),
    await send('/bulk-imports/a/rows', { method: 'PUT', headers: { 'content-type': 'text/csv' }, body: 'click_id\na' }),
    await send('/bulk-imports/a/rejected.csv'),
    await send('/health'),
    await send('/ready'),
    await send('/nothing'),
  ];
  for (const { headers } of answers) {
    expect(headers).toMatchObject({
      'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
      'cache-control': 'no-store',
      'x-content-type-options': 'nosniff',
      'x-frame-options': 'DENY',
      'referrer-policy': 'no-referrer',
      'cross-origin-resource-policy': 'same-origin',
    });
    expect(Object.keys(headers)).not.toEqual(
      expect.arrayContaining([expect.stringMatching(/^(server|x-powered-by)$/)]),
    );
  }
});

test('the page of GraphiQL has a policy of its own, which allows no script but those of the gateway', async () => {
  const { send } = await startGateway();
  const { headers } = await send('/graphql', { headers: html });
  expect(headers).toMatchObject({
    'content-type': 'text/html; charset=utf-8',
    'cache-control': 'no-store',
    'x-content-type-options': 'nosniff',
    'x-frame-options': 'DENY',
    'referrer-policy': 'no-referrer',
    'cross-origin-opener-policy': 'same-origin',
    'permissions-policy': expect.stringContaining('camera=()'),
  });
  const policy = String(headers['content-security-policy']).split('; ');
  expect(policy).toEqual(
    expect.arrayContaining(["default-src 'none'", "script-src 'self'", "connect-src 'self'", "frame-ancestors 'none'"]),
  );
});

test('what browsers may keep of GraphiQL can still not be used by a page of another site', async () => {
  const { send } = await startGateway();
  const { text } = await send('/graphql', { headers: html });
  const [, script = ''] = /<script src="([^"]+)"/.exec(text) ?? [];
  const { status, headers } = await send(script, { method: 'GET' });
  expect(status).toBe(200);
  expect(headers).toMatchObject({
    'cache-control': 'public, max-age=31536000, immutable',
    'cross-origin-resource-policy': 'same-origin',
    'x-content-type-options': 'nosniff',
  });
});
