import type { IntakeCost } from './measure-intake.ts';
import { median } from './statistics.ts';
import { format, table } from './tables.ts';

/** What intakes cost, as a Markdown table. */
export function intakeTable(costs: readonly IntakeCost[]): string {
  return table(
    [
      'database',
      'rows',
      'MB',
      'seconds',
      'rows per CPU second',
      'resident at rest, MB',
      'resident at most, MB',
      'a write meanwhile: p50, ms',
      'p99, ms',
      'longest, ms',
    ],
    costs.map(cost => {
      const writesMs = cost.writesMs.toSorted((one, other) => one - other);
      return [
        cost.database,
        format(cost.rows),
        format(cost.megabytes),
        format(cost.seconds, 1),
        `**${format(cost.rowsPerCpuSecond)}**`,
        format(cost.restingMegabytes),
        format(cost.peakMegabytes),
        format(median(writesMs), 1),
        format(writesMs[Math.floor(writesMs.length * 0.99)] ?? 0, 1),
        format(writesMs.at(-1) ?? 0, 1),
      ];
    }),
  );
}
