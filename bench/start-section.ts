import type { StartCost } from './measure-start.ts';
import type { Section } from './section.ts';
import { format, table } from './tables.ts';

/** What starts cost, as a Markdown table. */
export const startTable = (costs: readonly StartCost[]): string =>
  table(
    ['server', 'compile cache', 'ready after, ms', 'resident at rest, MB'],
    costs.map(({ contender, isWarm, readyAfterMs, residentMegabytes }) => [
      contender.name,
      isWarm ? 'warm' : 'none',
      format(readyAfterMs),
      format(residentMegabytes),
    ]),
  );

/** What starts cost, as a section of the report. */
export const startSection = (costs: readonly StartCost[], starts: number): Section => ({
  text: `## A start

From the start of the process to the first 200 of \`/ready\`, with an embedded database that an earlier start has made; resident memory one
second later. Medians of ${starts} starts. \`npm start\` and the image have a compile cache (\`NODE_COMPILE_CACHE\`); that of the image comes
filled. Composing Hive Gateway's supergraph is not counted.

${startTable(costs)}
`,
  charts: {},
});
