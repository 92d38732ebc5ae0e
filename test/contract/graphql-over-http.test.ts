import { serverAudits } from 'graphql-http';
import { expect, test } from 'vitest';
import { startGateway } from '../support/start-gateway.ts';

// The audits know no address yet when the tests are listed: they ask for it when they run.
const audits = serverAudits({ url: () => address });
let address = '';

test('there are as many audits as decision 0004 speaks of', () => {
  expect(audits).toHaveLength(61);
});

test.each(audits.map(({ id, name, fn }) => ({ id, name, fn })))('audit $id: $name', async ({ fn }) => {
  const { url } = await startGateway();
  address = `${url}/graphql`;
  const result = await fn();
  expect('reason' in result ? `${result.status}: ${result.reason}` : result.status).toBe('ok');
});
