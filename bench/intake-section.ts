import { lineChart } from './line-chart.ts';
import type { IntakeCost } from './measure-intake.ts';
import { image, type Section } from './section.ts';
import { median, quantile, slopesOf } from './statistics.ts';
import { format, table, verdict } from './tables.ts';

const goals = { rowsPerCpuSecond: 50_000, megabytes: 250, atRows: 1_000_000, writeMs: 50 } as const;
/** Less is noise. */
const steeperAtMost = 0.25;
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
      'rows/s',
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
      format(cost.rows / cost.seconds),
      `**${format(cost.rowsPerCpuSecond)}**`,
      format(cost.restingMegabytes),
      format(cost.peakMegabytes),
      format(median(cost.writesMs), 1),
      format(quantile(cost.writesMs, 0.99), 1),
      format(Math.max(...cost.writesMs), 1),
    ]),
  );
}

/** What intakes cost, how straight the growth is, and which goals are met. */
export function intakeSection(costs: readonly IntakeCost[]): Section {
  const databases = Map.groupBy(costs, ({ database }) => database);
  const text = `## The intake of a file

A CSV is uploaded to \`/bulk-imports/{id}/rows\` as fast as the gateway takes it: read, checked, looked through for duplicates, cut
into batches and written. Rows per CPU second count the gateway's process, user and system, all threads; resident memory is
all that the process has, at rest after an upload of 20,000 rows, and at most while the file comes in. Meanwhile somebody else calls
\`createBulkImport\`, again and again, and waits for the answer: those are the writes, from end to end. Each file gets a gateway and a database
of its own. The gateway has a core to itself; PostgreSQL, where it is measured, shares the other with everything else, its CPU time is not
counted, and the one that the benchmark starts does not wait for its disk.

${intakeTable(costs)}

${costs.flatMap(verdicts).join('\n') || 'The goals are those of larger files.'}

${image('intake-memory', 'The most memory that was resident, over the rows of the file')}

How straight the growth is: from each file to the next it must not get steeper; less than a quarter is taken for noise. Dashed in the drawing:
the straight line that lies nearest.

${straightnessTable(databases)}
`;
  return { text, charts: { 'intake-memory': memoryChart(databases) } };
}

type ByDatabase = ReadonlyMap<string, readonly IntakeCost[]>;

const grown = [
  { name: 'CPU time', unit: 'ms', valueOf: (cost: IntakeCost) => cost.cpuSeconds * 1_000 },
  { name: 'resident at most', unit: 'MB', valueOf: (cost: IntakeCost) => cost.peakMegabytes },
] as const;

function straightnessTable(databases: ByDatabase): string {
  const rows = Array.from(databases).flatMap(([database, costs]) =>
    costs.length < 3 ? [] : grown.map(growth => straightnessRow(database, costs, growth)),
  );
  return rows.length === 0
    ? 'Fewer than three files were measured: any two lie on a line.'
    : table(
        ['for 1,000 rows more', 'in the first stretch', 'in the last', 'last ÷ first', 'no steeper in the end'],
        rows,
      );
}

function straightnessRow(
  database: string,
  costs: readonly IntakeCost[],
  { name, unit, valueOf }: (typeof grown)[number],
): readonly string[] {
  const slopes = slopesOf(costs.map(cost => ({ x: cost.rows / 1_000, y: valueOf(cost) })));
  const [first = Number.NaN, last = Number.NaN] = [slopes[0], slopes.at(-1)];
  const perThousand = (slope: number): string => `${format(slope, 3)} ${unit}`;
  const isStraight = last <= Math.max(first, 0) * (1 + steeperAtMost);
  return [`${database}, ${name}`, perThousand(first), perThousand(last), format(last / first, 2), verdict(isStraight)];
}

const memoryChart = (databases: ByDatabase): string =>
  lineChart({
    title: 'The intake of a file: the most memory that was resident',
    xLabel: 'rows of the file',
    yLabel: 'MB resident',
    series: Array.from(databases, ([name, costs]) => ({
      name,
      points: costs.map(({ rows, peakMegabytes }) => ({ x: rows, y: peakMegabytes })),
    })),
  });

function verdicts({ database, rows, rowsPerCpuSecond, peakMegabytes, writesMs }: IntakeCost): readonly string[] {
  if (rows < goals.atRows) return [];
  const slowWrites = writesMs.filter(ms => ms >= goals.writeMs).length;
  const rate = `- ${database}, at least ${format(goals.rowsPerCpuSecond)} rows per CPU second: ${verdict(rowsPerCpuSecond >= goals.rowsPerCpuSecond)}, with ${format(rowsPerCpuSecond)}.`;
  return [
    ...(database === databaseOfRateGoal ? [rate] : []),
    `- ${database}, less than ${goals.megabytes} MB resident in all at ${format(rows)} rows: ${verdict(peakMegabytes < goals.megabytes)}, with ${format(peakMegabytes)} MB.`,
    `- ${database}, writes of others take less than ${goals.writeMs} ms meanwhile: ${verdict(slowWrites === 0)}; ${format(slowWrites)} of ${format(writesMs.length)} took longer.`,
  ];
}
