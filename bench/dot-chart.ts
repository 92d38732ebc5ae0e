import { type ChartTexts, chart, line, mark, plot, text, yAxis, yOf } from './chart-frame.ts';
import { linearScale, logScale, type Scale } from './scale.ts';
import type { Spread } from './statistics.ts';
import { format } from './tables.ts';

/** What was measured of several series in several groups. */
export interface DotChart extends ChartTexts {
  readonly groups: readonly string[];
  readonly series: readonly { readonly name: string; readonly spreads: readonly Spread[] }[];
  /** A line across each group that values should stay below; null for none. */
  readonly goals?: readonly (number | null)[];
  readonly isLogarithmic: boolean;
  readonly digits: number;
}

/** A dot for each median, and a line from the least to the most, side by side in each group. */
export function dotChart(data: DotChart): string {
  const { groups, series, goals = [] } = data;
  const scale = scaleOf(data);
  const groupWidth = (plot.right - plot.left) / groups.length;
  const step = (groupWidth - 30) / series.length;
  const drawing = groups.flatMap((group, index) => {
    const left = plot.left + index * groupWidth;
    const goal = goals[index] ?? null;
    return [
      text({ x: left + groupWidth / 2, y: plot.bottom + 20 }, group, '', 'middle'),
      index === 0 ? '' : line({ x: left, y: plot.top }, { x: left, y: plot.bottom }, 'grid'),
      goal === null ? '' : goalLine(scale, left, groupWidth, goal),
      ...series.map(({ spreads }, place) => {
        const spread = spreads[index];
        return spread ? dot(scale, left + 15 + (place + 0.5) * step, spread, place, data.digits) : '';
      }),
    ];
  });
  const named = series.map(({ name }, colour) => ({ name, colour }));
  const floor = line({ x: plot.left, y: plot.bottom }, { x: plot.right, y: plot.bottom }, 'axis');
  return chart(data, named, [yAxis(scale), floor, ...drawing].join('\n'));
}

function scaleOf({ series, isLogarithmic }: DotChart): Scale {
  const spreads = series.flatMap(one => one.spreads);
  const most = Math.max(...spreads.map(spread => spread.most));
  return isLogarithmic ? logScale(Math.min(...spreads.map(spread => spread.least)), most) : linearScale(most);
}

function dot(scale: Scale, x: number, { median, least, most }: Spread, colour: number, digits: number): string {
  const top = yOf(scale, most);
  return [
    line({ x, y: yOf(scale, least) }, { x, y: top }, `c${colour}`),
    mark({ x, y: yOf(scale, median) }, colour),
    text({ x, y: Math.min(top, yOf(scale, median) - 6) - 4 }, format(median, digits), 'small', 'middle'),
  ].join('');
}

function goalLine(scale: Scale, left: number, groupWidth: number, goal: number): string {
  const y = yOf(scale, goal);
  const right = left + groupWidth - 6;
  // Below it, and away from the first series, whose figures stand near it when it is met.
  const label = text({ x: right - 2, y: y + 13 }, `goal: ${goal}`, 'small', 'end');
  return line({ x: left + 6, y }, { x: right, y }, 'goal') + label;
}
