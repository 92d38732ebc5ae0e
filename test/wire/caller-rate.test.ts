import { expect, test } from 'vitest';
import { bearer, writeAccessFiles } from '../support/access-files.ts';
import { startGateway } from '../support/start-gateway.ts';

test('a caller who comes too often is told when to come again, and others are served meanwhile', async () => {
  const files = writeAccessFiles(['busy', 'calm'].map(name => ({ name, tenant: 'default' })));
  const gateway = await startGateway({ env: { ...files.env, CALLER_REQUESTS_PER_MINUTE: '20' } });
  const busy = gateway.as(bearer('busy'));
  const ask = (door = busy) => door.post({ query: '{ __typename }' });
  const replies = await Promise.all(Array.from({ length: 30 }, () => ask()));
  expect(replies.filter(({ status }) => status === 200)).toHaveLength(20);
  const refused = replies.filter(({ status }) => status === 429);
  expect(refused).toHaveLength(10);
  for (const { headers, json } of refused) {
    expect(Number(headers['retry-after'])).toBeGreaterThan(0);
    expect(json.errors[0].extensions).toEqual({
      code: 'TOO_MANY_REQUESTS',
      retryable: true,
      retryAfterSeconds: Number(headers['retry-after']),
      requestId: headers['x-request-id'],
    });
  }
  for (const [method, path] of [
    ['PUT', 'rows'],
    ['GET', 'rejected.csv'],
  ] as const) {
    const { headers, json } = await busy.send(`/bulk-imports/some-id/${path}`, { method });
    expect(json).toMatchObject({ status: 429, code: 'TOO_MANY_REQUESTS' });
    expect(Number(headers['retry-after'])).toBeGreaterThan(0);
  }
  expect((await ask(gateway.as(bearer('calm')))).status).toBe(200);
  // Who shows nothing takes nothing from anybody.
  expect((await ask(gateway.as({}))).status).toBe(401);
  expect((await gateway.send('/ready')).status).toBe(200);
  const line = () =>
    gateway.log.find(({ requestId, msg }) => msg === 'request' && requestId === refused[0]?.headers['x-request-id']);
  await expect
    .poll(line)
    .toMatchObject({ status: 429, errorCodes: ['TOO_MANY_REQUESTS'], refusal: expect.stringContaining('Too many') });
});
