import type { Scale } from './scale.ts';
import { format } from './tables.ts';

/** A pixel of the drawing. */
export interface Place {
  readonly x: number;
  readonly y: number;
}

/** What every chart says about itself. */
export interface ChartTexts {
  readonly title: string;
  readonly xLabel: string;
  readonly yLabel: string;
}

/** What is drawn in one colour, and with one shape of mark. */
export interface NamedSeries {
  readonly name: string;
  /** 0 is grey, 1 the gateway's own. */
  readonly colour: number;
}

/** The rectangle in which the values are drawn. */
export const plot = { left: 64, top: 84, right: 910, bottom: 420 } as const;
const [width, height] = [960, 480];

const lightColours = ['#6e7781', '#0550ae', '#54aeff', '#0a7f74', '#bc4c00', '#8250df', '#9a6700', '#cf222e'];
const darkColours = ['#8b949e', '#79c0ff', '#388bfd', '#39d3c3', '#ffa657', '#d2a8ff', '#e3b341', '#ff7b72'];

const coloursOf = (colours: readonly string[]): string =>
  colours.map((colour, index) => `.c${index}{fill:${colour};stroke:${colour}}`).join('');

// It brings its own background: a page may be dark where the reader's system is light.
const style = `text{font:13px system-ui,sans-serif;fill:#1f2328;stroke:none}.title{font-size:16px;font-weight:600}.small{font-size:11px}.back{fill:#fff}.grid{stroke:#d1d9e0}.axis{stroke:#59636e}.goal{stroke:#1f2328;stroke-width:2;stroke-dasharray:4 3}.line{stroke-width:2}.fit{stroke-dasharray:5 4}${coloursOf(lightColours)}@media(prefers-color-scheme:dark){text{fill:#f0f6fc}.back{fill:#0d1117}.grid{stroke:#30363d}.axis{stroke:#9198a1}.goal{stroke:#f0f6fc}${coloursOf(darkColours)}}.line,.fit{fill:none}`;

/** A whole SVG document: title, names of the series, both axes' names, and what is drawn within. */
export function chart({ title, xLabel, yLabel }: ChartTexts, series: readonly NamedSeries[], drawing: string): string {
  const middle = (plot.left + plot.right) / 2;
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" role="img" aria-label="${escape(title)}">
<style>${style}</style>
<rect class="back" width="${width}" height="${height}"/>
${text({ x: 16, y: 28 }, title, 'title')}
${legend(series)}
${drawing}
${text({ x: middle, y: height - 14 }, xLabel, '', 'middle')}
${text({ x: 16, y: plot.top - 10 }, yLabel)}
</svg>
`;
}

/** Some words. `anchor`: which part of them is at the place. */
export const text = ({ x, y }: Place, words: string, kind = '', anchor: 'start' | 'middle' | 'end' = 'start'): string =>
  `<text class="${kind}" x="${x.toFixed(1)}" y="${y.toFixed(1)}" text-anchor="${anchor}">${escape(words)}</text>`;

/** A straight line. */
export const line = (from: Place, to: Place, kind: string): string =>
  `<line class="${kind}" x1="${from.x.toFixed(1)}" y1="${from.y.toFixed(1)}" x2="${to.x.toFixed(1)}" y2="${to.y.toFixed(1)}"/>`;

/** A mark of a series; neighbours differ in shape, too, and not in colour alone. */
export function mark({ x, y }: Place, colour: number): string {
  const at = (dx: number, dy: number): string => `${(x + dx).toFixed(1)},${(y + dy).toFixed(1)}`;
  const shapes = [
    `<circle class="c${colour}" cx="${x.toFixed(1)}" cy="${y.toFixed(1)}" r="5"/>`,
    `<path class="c${colour}" d="M${at(-5, -5)} ${at(5, -5)} ${at(5, 5)} ${at(-5, 5)}Z"/>`,
    `<path class="c${colour}" d="M${at(0, -6)} ${at(6, 5)} ${at(-6, 5)}Z"/>`,
    `<path class="c${colour}" d="M${at(0, -7)} ${at(7, 0)} ${at(0, 7)} ${at(-7, 0)}Z"/>`,
  ];
  return shapes[colour % shapes.length] ?? '';
}

/** The y axis's marks, with a line across the plot at each. */
export const yAxis = (scale: Scale): string =>
  scale.ticks
    .map(tick => {
      const y = yOf(scale, tick);
      return (
        line({ x: plot.left, y }, { x: plot.right, y }, 'grid') + tickText({ x: plot.left - 8, y: y + 4 }, tick, 'end')
      );
    })
    .join('\n');

/** The x axis's marks. */
export const xAxis = (scale: Scale): string =>
  scale.ticks
    .map(tick => {
      const x = xOf(scale, tick);
      const end = { x, y: plot.bottom + 5 };
      return line({ x, y: plot.bottom }, end, 'axis') + tickText({ x, y: plot.bottom + 20 }, tick, 'middle');
    })
    .join('\n');

const tickText = (place: Place, tick: number, anchor: 'middle' | 'end'): string =>
  text(place, format(tick, tick > 0 && tick < 1 ? 1 : 0), '', anchor);

/** How far down a value is. */
export const yOf = (scale: Scale, value: number): number => plot.bottom - scale.place(value) * (plot.bottom - plot.top);

/** How far to the right a value is. */
export const xOf = (scale: Scale, value: number): number => plot.left + scale.place(value) * (plot.right - plot.left);

function legend(series: readonly NamedSeries[]): string {
  let x = 22;
  return series
    .map(({ name, colour }) => {
      const entry = mark({ x, y: 48 }, colour) + text({ x: x + 11, y: 52 }, name);
      x += 28 + name.length * 7;
      return entry;
    })
    .join('\n');
}

const escape = (words: string): string =>
  words.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');
