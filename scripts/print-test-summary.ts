// Prints one line of the test runner's JSON report: "N passed, N failed, N skipped". Fails, and prints no number, if
// there is no report or no test ran; fails if a test failed.
import { readFileSync } from 'node:fs';

interface Report {
  readonly success: boolean;
  readonly numPassedTests: number;
  readonly numFailedTests: number;
  readonly numPendingTests: number;
  readonly numTodoTests: number;
}

const report = readReport(process.argv[2] ?? '');
if (report === null || report.numPassedTests + report.numFailedTests === 0) {
  console.error('There is no report of the tests, or none of them ran.');
  process.exitCode = 1;
} else {
  const skipped = report.numPendingTests + report.numTodoTests;
  console.log(`${report.numPassedTests} passed, ${report.numFailedTests} failed, ${skipped} skipped`);
  process.exitCode = report.success ? 0 : 1;
}

function readReport(path: string): Report | null {
  try {
    return JSON.parse(readFileSync(path, 'utf8'));
  } catch {
    return null;
  }
}
