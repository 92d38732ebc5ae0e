import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';

interface Report {
  readonly testResults: readonly {
    readonly assertionResults: readonly {
      readonly title: string;
      readonly status: string;
      readonly failureMessages: readonly string[];
    }[];
  }[];
}

/** Runs the fixture's tests with the guards, as this very run does its own. */
async function runFixture(): Promise<Report> {
  const vitest = new URL('../../node_modules/vitest/vitest.mjs', import.meta.url).pathname;
  const config = new URL('../fixtures/leaks/vitest.config.ts', import.meta.url).pathname;
  const report = new URL('../../node_modules/.cache/leak-report.json', import.meta.url);
  const args = [vitest, 'run', '--config', config, '--reporter', 'json', '--outputFile', report.pathname];
  await new Promise(resolve => execFile(process.execPath, args, resolve));
  return JSON.parse(await readFile(report, 'utf8'));
}

test('what a test leaves open, and a name that is taken, are failures of that test and of no other', async () => {
  const { testResults } = await runFixture();
  const results = testResults.flatMap(({ assertionResults }) => assertionResults);
  const told = results.map(({ title, status, failureMessages }) => [
    title,
    status,
    failureMessages.join().split('\n', 1)[0],
  ]);
  expect(told).toEqual([
    ['leaks a server', 'failed', 'Error: The test has left open: 1 TCPServerWrap.'],
    ['leaks a socket', 'failed', expect.stringMatching(/^Error: The test has left open: \d TCPSocketWrap/)],
    [
      'leaks a timer',
      'failed',
      expect.stringMatching(/^Error: The test has left open: a timer set at .*leaking-tests\.ts:\d+:\d+\.$/),
    ],
    ['leaks a child process', 'failed', 'Error: The test has left open: 1 ProcessWrap.'],
    ['puts everything away', 'passed', ''],
    ['has a name that is taken', 'passed', ''],
    ['has a name that is taken', 'failed', 'Error: There are two tests of this name: has a name that is taken'],
  ]);
});
