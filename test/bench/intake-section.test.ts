import { expect, test } from 'vitest';
import { intakeSection } from '../../bench/intake-section.ts';
import type { IntakeCost } from '../../bench/measure-intake.ts';

const costOf = (rows: number, peakMegabytes: number): IntakeCost => ({
  database: 'SQLite',
  rows,
  megabytes: rows / 10_000,
  seconds: rows / 100_000,
  cpuSeconds: rows / 100_000,
  rowsPerCpuSecond: 100_000,
  restingMegabytes: 150,
  peakMegabytes,
  writesMs: [3, 4],
});

test('memory that grows ever faster is no straight line, and CPU time that grows with the rows is one', () => {
  const { text } = intakeSection([costOf(10_000, 150), costOf(100_000, 159), costOf(1_000_000, 700)]);
  expect(text).toContain('| SQLite, resident at most | 0.100 MB | 0.601 MB | 6.01 | **missed** |');
  expect(text).toContain('| SQLite, CPU time | 10.000 ms | 10.000 ms | 1.00 | met |');
  expect(text).toContain('**missed**, with 700 MB');
});

test('memory that levels off is no worse than a straight line', () => {
  const { text } = intakeSection([costOf(10_000, 150), costOf(100_000, 159), costOf(1_000_000, 200)]);
  expect(text).toContain('| SQLite, resident at most | 0.100 MB | 0.046 MB | 0.46 | met |');
});
