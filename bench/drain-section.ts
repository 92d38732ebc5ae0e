import type { DrainCost } from './measure-drain.ts';
import type { Section } from './section.ts';
import { format, table } from './tables.ts';

/** What drains cost, as a Markdown table. */
export function drainTable(costs: readonly DrainCost[]): string {
  return table(
    [
      'database',
      'rows',
      'batches',
      'seconds',
      'rows/s',
      'batches sent/s',
      'CPU for a batch, ms',
      'raw, ms',
      'gateway ÷ raw',
      'CPU for a row, µs',
      'raw, µs',
      'resident at most, MB',
    ],
    costs.map(cost => {
      const rowsInBatch = cost.rows / cost.batches;
      return [
        cost.database,
        format(cost.rows),
        format(cost.batches),
        format(cost.seconds, 1),
        `**${format(cost.rows / cost.seconds)}**`,
        `**${format(cost.batchesPerSecond)}**`,
        format(cost.batchMicros / 1_000, 1),
        format(cost.rawBatchMicros / 1_000, 1),
        `**${format(cost.batchMicros / cost.rawBatchMicros, 2)}**`,
        format(cost.batchMicros / rowsInBatch, 1),
        format(cost.rawBatchMicros / rowsInBatch, 1),
        format(cost.peakMegabytes),
      ];
    }),
  );
}

/** What drains cost, as a section of the report. */
export const drainSection = (costs: readonly DrainCost[]): Section => ({
  text: `## A drain

A file is uploaded; then it is measured from \`startBulkImport\` to COMPLETED. Each batch is claimed, sent, written down, looked for
until its job has ended, and its rows are erased. The upstream answers every POST at once with a new job, which has imported
all its rows when it is looked for. The gateway has \`TRACKIER_REQUESTS_PER_SECOND=1000\`, the most that it can have, of which looks
get a third: at Trackier's own pace a drain takes as long as the pace says, and what counts is the CPU time.

**raw** is the least that a sender can do: \`JSON.stringify\` of the same rows, the same POST, one \`GET /jobs/{id}\`, and an undici
pool. It writes nothing down. Seconds are on the clock, batches sent per second from the first POST's arrival to the last's, CPU time
is of the process alone, user and system, all threads; resident memory is the most from the start of the import on. For PostgreSQL
the same holds as above.

${drainTable(costs)}
`,
  charts: {},
});
