import type { LoaderCost } from './measure-loader.ts';
import type { Section } from './section.ts';
import { format, table } from './tables.ts';

/** What queries of jobs cost, as a Markdown table. */
export const loaderTable = (costs: readonly LoaderCost[]): string =>
  table(
    ['one query of', 'requests to Trackier', 'CPU for the query, µs', 'CPU for a job, µs'],
    costs.map(({ name, jobs, upstreamRequests, cpuMicros: { median, least, most } }) => [
      name,
      format(upstreamRequests),
      `**${format(median)}** (${format(least)}–${format(most)})`,
      format(median / jobs),
    ]),
  );

/** What queries of jobs cost, as a section of the report. */
export const loaderSection = (costs: readonly LoaderCost[], rounds: number): Section => ({
  text: `## Many jobs in one query

\`importJob(id:) { id state createdAt }\` under as many aliases as there are jobs. The DataLoader asks Trackier for its list of the latest 50
once, and for each job that is not in it once more. Requests to Trackier are counted where they arrive; CPU time is of the gateway's process,
one query at a time. Medians of ${rounds} rounds, and in parentheses the least and the most.

${loaderTable(costs)}
`,
  charts: {},
});
