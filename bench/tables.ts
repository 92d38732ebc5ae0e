import type { RequestCost } from './measure-requests.ts';
import type { StartCost } from './measure-start.ts';
import { median } from './statistics.ts';

/** What a request may cost, as a multiple of the raw proxy. */
export const goalRatio = 5;

/** A number for people. */
export const format = (value: number, digits = 0): string =>
  value.toLocaleString('en-US', { minimumFractionDigits: digits, maximumFractionDigits: digits });

/** What requests cost, as a Markdown table. */
export function requestTable(costs: readonly RequestCost[]): string {
  return table(
    [
      'conversions',
      'raw, µs',
      'gateway, µs',
      'gateway ÷ raw (min–max)',
      'requests/s',
      'p50, ms',
      'p99, ms',
      'raw p99, ms',
    ],
    costs.map(cost => [
      format(cost.workload.rows),
      format(cost.rawMicros),
      format(cost.gatewayMicros),
      `**${format(median(cost.ratios), 2)}** (${format(Math.min(...cost.ratios), 2)}–${format(Math.max(...cost.ratios), 2)})`,
      format(cost.requestsPerSecond),
      format(cost.p50Ms, 1),
      format(cost.p99Ms, 1),
      format(cost.rawP99Ms, 1),
    ]),
  );
}

/** What starts cost, as a Markdown table. */
export function startTable(costs: readonly StartCost[]): string {
  return table(
    ['server', 'compile cache', 'ready after, ms', 'resident at rest, MB'],
    costs.map(({ name, isWarm, readyAfterMs, residentMegabytes }) => [
      name,
      isWarm ? 'warm' : 'none',
      format(readyAfterMs),
      format(residentMegabytes),
    ]),
  );
}

/** Which sizes cost more than they may; empty if none does. */
export const sizesBeyondGoal = (costs: readonly RequestCost[]): readonly number[] =>
  costs.filter(cost => median(cost.ratios) > goalRatio).map(cost => cost.workload.rows);

const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;

/** A Markdown table of figures. */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  return [line(head), line(head.map(() => '---:')), ...rows.map(line)].join('\n');
}
