import { expect, test } from 'vitest';
import { startGateway } from '../support/start-gateway.ts';
import { ownKey, passthroughEnv } from '../support/ways-in.ts';

const readJobs = '{ importJobs { id } }';
/** As many as are kept at the same time. */
const crowd = 1_000;

test('a caller who waits for the pace is not forgotten, however many other keys come meanwhile', async () => {
  const env = { ...passthroughEnv, TRACKIER_REQUESTS_PER_SECOND: '0.1' };
  const gateway = await startGateway({ env, sandbox: { apiKey: ownKey } });
  const { execute } = gateway.as({ 'x-api-key': ownKey });
  await execute(readJobs);
  const second = execute(readJobs);
  for (let index = 0; index < crowd; index++) {
    await gateway.as({ 'x-api-key': `invented-${index}` }).execute('{ __typename }');
  }
  expect(await second).toEqual({ importJobs: [] });
}, 60_000);
