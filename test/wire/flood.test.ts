import { Agent, request } from 'undici';
import { expect, onTestFinished, test } from 'vitest';
import { startGateway } from '../support/start-gateway.ts';

const query = `mutation {
  importConversions(input: { conversions: [{ clickId: "a" }] }) {
    __typename
    ... on RateLimitedError { code retryable retryAfterSeconds }
  }
}`;

test('of 3,000 imports at once the pace lets a few through, and tells every other when to come back', async () => {
  const { url, sandbox } = await startGateway({
    env: { TRACKIER_REQUESTS_PER_SECOND: '5', TRACKIER_TIMEOUT_MS: '2000', CALLER_REQUESTS_PER_MINUTE: '0' },
  });
  const agent = new Agent({ connections: 500, pipelining: 1 });
  onTestFinished(() => agent.destroy());
  const send = async () => {
    const { body } = await request(`${url}/graphql`, {
      dispatcher: agent,
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ query }),
    });
    const answer: any = await body.json();
    return answer.data.importConversions;
  };
  const answers = await Promise.all(Array.from({ length: 3_000 }, send));
  const taken = answers.filter(({ __typename }) => __typename === 'ImportConversionsPayload');
  const limited = answers.filter(({ __typename }) => __typename === 'RateLimitedError');
  expect(taken.length + limited.length).toBe(3_000);
  expect(taken.length).toBeGreaterThanOrEqual(5);
  expect(sandbox.requests.length).toBe(taken.length);
  expect(limited.length).toBeGreaterThan(2_000);
  for (const { code, retryable, retryAfterSeconds } of limited) {
    expect({ code, retryable }).toEqual({ code: 'RATE_LIMITED', retryable: true });
    // Nobody who would have had to wait longer than the timeout was let in, so no wait to come is much longer either.
    expect(retryAfterSeconds).toBeGreaterThan(0);
    expect(retryAfterSeconds).toBeLessThan(4);
  }
});
