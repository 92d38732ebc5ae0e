import { expect, test } from 'vitest';
import { runSoak } from './run-soak.ts';
import { soakReport } from './soak-report.ts';

// The load takes as long as it says; the rest is patience with a machine that does other things beside it.
const limitMs = 15 * 60_000;
const seed = Number(process.env['SOAK_SEED'] ?? Date.now() % 1e6);

test('after a minute of everything that callers do the gateway is as before, and every row is accounted for', {
  timeout: limitMs,
}, async () => {
  const result = await runSoak({ seconds: 60, seed, databaseUrl: null });
  console.log(soakReport(result));
  expect([seed, result.judgement.faults]).toEqual([seed, []]);
});

test('a gateway that keeps something of every request does not pass', { timeout: limitMs }, async () => {
  const { judgement } = await runSoak({
    seconds: 10,
    seed,
    databaseUrl: null,
    preloads: ['planted-leak.mjs'],
    patienceMs: 5_000,
  });
  const found = ['the heap at rest has grown', 'left over at rest: open files'];
  for (const fault of found) expect(judgement.faults).toContainEqual(expect.stringContaining(fault));
});
