import { beforeEach } from 'vitest';
import { rememberOpenResources } from './open-resources.ts';

/** Generous, as machines are shared: it is waited for only where something is left open. */
const patienceMs = Number(process.env['LEAK_GUARD_MS'] ?? 20_000);

/** A setup file: after each test, and after all that the test itself puts away, nothing that it opened may be left. */
beforeEach(({ onTestFinished }) => {
  const expectNothingLeft = rememberOpenResources();
  // What is registered first is called last.
  onTestFinished(() => expectNothingLeft(patienceMs), patienceMs * 2);
});
