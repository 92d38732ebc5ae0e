import { lineChart } from './line-chart.ts';
import type { SubscriberCost } from './measure-subscribers.ts';
import { image, type Section } from './section.ts';
import { fitLine, slopesOf } from './statistics.ts';
import { format, table } from './tables.ts';

/** What subscribers cost, as a Markdown table. */
export function subscriberTable({
  subscribers,
  openMicros,
  updateMicros,
  updates,
  looks,
  memory,
}: SubscriberCost): string {
  const { slope } = fitLine(memory);
  const slopes = slopesOf(memory).map(one => format(one * 1_000));
  return table(
    [
      'subscribers',
      'memory for one, kB',
      'in each quarter, kB',
      'CPU to open one, µs',
      'CPU to tell one of a change, µs',
      'changes',
      'requests to Trackier meanwhile',
    ],
    [
      [
        format(subscribers),
        `**${format(slope * 1_000, 1)}**`,
        slopes.join(', '),
        `**${format(openMicros)}**`,
        `**${format(updateMicros, 1)}**`,
        format(updates),
        format(looks),
      ],
    ],
  );
}

/** What subscribers cost, as a section of the report. */
export const subscriberSection = (cost: SubscriberCost, runs: number): Section => ({
  text: `## Subscribers of one job

\`subscription { importJob(id:) }\` over server-sent events, each subscriber with a connection of its own, all of the same job, which has
changed at every look. Memory is what the process has resident, its garbage included, as the straight line rises that lies nearest to the
points; CPU time is of the gateway's process. Medians of ${runs} fresh gateways.

${subscriberTable(cost)}

${image('subscribers', 'Resident memory over the number of subscribers')}
`,
  charts: {
    subscribers: lineChart({
      title: 'Subscribers of one job: resident memory',
      xLabel: 'subscribers',
      yLabel: 'MB resident',
      series: [{ name: 'gateway', points: cost.memory }],
    }),
  },
});
