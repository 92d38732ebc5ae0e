import { median, quantile } from '../../bench/statistics.ts';
import { format, table } from '../../bench/tables.ts';
import type { Balance } from './ledger.ts';
import type { TimedSample } from './put-under-load.ts';
import type { SoakResult } from './run-soak.ts';
import type { Slope } from './slope.ts';
import { logErrors } from './soaked-gateway.ts';
import type { Tally } from './tally.ts';

/** What a soak has found, as Markdown. */
export function soakReport(result: SoakResult): string {
  const { options, observation, judgement, tally } = result;
  const { after, samples, balance } = observation;
  const { seconds, seed, databaseUrl } = options;
  const lags = samples.map(({ lagMs }) => lagMs);
  const handles = Object.entries(after.sample.resources).map(([kind, count]) => `${count} ${kind}`);
  return [
    `Soak: ${seconds} s of load on ${databaseUrl ? 'PostgreSQL' : 'SQLite'}, seed ${seed}`,
    deedTable(tally),
    measureTable(result),
    `Slopes (Theil–Sen) are of the last ${format(judgement.minutes, 1)} minutes of the load. Rest was found ${format(after.afterMs / 1000)} s after it; handles then: ${handles.join(', ')}.`,
    `Delay of the event loop, p99 of each second: median ${format(median(lags))} ms, of one second in twenty more than ${format(quantile(lags, 0.95))} ms.`,
    balanceText(balance, result.importCount),
    `Errors in the log: ${listOf(tally.counts.get(logErrors) ?? new Map()) || 'none'}.`,
    judgement.faults.length === 0 ? 'Verdict: sound' : `Verdict: not sound\n${judgement.faults.join('\n')}`,
  ].join('\n\n');
}

function deedTable({ counts }: Tally): string {
  const rows = [...counts]
    .filter(([kind]) => kind !== logErrors)
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([kind, outcomes]) => ({ kind, count: countOf(outcomes), outcomes: listOf(outcomes) }));
  const total = rows.reduce((sum, { count }) => sum + count, 0);
  return table(
    ['what was done', 'times', 'how it ended'],
    [...rows.map(({ kind, count, outcomes }) => [kind, format(count), outcomes]), ['all', format(total), '']],
  );
}

type Measured = Omit<TimedSample, 'atMs'>;

function measureTable({ observation: { before, samples, after }, judgement }: SoakResult): string {
  const line = (name: string, read: (sample: Measured) => number, digits = 0, slope?: Slope): readonly string[] => [
    name,
    format(read({ ...before.sample, ...before }), digits),
    format(median(samples.map(read)), digits),
    format(read({ ...after.sample, ...after }), digits),
    slope ? `${signed(slope.perMinute)} (${signed(slope.low)} to ${signed(slope.high)})` : '',
  ];
  const { heapUsed, external, rss } = judgement.slopes;
  return table(
    ['', 'at rest, warm', 'under load, median', 'at rest, after', 'slope per minute (95 %)'],
    [
      line('heap after GC, MB', sample => sample.heapUsed / 1e6, 1, heapUsed),
      line('outside of the heap, MB', sample => sample.external / 1e6, 1, external),
      line('resident, MB', sample => sample.rss / 1e6, 1, rss),
      line('open files', sample => sample.files ?? 0),
      line('handles', ({ resources }) => Object.values(resources).reduce((sum, count) => sum + count, 0)),
      line('subscribers', sample => sample.subscribers),
    ],
  );
}

function balanceText({ rows, arrived, unknown, problems }: Balance, importCount: number): string {
  const sentence = `Callers brought ${format(rows)} rows, most of them in ${format(importCount)} bulk imports, some of which were refused, broken off, cancelled or never started.`;
  const fate = `${format(arrived)} rows arrived at Trackier; of ${format(unknown)} callers were told that nobody knows, or they did not wait to hear.`;
  return `${sentence} ${fate}${problems.length === 0 ? ' Each row is where the gateway says, and none arrived twice.' : ''}`;
}

const countOf = (outcomes: ReadonlyMap<string, number>): number =>
  [...outcomes.values()].reduce((sum, count) => sum + count, 0);

const listOf = (outcomes: ReadonlyMap<string, number>): string =>
  [...outcomes]
    .toSorted(([, a], [, b]) => b - a)
    .map(([outcome, count]) => `${outcome} ${format(count)}`)
    .join(', ');

const signed = (value: number): string => `${value < 0 ? '−' : '+'}${format(Math.abs(value), 2)}`;
