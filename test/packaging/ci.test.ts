import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, onTestFinished, test } from 'vitest';

const project = fileURLToPath(new URL('../../', import.meta.url));
const read = (file: string): string => readFileSync(join(project, file), 'utf8');
const manifest: { readonly scripts: Readonly<Record<string, string>> } = JSON.parse(read('package.json'));

const counts = { success: true, numPassedTests: 3, numFailedTests: 0, numPendingTests: 1, numTodoTests: 1 };

/** Prints the summary of a report; null stands for none. */
function summarize(report: object | string | null): { code: number | null; line: string } {
  const folder = mkdtempSync(join(tmpdir(), 'report-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const path = join(folder, 'report.json');
  if (report !== null) writeFileSync(path, typeof report === 'string' ? report : JSON.stringify(report));
  const { status, stdout } = spawnSync(process.execPath, [join(project, 'scripts/print-test-summary.ts'), path], {
    encoding: 'utf8',
  });
  return { code: status, line: stdout };
}

test('CI installs and tests with the command that the README tells', () => {
  const command = 'npm ci && npm test';
  expect(read('.ci/run')).toContain(`  ${command}\n`);
  expect(read('README.md')).toContain(command);
});

test('CI runs everything that `npm run check` does', () => {
  const checks = [...(manifest.scripts['check'] ?? '').matchAll(/npm run (check:\w+)/g)].map(([, name]) => name);
  const run = [...read('.ci/run').matchAll(/^check npm run (check:\w+)$/gm)].map(([, name]) => name);
  expect(checks.length).toBeGreaterThan(0);
  expect(run).toEqual(checks);
});

test('.ci/run is executable, also in a clone', () => {
  const [mode] = execFileSync('git', ['ls-files', '--stage', '.ci/run'], { cwd: project, encoding: 'utf8' }).split(' ');
  expect(mode).toBe('100755');
});

test('the summary is the runner’s own', () => {
  expect(summarize(counts)).toEqual({ code: 0, line: '3 passed, 0 failed, 2 skipped\n' });
});

test('a failure fails', () => {
  const report = { ...counts, success: false, numFailedTests: 1 };
  expect(summarize(report)).toEqual({ code: 1, line: '3 passed, 1 failed, 2 skipped\n' });
});

test('a file that could not even be loaded fails', () => {
  expect(summarize({ ...counts, success: false }).code).toBe(1);
});

test.for([
  ['no report', null],
  ['an empty one', ''],
  ['one without tests', { ...counts, numPassedTests: 0 }],
] as const)('%s fails, and no number is made up', ([, report]) => {
  expect(summarize(report)).toEqual({ code: 1, line: '' });
});
