import { expect, test } from 'vitest';
import { loadConfig } from '../src/config.ts';

test('a grace shorter than the timeout of a request warns', () => {
  expect(loadConfig({ SHUTDOWN_GRACE_MS: '29999' }).warnings).toEqual([expect.stringMatching(/^SHUTDOWN_GRACE_MS/)]);
  expect(loadConfig({ SHUTDOWN_GRACE_MS: '30000' }).warnings).toEqual([]);
  expect(loadConfig({ SHUTDOWN_DELAY_MS: '5001' }).warnings).toEqual([expect.stringMatching(/^SHUTDOWN_GRACE_MS/)]);
});
