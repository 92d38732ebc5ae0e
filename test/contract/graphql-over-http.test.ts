import { serverAudits } from 'graphql-http';
import { expect, test } from 'vitest';
import { impatient, startGateway } from '../support/start-gateway.ts';

// The audits know no address yet when the tests are listed: they ask for it when they run.
let address = '';
const url = () => address;

/** As clients send it that do not leave the headers to chance: docs/clients.md. */
const fetchOnPurpose: typeof fetch = (input, init) => {
  const headers = new Headers(init?.headers);
  headers.set('graphql-require-preflight', '1');
  return fetch(input, { ...init, headers });
};

const audits = serverAudits({ url, fetchFn: fetchOnPurpose });

/**
 * What CSRF prevention turns into notices where the header is not sent: each wants a GET answered that any page could
 * send, and says MAY. Decision 0010 tells why.
 */
const refused = [
  { id: '5A70', name: 'MAY accept application/x-www-form-urlencoded formatted GET requests' },
  {
    id: 'D6D5',
    name: 'MAY allow URL-encoded JSON string {variables} parameter in GETs when accepting application/graphql-response+json',
  },
  {
    id: '6A70',
    name: 'MAY allow URL-encoded JSON string {variables} parameter in GETs when accepting application/json',
  },
];

test('there are as many audits as decision 0004 speaks of', () => {
  expect(audits).toHaveLength(61);
});

test.each(audits.map(({ id, name, fn }) => ({ id, name, fn })))('audit $id: $name', async ({ fn }) => {
  const gateway = await startGateway({ env: impatient });
  address = `${gateway.url}/graphql`;
  const result = await fn();
  expect('reason' in result ? `${result.status}: ${result.reason}` : result.status).toBe('ok');
});

test('without the header that CSRF prevention wants, all audits pass but three about GETs, which are notices', async () => {
  const gateway = await startGateway({ env: impatient });
  address = `${gateway.url}/graphql`;
  const failed = [];
  for (const { id, name, fn } of serverAudits({ url })) {
    const result = await fn();
    if (result.status !== 'ok') failed.push({ id, name, status: result.status, answer: result.response.status });
  }
  expect(failed).toEqual(refused.map(audit => ({ ...audit, status: 'notice', answer: 403 })));
});
