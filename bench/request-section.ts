import { dotChart } from './dot-chart.ts';
import type { Account, RequestCost, SizeCosts } from './measure-requests.ts';
import { besideMercurius, goalAt, ratiosToRaw, requestVerdicts } from './request-goals.ts';
import { image, type Section } from './section.ts';
import { type Spread, spreadOf } from './statistics.ts';
import { format, table, verdict } from './tables.ts';
import { turnsPerRound } from './workload.ts';

/** What the requests cost, for a terminal. */
export const requestSummary = (sizes: readonly SizeCosts[]): string =>
  `${ratioTable(sizes, 'cpuMicros')}\n\n${verdictTable(sizes)}`;

/** What the requests cost, beside a bare proxy and everybody else. `absent`: what could not be measured, in words. */
export function requestSection(sizes: readonly SizeCosts[], absent: readonly string[]): Section {
  const contenders = sizes[0]?.costs.map(({ contender }) => contender) ?? [];
  const rounds = sizes[0]?.costs[0]?.rounds.length ?? 0;
  const text = `## A mutation that imports conversions

CPU time of the server's process for one request, user and system, all threads, as a multiple of what **raw** needs: the least that a proxy
between GraphQL and Trackier can do. Before anything is measured, all must have sent the same body upstream and have given the same answer.

${ratioTable(sizes, 'cpuMicros')}

${image('requests-cpu', 'CPU time for a request, as a multiple of the bare proxy’s, for each server and size')}

Dashed: the goals.

${verdictTable(sizes)}

${mercuriusText(sizes)}Medians of ${rounds} rounds, and in parentheses the least and the most; every ratio is to raw in the same round. In a round each server takes
${turnsPerRound} short turns, in an order drawn by lot, and the first requests of each do not count; its CPU time is that of the median turn. The measured server has a core to itself while
load, upstream and PostgreSQL share another, with ${sizes.map(({ concurrency }) => concurrency).join(', ')} requests out at once. Load and upstream are one process that does not sleep
during a turn: to wake it would be counted as the server's work, most with those that leave it the most time to sleep. Microseconds and milliseconds depend on the machine and on what else it does, ratios much less; where raw's
p99 is high, something else was running.

A conversion here has \`clickId\`, \`txnId\`, \`sub1\` and \`customDimensions\` of two keys, all in variables. The upstream answers at once with
Trackier's documented reply. Who was measured:

${contenders.map(({ name, setUp }) => `- **${name}**: ${setUp}`).join('\n')}

No peer knows its callers, checks rows, has limits, metrics or a request log: they were set up as their documents do it, and do less.${absent.map(words => `\n${words}`).join('')}

${image('requests-memory', 'The most memory that was resident, for each server and size')}

${sizes.map(detail).join('\n\n')}
`;
  return { text, charts: { 'requests-cpu': cpuChart(sizes), 'requests-memory': memoryChart(sizes) } };
}

function ratioTable(sizes: readonly SizeCosts[], figure: keyof Account): string {
  const names = sizes[0]?.costs.map(({ contender }) => contender.name) ?? [];
  const rows = names.map((name, index) => [name, ...sizes.map(size => ratioAt(size, index, figure))]);
  return table(['CPU ÷ raw', ...sizes.map(({ rows: size }) => format(size))], rows);
}

function ratioAt(size: SizeCosts, index: number, figure: keyof Account): string {
  const cost = size.costs[index];
  return cost ? spreadText(ratiosToRaw(size, cost, figure)) : '';
}

const spreadText = ({ median, least, most }: Spread): string =>
  `**${format(median, 2)}** (${format(least, 2)}–${format(most, 2)})`;

const verdictTable = (sizes: readonly SizeCosts[]): string =>
  table(
    ['goal for the CPU time', 'found', 'verdict'],
    requestVerdicts(sizes).map(({ goal, found, isMet }) => [goal, found, verdict(isMet)]),
  );

function mercuriusText(sizes: readonly SizeCosts[]): string {
  const spread = besideMercurius(sizes);
  return spread ? `At one conversion the gateway needs ${spreadText(spread)} times what Mercurius does.\n\n` : '';
}

const columns = [
  { figure: 'cpuMicros', head: 'CPU, µs', digits: 0 },
  { figure: 'requestsPerSecond', head: 'requests/s', digits: 0 },
  { figure: 'p50Ms', head: 'p50, ms', digits: 1 },
  { figure: 'p99Ms', head: 'p99, ms', digits: 1 },
  { figure: 'peakMegabytes', head: 'resident at most, MB', digits: 0 },
] as const;

function detail(size: SizeCosts): string {
  const head = columns.flatMap(({ head: name }) => [name, '÷ raw']);
  const rows = size.costs.map(cost => [cost.contender.name, ...columns.flatMap(column => cells(size, cost, column))]);
  return `### ${format(size.rows)} ${size.rows === 1 ? 'conversion' : 'conversions'} in a request\n\n${table(['', ...head], rows)}`;
}

const cells = (size: SizeCosts, cost: RequestCost, { figure, digits }: (typeof columns)[number]): readonly string[] => [
  format(spreadOf(cost.rounds.map(account => account[figure])).median, digits),
  spreadText(ratiosToRaw(size, cost, figure)),
];

const groupsOf = (sizes: readonly SizeCosts[]): readonly string[] => sizes.map(({ rows }) => format(rows));

const seriesOf = (sizes: readonly SizeCosts[], spreadFor: (size: SizeCosts, cost: RequestCost) => Spread) =>
  (sizes[0]?.costs ?? []).map(({ contender }, index) => ({
    name: contender.name,
    spreads: sizes.flatMap(size => {
      const cost = size.costs[index];
      return cost ? [spreadFor(size, cost)] : [];
    }),
  }));

const cpuChart = (sizes: readonly SizeCosts[]): string =>
  dotChart({
    title: 'CPU time for a request: how many times the bare proxy’s',
    xLabel: 'conversions in a request',
    yLabel: '× raw; each step up is a multiple',
    groups: groupsOf(sizes),
    goals: sizes.map(({ rows }) => goalAt(rows)),
    series: seriesOf(sizes, (size, cost) => ratiosToRaw(size, cost, 'cpuMicros')),
    isLogarithmic: true,
    digits: 1,
  });

const memoryChart = (sizes: readonly SizeCosts[]): string =>
  dotChart({
    title: 'The most memory that a server had',
    xLabel: 'conversions in a request',
    yLabel: 'MB resident',
    groups: groupsOf(sizes),
    series: seriesOf(sizes, (_size, cost) => spreadOf(cost.rounds.map(({ peakMegabytes }) => peakMegabytes))),
    isLogarithmic: false,
    digits: 0,
  });
