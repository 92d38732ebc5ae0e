import type { IntakeCost } from './measure-intake.ts';
import { median, quantile } from './statistics.ts';
import { format, table } from './tables.ts';

const goals = { rowsPerCpuSecond: 50_000, megabytes: 250, atRows: 1_000_000, writeMs: 50 } as const;
/** What a row costs on PostgreSQL is not ours alone. */
const databaseOfRateGoal = 'SQLite';

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
    costs.map(cost => [
      cost.database,
      format(cost.rows),
      format(cost.megabytes),
      format(cost.seconds, 1),
      `**${format(cost.rowsPerCpuSecond)}**`,
      format(cost.restingMegabytes),
      format(cost.peakMegabytes),
      format(median(cost.writesMs), 1),
      format(quantile(cost.writesMs, 0.99), 1),
      format(Math.max(...cost.writesMs), 1),
    ]),
  );
}

/** What intakes cost, and which goals are met, as a section of the report. */
export const intakeSection = (costs: readonly IntakeCost[]): string => `## The intake of a file

A CSV is uploaded to \`/bulk-imports/{id}/rows\` as fast as the gateway takes it: read, checked, looked through for duplicates, cut
into batches and written. Rows per CPU second count the gateway's process, user and system, all threads; resident memory is
all that the process has, at rest after an upload of 20,000 rows, and at most. Meanwhile somebody else calls \`createBulkImport\`,
again and again, and waits for the answer: those are the writes, from end to end. One upload for each database. The gateway has a core to itself;
PostgreSQL, where it is measured, shares the other with everything else, its CPU time is not counted, and the one that the
benchmark starts does not wait for its disk.

${intakeTable(costs)}

The goals:

${costs.flatMap(verdicts).join('\n')}
`;

function verdicts({ database, rows, rowsPerCpuSecond, peakMegabytes, writesMs }: IntakeCost): readonly string[] {
  const isSmall = peakMegabytes < goals.megabytes;
  const memory = isSmall && rows < goals.atRows ? 'not shown, as the file was smaller' : verdict(isSmall);
  const slowWrites = writesMs.filter(ms => ms >= goals.writeMs).length;
  const rate = `- ${database}, at least ${format(goals.rowsPerCpuSecond)} rows per CPU second: ${verdict(rowsPerCpuSecond >= goals.rowsPerCpuSecond)}, with ${format(rowsPerCpuSecond)}.`;
  return [
    ...(database === databaseOfRateGoal ? [rate] : []),
    `- ${database}, less than ${goals.megabytes} MB resident in all at ${format(goals.atRows)} rows: ${memory}, with ${format(peakMegabytes)} MB at ${format(rows)} rows.`,
    `- ${database}, writes of others take less than ${goals.writeMs} ms meanwhile: ${verdict(slowWrites === 0)}; ${format(slowWrites)} of ${format(writesMs.length)} took longer.`,
  ];
}

const verdict = (isMet: boolean): string => (isMet ? 'met' : '**missed**');
