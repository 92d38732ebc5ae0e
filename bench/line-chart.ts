import { type ChartTexts, chart, line, mark, plot, xAxis, xOf, yAxis, yOf } from './chart-frame.ts';
import { linearScale, type Scale } from './scale.ts';
import { fitLine, type Point } from './statistics.ts';

// The gateway's own, and then one that is none of its shades.
const [firstColour, colourStep] = [1, 3];

/** Values over something that grows. */
export interface LineChart extends ChartTexts {
  readonly series: readonly { readonly name: string; readonly points: readonly Point[] }[];
}

/** The points of each series joined, and dashed the straight line that lies nearest to them. */
export function lineChart(data: LineChart): string {
  const all = data.series.flatMap(({ points }) => points);
  const xScale = linearScale(Math.max(...all.map(({ x }) => x)));
  const yScale = linearScale(Math.max(...all.map(({ y }) => y)));
  const floor = line({ x: plot.left, y: plot.bottom }, { x: plot.right, y: plot.bottom }, 'axis');
  const named = data.series.map(({ name, points }, index) => ({
    name,
    points,
    colour: firstColour + colourStep * index,
  }));
  const drawing = named.map(({ points, colour }) => draw(points, colour, xScale, yScale));
  return chart(data, named, [yAxis(yScale), xAxis(xScale), floor, ...drawing].join('\n'));
}

function draw(points: readonly Point[], colour: number, xScale: Scale, yScale: Scale): string {
  const placeOf = ({ x, y }: Point): Point => ({ x: xOf(xScale, x), y: yOf(yScale, y) });
  const places = points.map(placeOf);
  const path = places.map(({ x, y }) => `${x.toFixed(1)},${y.toFixed(1)}`).join(' ');
  const marks = places.map(place => mark(place, colour)).join('');
  return `<polyline class="c${colour} line" points="${path}"/>${marks}${fitOf(points, colour, placeOf)}`;
}

function fitOf(points: readonly Point[], colour: number, placeOf: (point: Point) => Point): string {
  if (points.length < 3) return '';
  const { slope, intercept } = fitLine(points);
  const ends = [points[0]?.x ?? 0, points.at(-1)?.x ?? 0].map(x => placeOf({ x, y: intercept + slope * x }));
  const [from = { x: 0, y: 0 }, to = from] = ends;
  return line(from, to, `c${colour} fit`);
}
