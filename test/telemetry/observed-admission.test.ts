import { IncomingMessage } from 'node:http';
import { Socket } from 'node:net';
import { expect, test } from 'vitest';
import { NotAllowedError } from '../../src/server/access/not-allowed-error.ts';
import { observeAdmission } from '../../src/server/access/observed-admission.ts';
import { UnauthenticatedError } from '../../src/server/access/unauthenticated-error.ts';
import { createMetrics } from '../../src/telemetry/metrics.ts';

test('who is not let in is counted by why, also where it takes a while to say so, and is told all the same', async () => {
  const metrics = createMetrics('1.0.0');
  const request = new IncomingMessage(new Socket());
  const refusals = [
    UnauthenticatedError.withoutToken(),
    UnauthenticatedError.invalidToken('It has expired.'),
    new NotAllowedError('No such tenant.'),
  ];
  for (const refusal of refusals) {
    const atOnce = observeAdmission(() => {
      throw refusal;
    }, metrics);
    expect(() => atOnce(request)).toThrow(refusal);
    await expect(observeAdmission(() => Promise.reject(refusal), metrics)(request)).rejects.toBe(refusal);
  }
  const bug = new TypeError('a bug');
  await expect(observeAdmission(() => Promise.reject(bug), metrics)(request)).rejects.toBe(bug);
  const { text } = await metrics.render();
  for (const reason of ['missing', 'invalid', 'forbidden'])
    expect(text).toContain(`gateway_auth_failures_total{reason="${reason}"} 2\n`);
  expect(text).toContain('gateway_auth_failures_total{reason="unavailable"} 0\n');
  expect(text).not.toContain('other');
});
